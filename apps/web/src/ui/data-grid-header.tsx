import { classNames } from '../lib/class-names.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import type { GridColumn, GridSelection, GridSort } from './data-grid-types.js';
import styles from './data-grid.module.css';
import { uiMessages } from './messages.js';

type Props<Row> = {
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort | undefined;
  readonly onSort: ((sort: GridSort) => void) | undefined;
  readonly selection: GridSelection | undefined;
  readonly rowIds: readonly string[];
};

const turned = (sort: GridSort | undefined, column: string): GridSort => ({
  column,
  direction: sort?.column === column && sort.direction === 'ascending' ? 'descending' : 'ascending',
});

export function GridHeader<Row>({ columns, sort, onSort, selection, rowIds }: Props<Row>) {
  const t = useMessages(uiMessages);
  const areAllSelected =
    rowIds.length > 0 && selection !== undefined && rowIds.every((id) => selection.ids.has(id));
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.headerRow}>
        {selection !== undefined && (
          <div role="columnheader" className={styles.checkCell}>
            <input
              type="checkbox"
              className={styles.check}
              aria-label={t('grid.selectAll')}
              checked={areAllSelected}
              onChange={() => selection.onChange(areAllSelected ? new Set() : new Set(rowIds))}
            />
          </div>
        )}
        {columns.map((column) => {
          const direction = sort?.column === column.id ? sort.direction : undefined;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={column.isSortable === true ? (direction ?? 'none') : undefined}
              className={classNames(
                styles.headerCell,
                column.align === 'end' && styles.end,
                column.weight && styles[column.weight],
              )}
            >
              {column.isSortable === true ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() => onSort?.(turned(sort, column.id))}
                >
                  {column.header}
                  <span aria-hidden="true" className={styles.arrow}>
                    {direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}
                  </span>
                </button>
              ) : (
                column.header
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
