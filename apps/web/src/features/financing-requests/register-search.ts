import type { RequestSort } from '@yinqi/contracts/financing-requests';
import type { GridSort } from '../../ui/data-grid.js';

// Written out: routes are part of every page, and the contract's own list would bring its schemas along.
// prettier-ignore
const SORTS = ['-updatedAt', 'updatedAt', 'due', '-due', 'neededBy', '-neededBy'] as const satisfies readonly RequestSort[];

/** Filters and order of the register as they stand in the address. */
export type RegisterSearch = {
  readonly status?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly bank?: string | undefined;
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly sort?: RequestSort | undefined;
};

const textOf = (value: unknown, pattern: RegExp): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && pattern.test(text) ? text : undefined;
};

/** An address may say anything; what it cannot mean is left out. */
export function registerSearch(search: Record<string, unknown>): RegisterSearch {
  const given = search['status'];
  const status = (Array.isArray(given) ? given : [given]).flatMap(
    (value) => textOf(value, /^[a-z_]{3,20}$/) ?? [],
  );
  return {
    status: status.length > 0 ? status : undefined,
    region: textOf(search['region'], /^\d{6}$/),
    bank: textOf(search['bank'], /^[0-9a-f-]{36}$/i),
    q: textOf(search['q'], /^.{1,200}$/s),
    from: textOf(search['from'], /^\d{1,18}$/),
    sort: SORTS.find((sort) => sort === search['sort']),
  };
}

export const DEFAULT_SORT = '-updatedAt' satisfies RequestSort;

/** The order as the head of its column shows it. */
export const shownSort = (sort: RequestSort = DEFAULT_SORT): GridSort =>
  sort.startsWith('-')
    ? { column: sort.slice(1), direction: 'descending' }
    : { column: sort, direction: 'ascending' };

/** What was pressed, as the address says it. */
export const sortOf = ({ column, direction }: GridSort): RequestSort | undefined =>
  SORTS.find((sort) => sort === (direction === 'descending' ? `-${column}` : column));
