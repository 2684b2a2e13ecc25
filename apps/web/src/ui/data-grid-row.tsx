import { memo, type ReactElement } from 'react';
import { classNames } from '../lib/class-names.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import type { GridColumn } from './data-grid-types.js';
import styles from './data-grid.module.css';
import { uiMessages } from './messages.js';

type Props<Row> = {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly label: string;
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  /** Undefined where rows cannot be selected. */
  readonly isSelected: boolean | undefined;
  readonly onActivate: (index: number, isOpening: boolean) => void;
  readonly onToggle: (id: string, isRange: boolean) => void;
};

function Row<R>(props: Props<R>) {
  const { id, row, index, top, height, columns, isSelected } = props;
  const t = useMessages(uiMessages);
  return (
    <div
      role="row"
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={props.isOpen || undefined}
      tabIndex={props.isTabStop ? 0 : -1}
      className={classNames(styles.row, props.isOpen && styles.open)}
      style={{ blockSize: height, transform: `translateY(${top}px)` }}
      onFocus={(event) => {
        if (event.target === event.currentTarget) props.onActivate(index, false);
      }}
      onClick={() => props.onActivate(index, true)}
    >
      {isSelected !== undefined && (
        <div role="gridcell" className={styles.checkCell} onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            className={styles.check}
            tabIndex={-1}
            aria-label={t('grid.selectRow', { name: props.label })}
            checked={isSelected}
            onChange={(event) =>
              props.onToggle(id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
            }
          />
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role={column.isRowHeader === true ? 'rowheader' : 'gridcell'}
          className={classNames(
            styles.cell,
            column.align === 'end' && styles.end,
            column.weight && styles[column.weight],
          )}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Drawn again only when something of its own changed: selecting one of 10,000 rows touches one row. */
// memo() loses the type parameter of a generic component; the signature is the same.
export const GridRow = memo(Row) as <R>(props: Props<R> & { readonly key?: string }) => ReactElement;
