import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import styles from './table.module.css';

export type TableColumn<Row> = {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'start' | 'end';
  readonly isRowHeader?: boolean;
};

type Props<Row> = {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly getRowId: (row: Row) => string;
  readonly isLabelShown?: boolean;
};

/** A short table that is read, not worked: a few dozen rows at most. Lists to work in are a `DataGrid`. */
export function Table<Row>({ label, columns, rows, getRowId, isLabelShown = false }: Props<Row>) {
  return (
    <div className={styles.scroller} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <caption className={isLabelShown ? styles.caption : 'visually-hidden'}>{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={classNames(column.align === 'end' && styles.end)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={getRowId(row)}>
              {columns.map((column) => {
                const className = classNames(column.align === 'end' && styles.end);
                return column.isRowHeader === true ? (
                  <th key={column.id} scope="row" className={className}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={className}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
