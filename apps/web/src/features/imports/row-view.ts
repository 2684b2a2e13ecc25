import type { ImportRowState } from '@yinqi/contracts/imports';

/** What the grid of the workbench shows. */
export const ROW_VIEWS = ['all', 'good', 'faulty', 'dropped'] as const;
export type RowView = (typeof ROW_VIEWS)[number];

/** Committed rows are shown where the good ones were: they are the same rows, one step on. */
export const STATES_OF: Readonly<Record<RowView, readonly ImportRowState[] | undefined>> = {
  all: undefined,
  good: ['good', 'committed', 'undone'],
  faulty: ['faulty'],
  dropped: ['dropped'],
};
