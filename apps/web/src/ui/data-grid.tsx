import { useEffect, useId, useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import { GridFoot } from './data-grid-foot.js';
import { GridHeader } from './data-grid-header.js';
import { GridRow } from './data-grid-row.js';
import type { GridColumn, GridKey, GridSelection, GridSort } from './data-grid-types.js';
import styles from './data-grid.module.css';
import { useGridKeys } from './use-grid-keys.js';
import { useRowWindow } from './use-row-window.js';

export type { GridColumn, GridKey, GridSort } from './data-grid-types.js';

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
  /** Told of the row the focus comes to. */
  readonly onFocusRow?: (row: Row) => void;
  readonly selection?: GridSelection;
  readonly sort?: GridSort;
  readonly onSort?: (sort: GridSort) => void;
  /** Asked for the next page when the end comes near. */
  readonly onReachEnd?: () => void;
  readonly isLoadingMore?: boolean;
  /** Single keys of the page (1, 3, R …) on the row with the focus; true when the key was taken. */
  readonly onRowKey?: (key: string, row: Row) => boolean;
  /** Those keys, named under the rows. */
  readonly rowKeys?: readonly GridKey[];
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
  const { label, columns, rows, rowCount, selection, density = 'compact' } = props;
  const hintId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHT[density];
  const { first, end, scrollToIndex } = useRowWindow({ scroller, count: rows.length, rowHeight });
  const keys = useGridKeys({ ...props, scroller, scrollToIndex });
  useNextPage(props, end);
  const isSelectable = selection !== undefined;
  const tracks = useMemo(() => tracksOf(columns, isSelectable), [columns, isSelectable]);
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-describedby={hintId}
        aria-rowcount={rowCount + 1}
        aria-multiselectable={isSelectable ? true : undefined}
        aria-busy={props.isLoadingMore === true ? true : undefined}
        className={styles.grid}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        onBlur={keys.onBlur}
      >
        <div role="presentation" className={styles.sheet} style={tracks}>
          <GridHeader
            columns={columns}
            sort={props.sort}
            onSort={props.onSort}
            selection={selection}
            rowIds={keys.rowIds}
          />
          <GridBody {...props} keys={keys} first={first} end={end} rowHeight={rowHeight} />
        </div>
        {rows.length === 0 && (
          <div role="row" className={styles.empty}>
            <div role="gridcell">{props.empty}</div>
          </div>
        )}
      </div>
      <GridFoot
        hintId={hintId}
        isEmpty={rows.length === 0}
        selectedCount={selection?.ids.size}
        rowKeys={props.rowKeys ?? []}
        isLoadingMore={props.isLoadingMore === true}
      />
    </div>
  );
}

function tracksOf<Row>(columns: readonly GridColumn<Row>[], isSelectable: boolean): CSSProperties {
  const of = (shown: readonly GridColumn<Row>[]): string =>
    [isSelectable ? CHECKBOX_TRACK : '', ...shown.map((column) => column.width ?? 'minmax(96px, 1fr)')]
      .join(' ')
      .trim();
  return {
    '--tracks': of(columns),
    '--tracks-narrow': of(columns.filter(({ weight }) => weight !== 'least')),
    '--tracks-least': of(columns.filter(({ weight }) => weight === undefined)),
    // React's type of styles names no custom properties.
  } as CSSProperties;
}

/** The next page, asked for when the rows drawn come near the last one loaded. */
function useNextPage<Row>({ rows, rowCount, onReachEnd }: Props<Row>, end: number): void {
  useEffect(() => {
    if (rows.length > 0 && rows.length < rowCount && end > rows.length - 10) onReachEnd?.();
  }, [end, rows.length, rowCount, onReachEnd]);
}

type BodyProps<Row> = Pick<
  Props<Row>,
  'rows' | 'columns' | 'getRowId' | 'getRowLabel' | 'openId' | 'selection'
> & {
  readonly keys: ReturnType<typeof useGridKeys<Row>>;
  readonly first: number;
  readonly end: number;
  readonly rowHeight: number;
};

function GridBody<Row>(props: BodyProps<Row>) {
  const { rows, columns, getRowId, getRowLabel, openId, selection, keys, rowHeight } = props;
  return (
    <div role="rowgroup" className={styles.rows} style={{ blockSize: rows.length * rowHeight }}>
      {placesOf(props.first, props.end, keys.activeIndex).map((index) => {
        const row = rows[index];
        if (row === undefined) return null;
        const id = getRowId(row);
        return (
          <GridRow
            key={id}
            id={id}
            row={row}
            index={index}
            top={index * rowHeight}
            height={rowHeight}
            columns={columns}
            label={getRowLabel(row)}
            isOpen={id === openId}
            isTabStop={index === keys.activeIndex}
            isSelected={selection?.ids.has(id)}
            onActivate={keys.activate}
            onToggle={keys.toggle}
          />
        );
      })}
    </div>
  );
}

/** The places to draw, in the list's order: a row with the tab stop keeps it, and the focus, when scrolled away. */
function placesOf(first: number, end: number, active: number): readonly number[] {
  const near = Array.from({ length: Math.max(0, end - first) }, (_, place) => first + place);
  if (active < first) return [active, ...near];
  return active >= end ? [...near, active] : near;
}
