import { useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { classNames } from '../lib/class-names.js';
import { countText } from '../lib/format.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import { GridHeader } from './data-grid-header.js';
import { GridRow } from './data-grid-row.js';
import type { GridColumn, GridSelection, GridSort } from './data-grid-types.js';
import styles from './data-grid.module.css';
import { uiMessages } from './messages.js';
import { KeyHint } from './key-hint.js';
import { useGridKeys } from './use-grid-keys.js';

export type { GridColumn, GridSelection, GridSort } from './data-grid-types.js';

const ROW_HEIGHT = { compact: 40, comfortable: 48 } as const;
const CHECKBOX_TRACK = '40px';

type Props<Row> = {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** The rows loaded so far, in the server's order. */
  readonly rows: readonly Row[];
  /** How many rows the filter has in all; told to assistive technology. */
  readonly rowCount: number;
  readonly getRowId: (row: Row) => string;
  /** What a row is called when it is selected or opened: usually the enterprise's name. */
  readonly getRowLabel: (row: Row) => string;
  /** The row shown in the panel. */
  readonly openId?: string | undefined;
  readonly onOpen?: (row: Row) => void;
  readonly selection?: GridSelection;
  readonly sort?: GridSort;
  readonly onSort?: (sort: GridSort) => void;
  /** Asked for the next page when the end comes near. */
  readonly onReachEnd?: () => void;
  readonly isLoadingMore?: boolean;
  /** Single keys of the page (1, 3, R …) on the row with the focus; true when the key was taken. */
  readonly onRowKey?: (key: string, row: Row) => boolean;
  readonly density?: keyof typeof ROW_HEIGHT;
  /** Shown in place of rows when there are none. */
  readonly empty?: ReactNode;
  /** Takes the focus when it first appears: the work queue. */
  readonly autoFocus?: boolean;
};

/**
 * A list to work in: only the rows in view are drawn, one row has the tab stop, ↑↓ or J/K move, Enter opens,
 * X selects, Shift extends. Order, filters and paging belong to the server.
 */
export function DataGrid<Row>(props: Props<Row>) {
  const {
    label,
    columns,
    rows,
    rowCount,
    getRowId,
    getRowLabel,
    selection,
    onReachEnd,
    density = 'compact',
  } = props;
  const t = useMessages(uiMessages);
  const hintId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHT[density];
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : getRowId(row);
    },
    overscan: 8,
    // The sticky header covers the first row height of the viewport.
    scrollPaddingStart: rowHeight,
  });
  const keys = useGridKeys({
    ...props,
    scroller,
    scrollToIndex: (index: number) => virtualizer.scrollToIndex(index),
  });
  const template = useMemo(
    () =>
      [
        selection === undefined ? '' : CHECKBOX_TRACK,
        ...columns.map((column) => column.width ?? 'minmax(96px, 1fr)'),
      ]
        .join(' ')
        .trim(),
    [columns, selection === undefined],
  );
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && rows.length < rowCount && lastIndex >= rows.length - 10) onReachEnd?.();
  }, [lastIndex, rows.length, rowCount, onReachEnd]);

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-describedby={hintId}
        aria-rowcount={rowCount + 1}
        aria-multiselectable={selection === undefined ? undefined : true}
        aria-busy={props.isLoadingMore || undefined}
        className={styles.grid}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        onBlur={keys.onBlur}
      >
        <div role="presentation" className={styles.sheet}>
          <GridHeader
            columns={columns}
            template={template}
            sort={props.sort}
            onSort={props.onSort}
            selection={selection}
            rowIds={keys.rowIds}
          />
          <div role="rowgroup" className={styles.rows} style={{ blockSize: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const id = getRowId(row);
              return (
                <GridRow
                  key={id}
                  id={id}
                  row={row}
                  index={item.index}
                  top={item.start}
                  height={rowHeight}
                  template={template}
                  columns={columns}
                  label={getRowLabel(row)}
                  isOpen={id === props.openId}
                  isTabStop={item.index === keys.activeIndex}
                  isSelected={selection?.ids.has(id)}
                  onActivate={keys.activate}
                  onToggle={keys.toggle}
                />
              );
            })}
          </div>
        </div>
        {rows.length === 0 && (
          <div role="row" className={styles.empty}>
            <div role="gridcell">{props.empty}</div>
          </div>
        )}
      </div>
      <div className={classNames(styles.foot, rows.length === 0 && styles.hidden)}>
        {selection !== undefined && (
          <span role="status">{t('grid.selected', { count: countText(selection.ids.size) })}</span>
        )}
        <span id={hintId} className="visually-hidden">
          {t('grid.keys')}
        </span>
        <span aria-hidden="true" className={styles.hints}>
          <KeyHint keys="J" /> <KeyHint keys="K" /> {t('grid.keys.move')}
          {selection !== undefined && (
            <>
              {' · '}
              <KeyHint keys="X" /> {t('grid.keys.select')}
            </>
          )}
          {' · '}
          <KeyHint keys="Enter" /> {t('grid.keys.open')}
        </span>
        {props.isLoadingMore === true && <span role="status">{t('grid.loadingMore')}</span>}
      </div>
    </div>
  );
}
