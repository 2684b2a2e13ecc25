import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import type { StatementPeriod } from '@yinqi/domain/statements';
import type { StagedLine } from './statement-staging.js';

export type FileToReconcile = StatementPeriod & {
  readonly id: string;
  readonly organisationId: string;
  /** A bank knows the numbers of its own loans; the holder of a tool is told those it named itself. */
  readonly isOfBank: boolean;
  readonly poolId: string;
  /** None of a statement that is compared again: its lines are those of the comparison before. */
  readonly bytes: Uint8Array | null;
  readonly followsId: string | null;
};

/** A line as an earlier comparison keeps it. */
export type EarlierLine = {
  readonly row: number;
  readonly line: StagedLine['line'];
  readonly faults: StagedLine['faults'];
};

/** What somebody has done about an item, which holds of the same item found again. */
export type Handling = {
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly settledByName: string | null;
  readonly note: string | null;
  readonly allotmentId: string | null;
};
export type HandledItem = Handling &
  Pick<NewItem, 'outcome' | 'row' | 'lineFen' | 'entryFen' | 'poolId' | 'entryVersion'>;

export type MovementRow = {
  readonly poolId: string;
  readonly version: string;
  readonly amountFen: string;
  readonly tenantId: string;
  readonly key: string;
  readonly postedOn: string;
  readonly bank: string | null;
  readonly uscc: string | null;
  readonly claimKey: string | null;
  readonly contractNumber: string | null;
  readonly engagementId: string | null;
};

export type LoanRow = { readonly bankId: string; readonly noteNumber: string; readonly disbursedOn: string };

/** One outcome as its row holds it. */
export type NewItem = {
  readonly item: number;
  readonly outcome: string;
  readonly row: number | null;
  readonly line: object | null;
  readonly lineFen: string | null;
  readonly entry: object | null;
  readonly entryFen: string | null;
  readonly poolId: string | null;
  readonly entryVersion: number | null;
  readonly differences: readonly string[];
  readonly faults: readonly object[];
} & Partial<Handling>;

const ITEMS_AT_ONCE = 1_000;

/** What the worker reads of the ledger and writes of a statement. */
@Injectable()
export class ReconciliationStore {
  /** Nothing where it was read, or refused, before. */
  file(tx: Tx, id: string): Promise<FileToReconcile | undefined> {
    return tx.first<FileToReconcile>(
      `select s.id, s.organisation_id as "organisationId", o.kind = 'bank' as "isOfBank", s.pool_id as "poolId",
         s.from_on as "fromOn", s.to_on as "toOn", f.bytes, s.follows_id as "followsId"
       from statement s left join statement_file f on f.statement_id = s.id join organisation o on o.id = s.organisation_id
       where s.id = $1 and s.status = 'uploaded'`,
      [id],
    );
  }

  earlierLines(tx: Tx, id: string): Promise<EarlierLine[]> {
    return tx.rows<EarlierLine>(
      `select row, line, faults from statement_item where statement_id = $1 and row is not null order by row`,
      [id],
    );
  }

  handled(tx: Tx, id: string): Promise<HandledItem[]> {
    return tx.rows<HandledItem>(
      `select outcome, row, line_fen as "lineFen", entry_fen as "entryFen", pool_id as "poolId",
         entry_version::int as "entryVersion", settled_at as "settledAt", settled_by as "settledBy",
         settled_by_name as "settledByName", note, allotment_id as "allotmentId"
       from statement_item where statement_id = $1 and (settled_at is not null or allotment_id is not null)`,
      [id],
    );
  }

  /** Loans and repayments that stand in the pool and those below it: one that was taken back no longer does. */
  movements(tx: Tx, poolId: string): Promise<MovementRow[]> {
    return tx.rows<MovementRow>(
      `with recursive scope as (
         select $1::uuid as id union all select p.id from quota_pool p join scope s on p.parent_id = s.id)
       select e.pool_id as "poolId", e.version, case when e.kind = 'repay' then -e.amount_fen else e.amount_fen end as "amountFen",
         e.tenant_id as "tenantId", e.key, (e.at at time zone 'Asia/Shanghai')::date as "postedOn", b.name as bank, n.uscc,
         h.claim_key as "claimKey", c.contract_number as "contractNumber", h.engagement_id as "engagementId"
       from scope s
       join quota_entry e on e.pool_id = s.id and e.kind in ('post', 'report', 'repay')
       join quota_hold h on h.id = e.hold_id
       left join organisation b on b.id = h.bank_id
       left join enterprise n on n.id = h.customer_id
       left join loan_contract c on c.engagement_id = h.engagement_id
       where not exists (select from quota_entry back
         where back.corrects_tenant_id = e.tenant_id and back.corrects_key = e.key)
       order by e.pool_id, e.version`,
      [poolId],
    );
  }

  loans(tx: Tx, engagementIds: readonly string[]): Promise<LoanRow[]> {
    if (engagementIds.length === 0) return Promise.resolve([]);
    return tx.rows<LoanRow>(
      `select bank_id as "bankId", note_number as "noteNumber", disbursed_on as "disbursedOn"
       from disbursement where engagement_id = any($1)`,
      [engagementIds],
    );
  }

  /** False where another try was first. The file itself is not kept once its lines are. */
  async finish(
    tx: Tx,
    id: string,
    read: { readonly rowsRead: number; readonly ledgerOpeningFen: bigint },
    now: Date,
  ): Promise<boolean> {
    const mine = await tx.execute(
      `update statement set status = 'read', rows_read = $2, ledger_opening_fen = $3, reconciled_at = $4
       where id = $1 and status = 'uploaded'`,
      [id, read.rowsRead, read.ledgerOpeningFen, now],
    );
    if (mine === 1) await tx.execute('delete from statement_file where statement_id = $1', [id]);
    return mine === 1;
  }

  async refuse(tx: Tx, id: string, code: string): Promise<boolean> {
    const mine = await tx.execute(
      `update statement set status = 'refused', refusal = $2 where id = $1 and status = 'uploaded'`,
      [id, code],
    );
    if (mine === 1) await tx.execute('delete from statement_file where statement_id = $1', [id]);
    return mine === 1;
  }

  async putItems(
    tx: Tx,
    statement: { readonly id: string; readonly organisationId: string },
    items: readonly NewItem[],
  ): Promise<void> {
    for (let at = 0; at < items.length; at += ITEMS_AT_ONCE) {
      await tx.execute(
        `insert into statement_item (statement_id, organisation_id, item, outcome, row, line, line_fen, entry, entry_fen,
           pool_id, entry_version, differences, faults, settled_at, settled_by, settled_by_name, note, allotment_id)
         select $1, $2, i.item, i.outcome, i.row, i.line, i."lineFen", i.entry, i."entryFen", i."poolId", i."entryVersion",
           i.differences, i.faults, i."settledAt", i."settledBy", i."settledByName", i.note, i."allotmentId"
         from jsonb_to_recordset($3::jsonb) as i (item int, outcome text, row int, line jsonb, "lineFen" bigint, entry jsonb,
           "entryFen" bigint, "poolId" uuid, "entryVersion" bigint, differences jsonb, faults jsonb,
           "settledAt" timestamptz, "settledBy" uuid, "settledByName" text, note text, "allotmentId" uuid)`,
        [statement.id, statement.organisationId, JSON.stringify(items.slice(at, at + ITEMS_AT_ONCE))],
      );
    }
  }
}
