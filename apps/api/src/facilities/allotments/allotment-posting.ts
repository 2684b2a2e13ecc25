import { createHash } from 'node:crypto';
import type { Weighed } from '@yinqi/domain/allotment';
import type { QuotaCommand } from '@yinqi/domain/quota';
import type { AllotmentRow } from './allotments.store.js';
import type { PostedEntry, StoredPool } from './pool-openings.store.js';

/** One id for one sending, so that the ledger knows a second sending of it by its key. */
export function allotmentIdOf(organisationId: string, commandKey: string): string {
  const digits = createHash('sha256').update(`${organisationId} ${commandKey}`).digest('hex');
  const [, a = '', b = '', c = '', d = ''] = /^(.{8})(.{4})(.{3})(.{15})/.exec(digits) ?? [];
  return `${a}-${b}-8${c}-8${d.slice(0, 3)}-${d.slice(3)}`;
}

const entryKeyOf = (allotmentId: string): string => `allotment-${allotmentId}`;

/** What the ledger has to know of an allotment. */
export type Postable = Omit<Recorded, 'kind'> & { readonly kind: Weighed['kind'] };

/** The same of an allotment of any kind. */
export type Recorded = Pick<
  AllotmentRow,
  | 'id'
  | 'organisation_id'
  | 'kind'
  | 'pool_id'
  | 'other_pool_id'
  | 'amount_fen'
  | 'limit_fen'
  | 'entry_version'
  | 'reason'
  | 'proposed_by'
  | 'customer_limit_fen'
  | 'second_from_fen'
  | 'customer_limit_before_fen'
  | 'second_from_before_fen'
>;

const amountOf = ({ amount_fen, limit_fen }: Postable): bigint => BigInt(amount_fen ?? limit_fen ?? 0);

/** The command that posts an allotment, with both people in it. */
export function commandOf(
  allotment: Postable,
  { currency }: Pick<StoredPool, 'currency'>,
  approverId: string | null,
  corrected: PostedEntry | undefined,
): QuotaCommand {
  const { kind, pool_id: poolId, other_pool_id, reason } = allotment;
  const asked = {
    tenantId: allotment.organisation_id,
    key: entryKeyOf(allotment.id),
    actorId: allotment.proposed_by,
  };
  switch (kind) {
    case 'allot':
    case 'return':
    case 'transfer':
      return {
        ...asked,
        kind,
        fromPoolId: poolId,
        toPoolId: other_pool_id ?? poolId,
        amountFen: amountOf(allotment),
        currency,
        approverId,
      };
    case 'adjust':
      return { ...asked, kind: 'adjust_limit', poolId, limitFen: amountOf(allotment), currency, approverId };
    case 'freeze':
    case 'unfreeze':
    case 'close':
      return { ...asked, kind, poolId, approverId };
    case 'correct': {
      if (!corrected?.hold_id) throw new Error(`Allotment ${allotment.id} corrects no posting`);
      const { tenant_id: tenantId, key, hold_id: holdId } = corrected;
      return { ...asked, kind, poolId, holdId, corrects: { tenantId, key }, approverId, reason };
    }
  }
}
