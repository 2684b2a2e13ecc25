import type { MatchProduct } from '@yinqi/domain/matching';

/** JSON has no whole numbers beyond 2^53: they are written as an object of this one key. */
const DIGITS = 'n';

export const productText = (product: MatchProduct): string =>
  JSON.stringify(product, (_key, value: unknown) =>
    typeof value === 'bigint' ? { [DIGITS]: String(value) } : value,
  );

export function productOf(text: string): MatchProduct {
  const product: unknown = JSON.parse(text, (_key, value: unknown) =>
    isDigits(value) ? BigInt(value[DIGITS]) : value,
  );
  return product as MatchProduct; // written by productText
}

function isDigits(value: unknown): value is { readonly n: string } {
  return typeof value === 'object' && value !== null && DIGITS in value && typeof value[DIGITS] === 'string';
}
