import { Injectable } from '@nestjs/common';
import type { StatementItem, StatementOutcome, StatementStatus } from '@yinqi/contracts/statements';
import type { RepairState } from '@yinqi/domain/quota';
import { ownerColumn, POOL_OWNERSHIP, type PoolOwner } from '../facilities/facilities.public.js';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';

type PileRow = {
  readonly count: number;
  readonly open: number;
  readonly statementFen: string;
  readonly ledgerFen: string;
};

export type StatementRow = {
  readonly id: string;
  readonly fileName: string;
  readonly poolId: string;
  readonly owner: PoolOwner;
  readonly facilityId: string;
  readonly facilityName: string;
  readonly facilityNameEn: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly status: StatementStatus;
  readonly refusal: string | null;
  readonly rowsRead: number;
  readonly statedOpeningFen: string | null;
  readonly statedClosingFen: string | null;
  readonly ledgerOpeningFen: string | null;
  readonly reconciledAt: string | null;
  readonly piles: Readonly<Partial<Record<StatementOutcome, PileRow>>>;
  readonly followsId: string | null;
  readonly followedBy: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
};

export type ItemRow = {
  readonly item: number;
  readonly outcome: StatementOutcome;
  readonly row: number | null;
  readonly line: StatementItem['line'];
  readonly entry: StatementItem['entry'];
  readonly differences: StatementItem['differences'];
  readonly faults: StatementItem['faults'];
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly note: string | null;
  readonly allotmentId: string | null;
  readonly repairState: RepairState | null;
};

export type NewStatement = {
  readonly id: string;
  readonly organisationId: string;
  readonly poolId: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly fileName: string;
  readonly sha256: Uint8Array;
  readonly bytes: Uint8Array;
  readonly openingFen: string | null;
  readonly closingFen: string | null;
  readonly createdBy: string;
  readonly createdByName: string;
};

type Sent = Pick<NewStatement, 'sha256' | 'poolId' | 'fromOn' | 'toOn'>;
type Settlement = { readonly by: string; readonly byName: string; readonly note: string; readonly at: Date };

const OWNERSHIP: Ownership = { organisation: 's.organisation_id' };
const ITEMS_OWNERSHIP: Ownership = { organisation: 'i.organisation_id' };

const IS_OPEN = `i.outcome <> 'matched' and i.settled_at is null and coalesce(a.state, 'none') not in ('proposed', 'posted')`;
/** A bank reads no proposals; it has none either. */
const REPAIR = 'left join allotment a on a.id = i.allotment_id';

const STATEMENT = `select s.id, s.file_name as "fileName", s.pool_id as "poolId", ${ownerColumn('p', 'o')} as owner,
    f.id as "facilityId", f.name as "facilityName", f.name_en as "facilityNameEn", s.from_on as "fromOn", s.to_on as "toOn",
    s.status, s.refusal, s.rows_read as "rowsRead", s.stated_opening_fen as "statedOpeningFen",
    s.stated_closing_fen as "statedClosingFen", s.ledger_opening_fen as "ledgerOpeningFen", s.reconciled_at as "reconciledAt",
    (select coalesce(jsonb_object_agg(c.outcome, to_jsonb(c) - 'outcome'), '{}') from (
       select i.outcome, count(*) as count, count(*) filter (where ${IS_OPEN}) as open,
         coalesce(sum(i.line_fen), 0)::text as "statementFen", coalesce(sum(i.entry_fen), 0)::text as "ledgerFen"
       from statement_item i ${REPAIR} where i.statement_id = s.id group by i.outcome) c) as piles,
    s.follows_id as "followsId", (select n.id from statement n where n.follows_id = s.id) as "followedBy",
    s.created_by_name as "createdBy", s.created_at as "createdAt"
  from statement s join quota_pool p on p.id = s.pool_id join facility f on f.id = p.facility_id
  join organisation o on o.id = coalesce(p.bank_id, p.unit_id)`;

const ITEM = `select i.item, i.outcome, i.row, i.line, i.entry, i.differences, i.faults, i.settled_at as "settledAt",
    i.settled_by_name as "settledBy", i.note, i.allotment_id as "allotmentId", a.state as "repairState"
  from statement_item i ${REPAIR}`;

/** Statements and their items, as the office that uploaded them works on them. */
@Injectable()
export class StatementsStore {
  /** A pool the caller may read: its own bank's, or of a tool it holds. */
  async hasPool(tx: Tx, poolId: string): Promise<boolean> {
    const pool = await tx.first(
      `select p.id from quota_pool p join facility f on f.id = p.facility_id
       where p.id = $1 and ${tx.own(POOL_OWNERSHIP)}`,
      [poolId],
    );
    return pool !== undefined;
  }

  find(tx: Tx, id: string): Promise<StatementRow | undefined> {
    return tx.first<StatementRow>(`${STATEMENT} where s.id = $1 and ${tx.own(OWNERSHIP)}`, [id]);
  }

  findSame(tx: Tx, { sha256, poolId, fromOn, toOn }: Sent): Promise<{ readonly id: string } | undefined> {
    return tx.first(
      `select s.id from statement s where s.sha256 = $1 and s.pool_id = $2 and s.from_on = $3 and s.to_on = $4
         and s.status <> 'refused' and s.follows_id is null and ${tx.own(OWNERSHIP)}`,
      [sha256, poolId, fromOn, toOn],
    );
  }

  async list(
    tx: Tx,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: StatementRow[]; total: number }> {
    const rows = await tx.rows<StatementRow>(
      `${STATEMENT} where ${tx.own(OWNERSHIP)} and ($1::timestamptz is null or (s.created_at, s.id) < ($1, $2::uuid))
       order by s.created_at desc, s.id desc limit $3`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from statement s where ${tx.own(OWNERSHIP)}`,
    );
    return { rows, total: count?.total ?? 0 };
  }

  /** False when the same file lies there already for this quota and period. */
  async insert(tx: Tx, statement: NewStatement, now: Date): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into statement (id, organisation_id, pool_id, from_on, to_on, file_name, sha256, status, stated_opening_fen,
         stated_closing_fen, created_by, created_by_name, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'uploaded', $8, $9, $10, $11, $12)
       on conflict (organisation_id, sha256, pool_id, from_on, to_on) where status <> 'refused' and follows_id is null do nothing`,
      [
        statement.id,
        statement.organisationId,
        statement.poolId,
        statement.fromOn,
        statement.toOn,
        statement.fileName,
        statement.sha256,
        statement.openingFen,
        statement.closingFen,
        statement.createdBy,
        statement.createdByName,
        now,
      ],
    );
    if (inserted === 0) return false;
    await tx.execute(
      'insert into statement_file (statement_id, organisation_id, bytes) values ($1, $2, $3)',
      [statement.id, statement.organisationId, statement.bytes],
    );
    return true;
  }

  /** The same lines to be laid to the ledger again; false where somebody has begun that already. */
  async follow(
    tx: Tx,
    id: string,
    next: Pick<NewStatement, 'id' | 'createdBy' | 'createdByName'>,
    now: Date,
  ): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into statement (id, organisation_id, pool_id, from_on, to_on, file_name, sha256, status, stated_opening_fen,
         stated_closing_fen, created_by, created_by_name, created_at, follows_id)
       select $2, s.organisation_id, s.pool_id, s.from_on, s.to_on, s.file_name, s.sha256, 'uploaded',
         s.stated_opening_fen, s.stated_closing_fen, $3, $4, $5, s.id
       from statement s where s.id = $1 and ${tx.own(OWNERSHIP)}
       on conflict (follows_id) do nothing`,
      [id, next.id, next.createdBy, next.createdByName, now],
    );
    return inserted === 1;
  }

  async items(
    tx: Tx,
    statementId: string,
    outcomes: readonly StatementOutcome[] | undefined,
    after: number,
    limit: number,
  ): Promise<{ rows: ItemRow[]; total: number }> {
    const where = `i.statement_id = $1 and ${tx.own(ITEMS_OWNERSHIP)} and ($2::text[] is null or i.outcome = any($2))`;
    const rows = await tx.rows<ItemRow>(`${ITEM} where ${where} and i.item > $3 order by i.item limit $4`, [
      statementId,
      outcomes ?? null,
      after,
      limit + 1,
    ]);
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from statement_item i where ${where}`,
      [statementId, outcomes ?? null],
    );
    return { rows, total: count?.total ?? 0 };
  }

  /** Held until the transaction ends: one item is decided by one person at a time. */
  lockItem(tx: Tx, statementId: string, item: number): Promise<ItemRow | undefined> {
    return tx.first<ItemRow>(
      `${ITEM} where i.statement_id = $1 and i.item = $2 and ${tx.own(ITEMS_OWNERSHIP)} for update of i`,
      [statementId, item],
    );
  }

  async settle(tx: Tx, statementId: string, item: number, settlement: Settlement): Promise<void> {
    const { by, byName, note, at } = settlement;
    await tx.execute(
      `update statement_item set settled_at = $3, settled_by = $4, settled_by_name = $5, note = $6
       where statement_id = $1 and item = $2`,
      [statementId, item, at, by, byName, note],
    );
  }

  async repair(tx: Tx, statementId: string, item: number, allotmentId: string): Promise<void> {
    await tx.execute('update statement_item set allotment_id = $3 where statement_id = $1 and item = $2', [
      statementId,
      item,
      allotmentId,
    ]);
  }
}
