import type { LiveHint } from '@yinqi/contracts/live';
import * as z from 'zod';
import { SIDES, type Side } from '@yinqi/contracts/access';
import { LIVE_KINDS } from '@yinqi/contracts/live';
import type { Caller, Interval } from '../database/caller.js';
import type { Tx } from '../database/database.js';

/** A bank's people: its head office, and where a branch is concerned that branch with the offices above it. */
export type BankAudience = { readonly id: string; readonly branchPosition: number | null };

/** Who may be told: organisations by id, offices of a bank, and every bureau whose interval holds the position. */
export type Audience = {
  readonly organisationIds?: readonly string[];
  readonly bank?: BankAudience | undefined;
  readonly unitPosition?: number;
  /** Everybody of these sides: for what concerns so many at once that naming them would be a message to each. */
  readonly sides?: readonly Side[];
};

const notice = z.object({
  kind: z.enum(LIVE_KINDS),
  id: z.uuid(),
  organisationIds: z.array(z.uuid()),
  bank: z.nullable(z.object({ id: z.uuid(), branchPosition: z.nullable(z.number()) })),
  unitPosition: z.number().nullable(),
  sides: z.array(z.enum(SIDES)),
});
export type LiveNotice = z.infer<typeof notice>;

/** Tells open pages that a record changed, when the transaction commits. Carries no content, so nothing leaks. */
export const announce = (tx: Tx, hint: LiveHint, audience: Audience): Promise<void> =>
  announceAll(tx, [{ hint, audience }]);

/** The same for many records in one statement. */
export async function announceAll(
  tx: Tx,
  changes: readonly { readonly hint: LiveHint; readonly audience: Audience }[],
): Promise<void> {
  const payloads = changes.map(({ hint, audience }) =>
    JSON.stringify({
      ...hint,
      organisationIds: audience.organisationIds ?? [],
      bank: audience.bank ?? null,
      unitPosition: audience.unitPosition ?? null,
      sides: audience.sides ?? [],
    }),
  );
  if (payloads.length === 0) return;
  // JSON holds no line break; the driver would put quotes and escapes around each payload of an array.
  await tx.rows(`select pg_notify('live', payload) from unnest(string_to_array($1, E'\\n')) as payload`, [
    payloads.join('\n'),
  ]);
}

export const parseNotice = (text: string): LiveNotice | undefined => {
  try {
    return notice.parse(JSON.parse(text));
  } catch {
    return undefined; // a foreign notice on the channel is not ours to deliver
  }
};

const holds = ({ lo, hi }: Interval, position: number): boolean => position >= lo && position <= hi;

function concernsBank(caller: Caller, { id, branchPosition }: BankAudience): boolean {
  if (caller.bankId !== id) return false;
  return caller.isHeadOffice || branchPosition === null || holds(caller.unit, branchPosition);
}

/** A bureau and an office of a bank follow their interval; everybody else follows their own organisation. */
export function concerns(caller: Caller, change: LiveNotice): boolean {
  if (change.sides.includes(caller.side)) return true;
  if (change.organisationIds.includes(caller.organisationId)) return true;
  if (change.bank !== null && concernsBank(caller, change.bank)) return true;
  if (caller.side !== 'bureau' || change.unitPosition === null) return false;
  return holds(caller.unit, change.unitPosition);
}
