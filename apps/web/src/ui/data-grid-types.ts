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
  /** Left out where the list is narrow, as beside a panel, the least first: the record tells it too. */
  readonly weight?: 'least' | 'minor';
};

/** A single key of the page and what it does to the row with the focus. */
export type GridKey = { readonly key: string; readonly does: string };

export type GridSort = { readonly column: string; readonly direction: 'ascending' | 'descending' };

export type GridSelection = {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
};
