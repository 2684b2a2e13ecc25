import { readAmount, type AmountFault } from '@yinqi/domain/quota';
import { DomainError } from '../../platform/errors/domain-error.js';

const CODES = {
  'amount.not_a_number': 'quota.amount_unreadable',
  'amount.fractional': 'quota.amount_fractional',
  'amount.zero': 'quota.amount_zero',
  'amount.negative': 'quota.amount_negative',
  'amount.too_large': 'quota.amount_too_large',
} as const satisfies Record<AmountFault, string>;

/** An amount as it was sent, or what is wrong with it. */
export function amountOf(text: string): bigint {
  const amount = readAmount(text);
  if (amount.ok) return amount.fen;
  throw new DomainError(CODES[amount.code]);
}
