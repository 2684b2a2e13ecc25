import { Injectable } from '@nestjs/common';
import {
  scopedKey,
  type Decided,
  type Hold,
  type KnownCommand,
  type LedgerState,
  type NamedRecords,
  type QuotaException,
} from '@yinqi/domain/quota';
import type { Batch, Statement } from '../../platform/database/batch-connection.js';
import { cellsOf, insertMany, updateMany, type Column } from './columns.js';
import { readExposures, TOOL_LIMIT } from './customer-limits.js';
import {
  ENTRY_COLUMNS,
  entryOf,
  HOLD_CHANGE,
  HOLD_COLUMNS,
  holdOf,
  NEW_ENTRY,
  NEW_HOLD,
  POOL_CHANGE,
  POOL_COLUMNS,
  poolOf,
  type EntryRow,
  type HoldRow,
  type PoolRow,
} from './ledger-rows.js';

/** The part of a batch the ledger's statements need; the seed offers it over its own transaction. */
export type Lines = Pick<Batch, 'rows' | 'write'>;

/** What the commands of a batch stand on, with the bank whose pool each is. */
export type Loaded = { readonly state: LedgerState; readonly bankOfPool: ReadonlyMap<string, string | null> };

/** A command's receipt, written with what the command did. */
export type Receipt = {
  readonly organisationId: string;
  readonly key: string;
  readonly routeId: string;
  readonly bodyHash: string;
  readonly resourceId: string;
};

export type Written = Pick<Decided, 'entries' | 'changed'> & {
  readonly exceptions: readonly QuotaException[];
  readonly receipts: readonly Receipt[];
  readonly atMs: number;
};

const LOCK_POOLS: Statement = {
  name: 'lock-pools',
  // Two batches that name the same pools wait for each other in one order. Opening a pool below one of them may go on.
  text: `select ${POOL_COLUMNS}, (${TOOL_LIMIT} and r.facility_id = quota_pool.facility_id) as tool_limit
    from quota_pool where id = any($1::uuid[]) order by id for no key update`,
};
const READ_BELOW: Statement = {
  name: 'read-below',
  text: `with recursive below as (
      select p.id from quota_pool p where p.parent_id = any($1::uuid[])
      union select p.id from below b join quota_pool p on p.parent_id = b.id)
    select id from below`,
};
const readBelow = async (lines: Lines, ids: readonly string[]): Promise<string[]> =>
  (await lines.rows<{ id: string }>(READ_BELOW, [ids])).map(({ id }) => id);
const READ_HOLDS: Statement = {
  name: 'read-holds',
  text: `select ${HOLD_COLUMNS}, (select c.id from quota_hold c where c.claims = h.claim_key) as claimant_id
    from quota_hold h where h.id = any($1::uuid[])`,
};
const READ_CLAIMS: Statement = {
  name: 'read-claims',
  text: `select claim_key, id from quota_hold where claims = any($1::text[])`,
};
const READ_KNOWN: Statement = {
  name: 'read-known',
  text: `select ${ENTRY_COLUMNS}, exists (select 1 from quota_entry c
      where c.corrects_tenant_id = e.tenant_id and c.corrects_key = e.key) as corrected
    from quota_entry e where e.key = any($1::text[]) and e.tenant_id = any($2::uuid[]) order by e.leg`,
};
const FIRST = {
  entries: 1,
  pools: 1 + NEW_ENTRY.length,
  begun: 1 + NEW_ENTRY.length + POOL_CHANGE.length,
  moved: 1 + NEW_ENTRY.length + POOL_CHANGE.length + NEW_HOLD.length,
};
/** All that most batches write, in one statement: what goes around four of them cost as much as a dozen commands. */
const WRITE: Statement = {
  name: 'write-batch',
  text: `with pools as (${updateMany('quota_pool', POOL_CHANGE, FIRST.pools)}),
    begun as (${insertMany('quota_hold', NEW_HOLD, FIRST.begun)}),
    moved as (${updateMany('quota_hold', HOLD_CHANGE, FIRST.moved)})
    ${insertMany('quota_entry', NEW_ENTRY, FIRST.entries)}`,
};

const EXCEPTION: readonly Column<QuotaException & { readonly bankId: string | null; readonly at: string }>[] =
  [
    ['kind', 'word', ({ kind }) => kind],
    ['pool_id', 'uuid', ({ poolId }) => poolId],
    ['hold_id', 'uuid', ({ holdId }) => holdId],
    ['entry_version', 'bigint', ({ version }) => version],
    ['bank_id', 'uuid', ({ bankId }) => bankId],
    ['amount_fen', 'bigint', ({ amountFen }) => amountFen],
    ['opened_at', 'timestamptz', ({ at }) => at],
  ];
const INSERT_EXCEPTIONS: Statement = {
  name: 'insert-exceptions',
  text: insertMany('quota_exception', EXCEPTION),
};

const RECEIPT: readonly Column<Receipt>[] = [
  ['organisation_id', 'uuid', ({ organisationId }) => organisationId],
  ['key', 'uuid', ({ key }) => key],
  ['route', 'word', ({ routeId }) => routeId],
  ['body_hash', 'word', ({ bodyHash }) => bodyHash],
  ['resource_id', 'uuid', ({ resourceId }) => resourceId],
];
const INSERT_RECEIPTS: Statement = { name: 'insert-receipts', text: insertMany('command_receipt', RECEIPT) };

type KnownRow = EntryRow & { readonly corrected: boolean };
type LockedPool = PoolRow & { readonly tool_limit: string | null };
type ReadHold = HoldRow & { readonly claimant_id: string | null };

function knownOf(rows: readonly KnownRow[]): Map<string, KnownCommand> {
  const known = new Map<string, KnownCommand>();
  for (const row of rows) {
    const entry = entryOf(row);
    const before = known.get(scopedKey(entry))?.entries ?? [];
    known.set(scopedKey(entry), {
      requestHash: entry.requestHash,
      entries: [...before, entry],
      corrected: row.corrected,
    });
  }
  return known;
}

/** The ledger's tables as the poster reads and writes them. */
@Injectable()
export class LedgerStore {
  /**
   * Locks the pools, then reads what stands under their locks. The statements travel together; each sees what was
   * committed when it begins, so what another process posted while we waited for a lock is in them.
   */
  async load(lines: Lines, named: NamedRecords): Promise<Loaded> {
    const { poolIds, subtreeIds, holdIds, keys, claimKeys, customers } = named;
    const below = subtreeIds.length === 0 ? [] : await readBelow(lines, subtreeIds);
    const [poolRows, holdRows, knownRows, claimRows] = await Promise.all([
      lines.rows<LockedPool>(LOCK_POOLS, [[...poolIds, ...below]]),
      holdIds.length === 0 ? [] : lines.rows<ReadHold>(READ_HOLDS, [holdIds]),
      lines.rows<KnownRow>(READ_KNOWN, [
        keys.map(({ key }) => key),
        [...new Set(keys.map(({ tenantId }) => tenantId))],
      ]),
      claimKeys.length === 0 ? [] : lines.rows<{ claim_key: string; id: string }>(READ_CLAIMS, [claimKeys]),
    ]);
    // One that was opened below meanwhile is not locked: the batch is run again, posting by posting, and finds it.
    if (subtreeIds.length > 0 && (await readBelow(lines, subtreeIds)).length !== below.length) {
      throw new Error('a pool was opened below one whose state changes');
    }
    const toolLimits = new Map(
      poolRows.flatMap(({ facility_id: id, tool_limit: limit }) =>
        limit === null ? [] : [[id, BigInt(limit)] as const],
      ),
    );
    const isLimited =
      toolLimits.size > 0 || poolRows.some(({ single_customer_limit_fen: limit }) => limit !== null);
    const claims = new Map(claimRows.map(({ claim_key, id }) => [claim_key, id]));
    for (const { claim_key, claimant_id } of holdRows) {
      if (claim_key !== null && claimant_id !== null) claims.set(claim_key, claimant_id);
    }
    return {
      state: {
        pools: new Map(poolRows.map((row) => [row.id, poolOf(row)])),
        holds: new Map(holdRows.map((row) => [row.id, holdOf(row)])),
        known: knownOf(knownRows),
        claims,
        toolLimits,
        exposures: isLimited && customers.length > 0 ? await readExposures(lines, customers) : new Map(),
      },
      bankOfPool: new Map(poolRows.map(({ id, bank_id }) => [id, bank_id])),
    };
  }

  /** Sends everything a batch decided; the commit tells whether it was taken. */
  write(lines: Lines, { state, bankOfPool }: Loaded, written: Written): void {
    const { entries, changed, exceptions, receipts, atMs } = written;
    if (entries.length === 0) return;
    const holds = new Map(changed.holds.map((hold) => [hold.id, hold]));
    const lenderOf = (holdId: string | null): string | null =>
      (holdId === null ? undefined : holds.get(holdId))?.subject.bankId ?? null;
    const send = <Row>(statement: Statement, columns: readonly Column<Row>[], rows: readonly Row[]): void => {
      if (rows.length > 0) lines.write(statement, cellsOf(columns, rows));
    };
    const isNew = ({ id }: Hold): boolean => !state.holds.has(id);
    const begun = changed.holds.filter(isNew).map((hold) => ({ ...hold, begunAtMs: atMs }));
    const moved = changed.holds.filter((hold) => !isNew(hold));
    const booked = entries.map((entry) => ({
      entry,
      bankId: lenderOf(entry.holdId) ?? bankOfPool.get(entry.poolId) ?? null,
    }));
    lines.write(WRITE, [
      ...cellsOf(NEW_ENTRY, booked),
      ...cellsOf(POOL_CHANGE, changed.pools),
      ...cellsOf(NEW_HOLD, begun),
      ...cellsOf(HOLD_CHANGE, moved),
    ]);
    const at = new Date(atMs).toISOString();
    send(
      INSERT_EXCEPTIONS,
      EXCEPTION,
      exceptions.map((one) => ({ ...one, bankId: lenderOf(one.holdId), at })),
    );
    send(INSERT_RECEIPTS, RECEIPT, receipts);
  }
}
