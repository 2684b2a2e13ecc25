import type { LiveHint } from '@yinqi/contracts/live';
import * as z from 'zod';
import { LIVE_KINDS } from '@yinqi/contracts/live';
import type { Caller } from '../database/caller.js';
import type { Tx } from '../database/database.js';

/** Who may be told: organisations by id, and every bureau whose interval holds the position. */
export type Audience = { readonly organisationIds: readonly string[]; readonly unitPosition?: number };

const notice = z.object({
  kind: z.enum(LIVE_KINDS),
  id: z.uuid(),
  organisationIds: z.array(z.uuid()),
  unitPosition: z.number().nullable(),
});
export type LiveNotice = z.infer<typeof notice>;

/** Tells open pages that a record changed, when the transaction commits. Carries no content, so nothing leaks. */
export async function announce(tx: Tx, hint: LiveHint, audience: Audience): Promise<void> {
  const payload = {
    ...hint,
    organisationIds: audience.organisationIds,
    unitPosition: audience.unitPosition ?? null,
  };
  await tx.rows(`select pg_notify('live', $1)`, [JSON.stringify(payload)]);
}

export const parseNotice = (text: string): LiveNotice | undefined => {
  try {
    return notice.parse(JSON.parse(text));
  } catch {
    return undefined; // a foreign notice on the channel is not ours to deliver
  }
};

/** A bureau follows its interval; everybody else follows their own organisation, and a branch its bank. */
export function concerns(caller: Caller, change: LiveNotice): boolean {
  if (change.organisationIds.includes(caller.organisationId)) return true;
  if (caller.bankId && change.organisationIds.includes(caller.bankId)) return true;
  if (caller.side !== 'bureau' || change.unitPosition === null) return false;
  return change.unitPosition >= caller.unit.lo && change.unitPosition <= caller.unit.hi;
}
