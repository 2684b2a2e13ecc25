import { MAX_AMOUNT_FEN } from '../money/index.js';
import type { Rejection } from './rejection.js';

export const AMOUNT_FAULTS = [
  'amount.not_a_number',
  'amount.fractional',
  'amount.zero',
  'amount.negative',
  'amount.too_large',
] as const;
export type AmountFault = (typeof AMOUNT_FAULTS)[number];

export type ReadAmount =
  { readonly ok: true; readonly fen: bigint } | { readonly ok: false; readonly code: AmountFault };

const WHOLE = /^-?\d{1,30}$/;
const FRACTIONAL = /^-?\d{1,30}\.\d{1,30}$/;

/** Reads an amount of fen as it comes over the wire, and says what is wrong with it. */
export function readAmount(text: string): ReadAmount {
  if (FRACTIONAL.test(text)) return { ok: false, code: 'amount.fractional' };
  if (!WHOLE.test(text)) return { ok: false, code: 'amount.not_a_number' };
  const fen = BigInt(text);
  const fault = amountFault(fen);
  return fault === undefined ? { ok: true, fen } : { ok: false, code: fault.code };
}

/** An amount that is asked for is above zero and within what every engine reads exactly. */
export function amountFault(
  fen: bigint,
): Extract<Rejection, { code: 'amount.zero' | 'amount.negative' | 'amount.too_large' }> | undefined {
  if (fen === 0n) return { code: 'amount.zero' };
  if (fen < 0n) return { code: 'amount.negative', amountFen: fen };
  return fen > MAX_AMOUNT_FEN ? { code: 'amount.too_large', maxFen: MAX_AMOUNT_FEN } : undefined;
}
