import type { Currency } from '@yinqi/domain/money';
import type {
  Authority,
  Basis,
  Entry,
  Hold,
  HoldState,
  HoldSubject,
  Pool,
  PoolState,
  QuotaKind,
} from '@yinqi/domain/quota';
import type { Column } from './columns.js';

/** Rows of a batch share their instant: writing it once saves most of the work. */
let latest: readonly [ms: number, text: string] = [0, '1970-01-01T00:00:00.000Z'];
function iso(ms: number | null): string | null {
  if (ms === null) return null;
  if (latest[0] !== ms) latest = [ms, new Date(ms).toISOString()];
  return latest[1];
}
const msOf = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant));
const fenOf = (digits: string | null): bigint | null => (digits === null ? null : BigInt(digits));

export type PoolRow = {
  readonly id: string;
  readonly facility_id: string;
  readonly parent_id: string | null;
  readonly bank_id: string | null;
  readonly currency: Currency;
  readonly basis: Basis;
  readonly authority: Authority;
  readonly state: PoolState;
  readonly above_state: PoolState;
  readonly limit_fen: string;
  readonly allotted_fen: string;
  readonly reserved_fen: string;
  readonly committed_fen: string;
  readonly used_fen: string;
  readonly excess_fen: string;
  readonly opens_at: string | null;
  readonly closes_at: string | null;
  readonly single_customer_limit_fen: string | null;
  readonly second_person_from_fen: string;
  readonly version: string;
  readonly head_hash: string;
};

export const POOL_COLUMNS = `id, facility_id, parent_id, bank_id, currency, basis, authority, state, above_state, limit_fen, allotted_fen,
  reserved_fen, committed_fen, used_fen, excess_fen, opens_at, closes_at, single_customer_limit_fen, second_person_from_fen,
  version, encode(head_hash, 'hex') as head_hash`;

export const poolOf = (row: PoolRow): Pool => ({
  id: row.id,
  facilityId: row.facility_id,
  parentId: row.parent_id,
  currency: row.currency,
  basis: row.basis,
  authority: row.authority,
  state: row.state,
  aboveState: row.above_state,
  limitFen: BigInt(row.limit_fen),
  allottedFen: BigInt(row.allotted_fen),
  reservedFen: BigInt(row.reserved_fen),
  committedFen: BigInt(row.committed_fen),
  usedFen: BigInt(row.used_fen),
  excessFen: BigInt(row.excess_fen),
  opensAtMs: msOf(row.opens_at),
  closesAtMs: msOf(row.closes_at),
  singleCustomerLimitFen: fenOf(row.single_customer_limit_fen),
  secondPersonFromFen: BigInt(row.second_person_from_fen),
  version: Number(row.version),
  headHash: row.head_hash,
});

/** What a posting may change of a pool. */
export const POOL_CHANGE: readonly Column<Pool>[] = [
  ['id', 'uuid', ({ id }) => id],
  ['limit_fen', 'bigint', ({ limitFen }) => limitFen],
  ['allotted_fen', 'bigint', ({ allottedFen }) => allottedFen],
  ['reserved_fen', 'bigint', ({ reservedFen }) => reservedFen],
  ['committed_fen', 'bigint', ({ committedFen }) => committedFen],
  ['used_fen', 'bigint', ({ usedFen }) => usedFen],
  ['excess_fen', 'bigint', ({ excessFen }) => excessFen],
  ['state', 'word', ({ state }) => state],
  ['above_state', 'word', ({ aboveState }) => aboveState],
  ['version', 'bigint', ({ version }) => version],
  ['head_hash', 'hex', ({ headHash }) => headHash],
];

export type HoldRow = {
  readonly id: string;
  readonly pool_id: string;
  readonly bank_id: string;
  readonly customer_id: string;
  readonly engagement_id: string | null;
  readonly request_id: string | null;
  readonly claim_key: string | null;
  readonly state: HoldState;
  readonly held_fen: string;
  readonly posted_fen: string;
  readonly repaid_fen: string;
  readonly version: number;
  readonly expires_at: string;
};

/** With `h` for the table. */
export const HOLD_COLUMNS = `h.id, h.pool_id, h.bank_id, h.customer_id, h.engagement_id, h.request_id, h.claim_key, h.state,
  h.held_fen, h.posted_fen, h.repaid_fen, h.version, h.expires_at`;

export function holdOf(row: HoldRow): Hold {
  const origin = {
    id: row.id,
    poolId: row.pool_id,
    subject: {
      customerId: row.customer_id,
      bankId: row.bank_id,
      engagementId: row.engagement_id,
      requestId: row.request_id,
      claimKey: row.claim_key,
    },
    postedFen: BigInt(row.posted_fen),
    repaidFen: BigInt(row.repaid_fen),
    version: row.version,
    expiresAtMs: Date.parse(row.expires_at),
  };
  const { state } = row;
  if (state === 'reserved' || state === 'committed')
    return { ...origin, state, heldFen: BigInt(row.held_fen) };
  return { ...origin, state, heldFen: 0n };
}

export const HOLD_CHANGE: readonly Column<Hold>[] = [
  ['id', 'uuid', ({ id }) => id],
  ['state', 'word', ({ state }) => state],
  ['held_fen', 'bigint', ({ heldFen }) => heldFen],
  ['posted_fen', 'bigint', ({ postedFen }) => postedFen],
  ['repaid_fen', 'bigint', ({ repaidFen }) => repaidFen],
  ['version', 'integer', ({ version }) => version],
  ['expires_at', 'timestamptz', ({ expiresAtMs }) => iso(expiresAtMs)],
];

export const NEW_HOLD: readonly Column<Hold & { readonly begunAtMs: number }>[] = [
  ...HOLD_CHANGE,
  ['pool_id', 'uuid', ({ poolId }) => poolId],
  ['bank_id', 'uuid', ({ subject }) => subject.bankId],
  ['customer_id', 'uuid', ({ subject }) => subject.customerId],
  ['engagement_id', 'uuid', ({ subject }) => subject.engagementId],
  ['request_id', 'uuid', ({ subject }) => subject.requestId],
  ['claim_key', 'text', ({ subject }) => subject.claimKey],
  ['begun_at', 'timestamptz', ({ begunAtMs }) => iso(begunAtMs)],
];

export type EntryRow = {
  readonly pool_id: string;
  readonly version: string;
  readonly kind: QuotaKind;
  readonly tenant_id: string;
  readonly key: string;
  readonly leg: 0 | 1;
  readonly request_hash: string;
  readonly counterpart_id: string | null;
  readonly hold_id: string | null;
  readonly opens: HoldSubject | null;
  readonly amount_fen: string;
  readonly keep: boolean | null;
  readonly expires_at: string | null;
  readonly held_after_fen: string | null;
  readonly unheld_fen: string;
  readonly corrects_tenant_id: string | null;
  readonly corrects_key: string | null;
  readonly reason: string | null;
  readonly actor_id: string;
  readonly approver_id: string | null;
  readonly at: string;
  readonly limit_fen: string;
  readonly allotted_fen: string;
  readonly reserved_fen: string;
  readonly committed_fen: string;
  readonly used_fen: string;
  readonly excess_fen: string;
  readonly state_after: PoolState;
  readonly previous_hash: string;
  readonly hash: string;
};

/** With `e` for the table. */
export const ENTRY_COLUMNS = `e.pool_id, e.version, e.kind, e.tenant_id, e.key, e.leg,
  encode(e.request_hash, 'hex') as request_hash, e.counterpart_id, e.hold_id, e.opens, e.amount_fen, e.keep, e.expires_at,
  e.held_after_fen, e.unheld_fen, e.corrects_tenant_id, e.corrects_key, e.reason, e.actor_id, e.approver_id, e.at,
  e.limit_fen, e.allotted_fen, e.reserved_fen, e.committed_fen, e.used_fen, e.excess_fen, e.state_after,
  encode(e.previous_hash, 'hex') as previous_hash, encode(e.hash, 'hex') as hash`;

export const entryOf = (row: EntryRow): Entry => ({
  poolId: row.pool_id,
  version: Number(row.version),
  kind: row.kind,
  tenantId: row.tenant_id,
  key: row.key,
  leg: row.leg,
  requestHash: row.request_hash,
  counterpartId: row.counterpart_id,
  holdId: row.hold_id,
  opens: row.opens,
  amountFen: BigInt(row.amount_fen),
  keep: row.keep,
  expiresAtMs: msOf(row.expires_at),
  heldAfterFen: fenOf(row.held_after_fen),
  unheldFen: BigInt(row.unheld_fen),
  corrects:
    row.corrects_tenant_id === null || row.corrects_key === null
      ? null
      : { tenantId: row.corrects_tenant_id, key: row.corrects_key },
  reason: row.reason,
  actorId: row.actor_id,
  approverId: row.approver_id,
  atMs: Date.parse(row.at),
  after: {
    limitFen: BigInt(row.limit_fen),
    allottedFen: BigInt(row.allotted_fen),
    reservedFen: BigInt(row.reserved_fen),
    committedFen: BigInt(row.committed_fen),
    usedFen: BigInt(row.used_fen),
    excessFen: BigInt(row.excess_fen),
  },
  stateAfter: row.state_after,
  previousHash: row.previous_hash,
  hash: row.hash,
});

/** An entry with the bank that may read it: the one it was held for, else the one whose pool it is. */
export type NewEntry = { readonly entry: Entry; readonly bankId: string | null };

export const NEW_ENTRY: readonly Column<NewEntry>[] = [
  ['pool_id', 'uuid', ({ entry }) => entry.poolId],
  ['version', 'bigint', ({ entry }) => entry.version],
  ['kind', 'word', ({ entry }) => entry.kind],
  ['tenant_id', 'uuid', ({ entry }) => entry.tenantId],
  ['key', 'text', ({ entry }) => entry.key],
  ['leg', 'smallint', ({ entry }) => entry.leg],
  ['request_hash', 'hex', ({ entry }) => entry.requestHash],
  ['counterpart_id', 'uuid', ({ entry }) => entry.counterpartId],
  ['hold_id', 'uuid', ({ entry }) => entry.holdId],
  ['opens', 'jsonb', ({ entry: { opens } }) => (opens === null ? null : JSON.stringify(opens))],
  ['bank_id', 'uuid', ({ bankId }) => bankId],
  ['amount_fen', 'bigint', ({ entry }) => entry.amountFen],
  ['keep', 'boolean', ({ entry }) => entry.keep],
  ['expires_at', 'timestamptz', ({ entry }) => iso(entry.expiresAtMs)],
  ['held_after_fen', 'bigint', ({ entry }) => entry.heldAfterFen],
  ['unheld_fen', 'bigint', ({ entry }) => entry.unheldFen],
  ['corrects_tenant_id', 'uuid', ({ entry }) => entry.corrects?.tenantId ?? null],
  ['corrects_key', 'text', ({ entry }) => entry.corrects?.key ?? null],
  ['reason', 'text', ({ entry }) => entry.reason],
  ['actor_id', 'text', ({ entry }) => entry.actorId],
  ['approver_id', 'text', ({ entry }) => entry.approverId],
  ['at', 'timestamptz', ({ entry }) => iso(entry.atMs)],
  ['limit_fen', 'bigint', ({ entry }) => entry.after.limitFen],
  ['allotted_fen', 'bigint', ({ entry }) => entry.after.allottedFen],
  ['reserved_fen', 'bigint', ({ entry }) => entry.after.reservedFen],
  ['committed_fen', 'bigint', ({ entry }) => entry.after.committedFen],
  ['used_fen', 'bigint', ({ entry }) => entry.after.usedFen],
  ['excess_fen', 'bigint', ({ entry }) => entry.after.excessFen],
  ['state_after', 'word', ({ entry }) => entry.stateAfter],
  ['previous_hash', 'hex', ({ entry }) => entry.previousHash],
  ['hash', 'hex', ({ entry }) => entry.hash],
];
