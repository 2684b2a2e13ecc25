/** Filters of the register as they stand in the address. */
export type RegisterSearch = {
  readonly status?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly bank?: string | undefined;
  readonly q?: string | undefined;
  readonly from?: string | undefined;
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
  };
}
