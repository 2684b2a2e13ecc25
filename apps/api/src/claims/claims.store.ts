import { Injectable } from '@nestjs/common';
import type { ClaimLine } from '@yinqi/contracts/claim-batches';
import type { ClaimTestView } from '@yinqi/contracts/claims';
import type { DeclaredBorrower } from '@yinqi/contracts/quota-ledger';
import type { ClaimBatchState, ClaimKind, ClaimRejection, ClaimState } from '@yinqi/domain/claims';
import type { Currency } from '@yinqi/domain/money';
import type { Ownership } from '../platform/database/ownership.js';
import type { Tx } from '../platform/database/database.js';
import type { Offices } from './claimable-loans.store.js';

export type ClaimRow = {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly facility_id: string;
  readonly facility_name: string;
  readonly facility_name_en: string;
  readonly holder_id: string | null;
  readonly pool_id: string;
  readonly bank_id: string;
  readonly bank_name: string;
  readonly bank_name_en: string | null;
  readonly branch_position: number;
  readonly unit_position: number;
  readonly disbursement_id: string | null;
  readonly engagement_id: string | null;
  readonly number: string;
  readonly borrower_name: string;
  readonly borrower_uscc: string | null;
  readonly drawer: string | null;
  readonly lent_fen: string;
  readonly funding_ratio_bp: number;
  readonly amount_fen: string;
  readonly reimbursed_fen: string;
  readonly currency: Currency;
  readonly annual_rate_bp: number;
  readonly lent_on: string;
  readonly matures_on: string;
  readonly declared: DeclaredBorrower;
  readonly tests: ClaimTestView[];
  readonly state: ClaimState;
  readonly batch_id: string | null;
  readonly round: number;
  readonly batch_number: string | null;
  readonly batch_state: ClaimBatchState | null;
  readonly marked_by_name: string;
  readonly marked_at: string;
  readonly submitted_at: string | null;
  readonly decided_at: string | null;
  readonly rejection: ClaimRejection | null;
  readonly note: string | null;
  readonly corrected_at: string | null;
  readonly correction: string | null;
  readonly version: number;
};

/** A claim in one of its batches: the word on it there, once it was said. */
export type LineRow = ClaimRow & {
  readonly outcome: (NonNullable<ClaimLine['outcome']> & { readonly askedFen: string }) | null;
};

export type NewClaim = Pick<
  ClaimRow,
  | 'id'
  | 'kind'
  | 'facility_id'
  | 'pool_id'
  | 'bank_id'
  | 'branch_position'
  | 'unit_position'
  | 'disbursement_id'
  | 'engagement_id'
  | 'number'
  | 'borrower_name'
  | 'borrower_uscc'
  | 'drawer'
  | 'lent_fen'
  | 'funding_ratio_bp'
  | 'amount_fen'
  | 'currency'
  | 'annual_rate_bp'
  | 'lent_on'
  | 'matures_on'
  | 'declared'
  | 'tests'
  | 'marked_by_name'
>;

export type ClaimFilter = {
  readonly facilityId: string | undefined;
  readonly states: readonly ClaimState[] | undefined;
  readonly offices: Offices;
};

/** What the holder of the tool and a bureau see was handed in. */
const handedIn = (table: string) => `${table}.submitted_at is not null`;

/** Whose a row is, of `claim` and of `claim_batch` alike; `f` is the tool. */
export const ownershipOf = (table: string): Ownership => ({
  bank: `${table}.bank_id`,
  bureau: `${table}.unit_position`,
  holder: 'f.holder_id',
  shown: { bureau: handedIn(table), holder: handedIn(table) },
});

const OWN = ownershipOf('c');

const FROM = `from claim c
  join facility f on f.id = c.facility_id
  join organisation o on o.id = c.bank_id
  left join claim_batch b on b.id = c.batch_id`;

const COLUMNS = `select c.id, c.kind, c.facility_id, f.name as facility_name, f.name_en as facility_name_en, f.holder_id, c.pool_id,
    c.bank_id, o.name as bank_name, o.name_en as bank_name_en, c.branch_position, c.unit_position, c.disbursement_id,
    c.engagement_id, c.number, c.borrower_name, c.borrower_uscc, c.drawer, c.lent_fen, c.funding_ratio_bp, c.amount_fen,
    c.reimbursed_fen, c.currency, c.annual_rate_bp,
    c.lent_on, c.matures_on, c.declared, c.tests, c.state, c.batch_id, c.round, b.number as batch_number, b.state as batch_state,
    c.marked_by_name, c.marked_at, c.submitted_at, c.decided_at, c.rejection, c.note, c.corrected_at,
    c.correction, c.version`;
const SELECT = `${COLUMNS} ${FROM}`;
const SELECT_LINE = `${COLUMNS}, case when d.claim_id is not null then jsonb_build_object('askedFen', d.asked_fen::text,
    'reimbursedFen', d.reimbursed_fen::text, 'rest', d.rest, 'reason', d.reason, 'note', d.note,
    'isCorrected', d.corrected_at is not null) end as outcome
  ${FROM}`;

const WITHIN = `($1::int is null or c.branch_position between $1 and $2)`;

/** Loans and bills that were claimed, each with its own life. */
@Injectable()
export class ClaimsStore {
  find(tx: Tx, id: string, offices: Offices): Promise<ClaimRow | undefined> {
    return tx.first<ClaimRow>(`${SELECT} where c.id = $3 and ${WITHIN} and ${tx.own(OWN)}`, [
      offices?.lo ?? null,
      offices?.hi ?? null,
      id,
    ]);
  }

  /** Those in it now, and those it had whose rest was kept for a later one. */
  ofBatch(tx: Tx, batchId: string, offices: Offices): Promise<LineRow[]> {
    return tx.rows<LineRow>(
      `${SELECT_LINE} left join claim_decision d on d.claim_id = c.id and d.batch_id = $3
       where c.id in (select id from claim where batch_id = $3 union select claim_id from claim_decision where batch_id = $3)
         and ${WITHIN} and ${tx.own(OWN)} order by c.lent_on, c.number, c.id`,
      [offices?.lo ?? null, offices?.hi ?? null, batchId],
    );
  }

  async list(
    tx: Tx,
    { facilityId, states, offices }: ClaimFilter,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: ClaimRow[]; total: number }> {
    const where = `${WITHIN} and ${tx.own(OWN)} and ($3::uuid is null or c.facility_id = $3)
      and ($4::text[] is null or c.state = any($4))`;
    const values = [offices?.lo ?? null, offices?.hi ?? null, facilityId ?? null, states ?? null];
    const rows = await tx.rows<ClaimRow>(
      `${SELECT} where ${where} and ($5::timestamptz is null or (c.marked_at, c.id) < ($5, $6::uuid))
       order by c.marked_at desc, c.id desc limit $7`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total ${FROM} where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }

  async insert(tx: Tx, claim: NewClaim, now: Date): Promise<void> {
    await tx.execute(
      `insert into claim (id, kind, facility_id, pool_id, bank_id, branch_position, unit_position, disbursement_id,
         engagement_id, number, borrower_name, borrower_uscc, drawer, amount_fen, currency, annual_rate_bp, lent_on,
         matures_on, declared, tests, state, marked_by_name, marked_at, lent_fen, funding_ratio_bp)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 'marked', $21, $22, $23,
         $24)`,
      [
        claim.id,
        claim.kind,
        claim.facility_id,
        claim.pool_id,
        claim.bank_id,
        claim.branch_position,
        claim.unit_position,
        claim.disbursement_id,
        claim.engagement_id,
        claim.number,
        claim.borrower_name,
        claim.borrower_uscc,
        claim.drawer,
        claim.amount_fen,
        claim.currency,
        claim.annual_rate_bp,
        claim.lent_on,
        claim.matures_on,
        JSON.stringify(claim.declared),
        JSON.stringify(claim.tests),
        claim.marked_by_name,
        now,
        claim.lent_fen,
        claim.funding_ratio_bp,
      ],
    );
  }

  /** A rest that is given up leaves what was reimbursed before; false where somebody was quicker. */
  async release(tx: Tx, id: string, version: number): Promise<boolean> {
    const released = await tx.execute(
      `update claim set state = case when reimbursed_fen > 0 then 'reimbursed' else 'released' end, version = version + 1
       where id = $1 and version = $2 and state = 'marked' and batch_id is null`,
      [id, version],
    );
    return released === 1;
  }

  /** Puts exactly these into a draft; how many of them could be. */
  async putInto(tx: Tx, batchId: string, batch: BatchScope, ids: readonly string[]): Promise<number> {
    await tx.execute(
      `update claim set batch_id = null, version = version + 1
       where batch_id = $1 and state = 'marked' and not (id = any($2))`,
      [batchId, ids],
    );
    return tx.execute(
      `update claim c set batch_id = $1, version = version + 1
       where c.id = any($2) and c.state = 'marked' and (c.batch_id is null or c.batch_id = $1) and c.facility_id = $3
         and c.pool_id = $4 and c.bank_id = $5`,
      [batchId, ids, batch.facility_id, batch.pool_id, batch.bank_id],
    );
  }

  /** How many lines, and what they ask for together. */
  submitOf(
    tx: Tx,
    batchId: string,
    now: Date,
  ): Promise<{ readonly lines: number; readonly asked_fen: string } | undefined> {
    return tx.first(
      `with submitted as (update claim set state = 'submitted', submitted_at = $2, version = version + 1
         where batch_id = $1 and state = 'marked' returning amount_fen - reimbursed_fen as open_fen)
       select count(*)::int as lines, coalesce(sum(open_fen), 0)::text as asked_fen from submitted`,
      [batchId, now],
    );
  }
}

export type BatchScope = Pick<ClaimRow, 'facility_id' | 'pool_id' | 'bank_id'>;
