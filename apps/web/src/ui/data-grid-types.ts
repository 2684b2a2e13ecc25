import type { ReactNode } from 'react';

export type GridColumn<Row> = {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** A grid track: `120px`, `minmax(160px, 2fr)`. */
  readonly width?: string;
  readonly align?: 'start' | 'end';
  /** Names the row; one column has it. */
  readonly isRowHeader?: boolean;
  readonly isSortable?: boolean;
};

export type GridSort = { readonly column: string; readonly direction: 'ascending' | 'descending' };

export type GridSelection = {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
};
