import { isTakenBy } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';

const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
};

/** Another process holds a pool, or deadlocked with us over it. */
export const isBlocked = (error: unknown): boolean => ['55P03', '57014'].includes(codeOf(error) ?? '');

/** There is no server to ask: what waits behind would find none either. */
export const isLost = (error: unknown): boolean => {
  const code = codeOf(error);
  if (code === undefined)
    return error instanceof Error && /^(Connection terminated|Client (was|has) )/.test(error.message);
  return code.startsWith('08') || code.startsWith('57P') || /^E[A-Z]+$/.test(code);
};

/** The organisation used the key for something that is no posting. */
export const receiptConflict = (error: unknown): DomainError | undefined =>
  isTakenBy('command_receipt_pkey', error) ? new DomainError('idempotency.mismatch') : undefined;
