import * as z from 'zod/mini';

/** Wire forms shared by all contracts. Schemas stay plain: what is sent is what is read. */
export const id = z.uuid();
export const idParams = z.strictObject({ id });

/** Money on the wire: whole fen (or the currency's minor unit) as decimal digits. */
export const fen = z.string().check(z.regex(/^\d{1,18}$/));
/** 2⁵³ − 1: more than any loan, and the most that a number of a browser tells apart. */
const MOST_FEN = 9_007_199_254_740_991n;
export const AMOUNT_FAULTS = [
  'amount_unreadable',
  'amount_fractional',
  'amount_negative',
  'amount_zero',
  'amount_too_large',
] as const;
export type AmountFault = (typeof AMOUNT_FAULTS)[number];

function amountFault(text: string): AmountFault | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return 'amount_unreadable';
  if (text.includes('.')) return 'amount_fractional';
  const value = BigInt(text);
  if (value < 0n) return 'amount_negative';
  if (value === 0n) return 'amount_zero';
  return value > MOST_FEN ? 'amount_too_large' : undefined;
}

/** An amount that somebody enters; what can be wrong with one has a code each, in `params.fault` of the issue. */
export const positiveFen = z.string().check(z.maxLength(40), ({ value, issues }) => {
  const fault = amountFault(value);
  if (fault) issues.push({ code: 'custom', input: value, params: { fault } });
});
/** A sum over many amounts may be longer than one of them. */
export const fenTotal = z.string().check(z.regex(/^\d{1,30}$/));
export const currency = z.string().check(z.regex(/^[A-Z]{3}$/));
export const basisPoints = z.int().check(z.gte(0), z.lte(10_000));
export const plainDate = z.iso.date();
export const instant = z.iso.datetime();
export const usccText = z.string().check(z.regex(/^[0-9A-Z]{18}$/));
export const regionCode = z.string().check(z.regex(/^\d{6}$/));
export const industryCode = z.string().check(z.regex(/^[A-T]\d{0,4}$/));
export const shortText = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
export const longText = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));

/** One thing said in both languages. */
export const bilingual = z.object({ zh: z.string(), en: z.string() });

export const PAGE_LIMIT = 200;

/** Keyset paging: `cursor` is opaque and comes from the page before. */
export const pageQuery = {
  cursor: z.optional(z.string().check(z.maxLength(400))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(PAGE_LIMIT)), 50),
};

/** A page of a list: `total` is the exact count under the same filter. */
export const pageOf = <S extends z.ZodMiniType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.nullable(z.string()), total: z.int() });

/** A query value given once or several times (`?status=a&status=b`) read as a list. */
export const listOf = <S extends z.ZodMiniType>(item: S) =>
  z.optional(
    z.pipe(
      z.transform((value: unknown): unknown[] => (Array.isArray(value) ? value : [value])),
      z.array(item).check(z.maxLength(50)),
    ),
  );
