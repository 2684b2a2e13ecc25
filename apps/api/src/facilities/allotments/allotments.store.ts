import { Injectable } from '@nestjs/common';
import type { AllotmentKind, ProposalState } from '@yinqi/domain/allotment';
import type { Tx } from '../../platform/database/database.js';
import { ownerColumn, type PoolOwner } from '../quota-view/pool-names.js';

export type AllotmentRow = {
  readonly id: string;
  readonly organisation_id: string;
  readonly facility_id: string;
  readonly facility_name: string;
  readonly facility_name_en: string;
  readonly kind: AllotmentKind;
  readonly state: ProposalState;
  readonly pool_id: string;
  readonly pool: PoolOwner;
  readonly other_pool_id: string | null;
  readonly other: PoolOwner | null;
  readonly amount_fen: string | null;
  readonly limit_fen: string | null;
  readonly entry_version: string | null;
  readonly customer_limit_fen: string | null;
  readonly second_from_fen: string | null;
  readonly customer_limit_before_fen: string | null;
  readonly second_from_before_fen: string | null;
  readonly reason: string;
  readonly document_number: string | null;
  readonly effective_on: string;
  readonly needs_second: boolean;
  readonly proposed_by: string;
  readonly proposed_by_name: string;
  readonly proposed_at: string;
  readonly decided_by: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly note: string | null;
  readonly version: number;
};

export type NewAllotment = Pick<
  AllotmentRow,
  | 'id'
  | 'organisation_id'
  | 'facility_id'
  | 'kind'
  | 'state'
  | 'pool_id'
  | 'other_pool_id'
  | 'amount_fen'
  | 'limit_fen'
  | 'entry_version'
  | 'customer_limit_fen'
  | 'second_from_fen'
  | 'customer_limit_before_fen'
  | 'second_from_before_fen'
  | 'reason'
  | 'document_number'
  | 'effective_on'
  | 'needs_second'
  | 'proposed_by'
  | 'proposed_by_name'
>;

/** Of whatever leaves the conditions of its pool alone. */
export const NO_CONDITIONS = {
  customer_limit_fen: null,
  second_from_fen: null,
  customer_limit_before_fen: null,
  second_from_before_fen: null,
} as const;

export type AllotmentDecision = {
  readonly state: ProposalState;
  readonly by: string;
  readonly byName: string;
  readonly note: string | null;
  readonly at: Date;
};

const SELECT = `select a.id, a.organisation_id, a.facility_id, f.name as facility_name, f.name_en as facility_name_en, a.kind,
    a.state, a.pool_id, ${ownerColumn('p', 'po')} as pool, a.other_pool_id, case when q.id is not null then ${ownerColumn('q', 'oo')} end as other, a.amount_fen, a.limit_fen, a.entry_version,
    a.customer_limit_fen, a.second_from_fen, a.customer_limit_before_fen, a.second_from_before_fen, a.reason, a.document_number, a.effective_on,
    a.needs_second, a.proposed_by, a.proposed_by_name, a.proposed_at, a.decided_by, a.decided_by_name, a.decided_at, a.note,
    a.version
  from allotment a
  join facility f on f.id = a.facility_id
  join quota_pool p on p.id = a.pool_id
  join organisation po on po.id = coalesce(p.bank_id, p.unit_id)
  left join quota_pool q on q.id = a.other_pool_id
  left join organisation oo on oo.id = coalesce(q.bank_id, q.unit_id)`;

/** What the holder of a tool proposed and decided; only its own, as the condition says before the policy does. */
@Injectable()
export class AllotmentsStore {
  find(tx: Tx, id: string): Promise<AllotmentRow | undefined> {
    return tx.first<AllotmentRow>(
      `${SELECT} where a.id = $1 and ${tx.own({ organisation: 'a.organisation_id' })}`,
      [id],
    );
  }

  /** What waits for a second person first, then the latest. */
  async list(
    tx: Tx,
    filter: {
      readonly facilityId: string | undefined;
      readonly states: readonly ProposalState[] | undefined;
    },
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: AllotmentRow[]; total: number }> {
    const values = [filter.facilityId ?? null, filter.states ?? null];
    const where = `${tx.own({ organisation: 'a.organisation_id' })} and ($1::uuid is null or a.facility_id = $1)
      and ($2::text[] is null or a.state = any($2))`;
    const rows = await tx.rows<AllotmentRow>(
      `${SELECT} where ${where} and ($3::int is null
         or ((a.state <> 'proposed')::int, -extract(epoch from a.proposed_at), a.id)
            > ($3, -extract(epoch from $4::timestamptz), $5::uuid))
       order by (a.state <> 'proposed'), a.proposed_at desc, a.id limit $6`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from allotment a where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }

  async insert(tx: Tx, row: NewAllotment, now: Date): Promise<void> {
    await tx.execute(
      `insert into allotment (id, organisation_id, facility_id, kind, state, pool_id, other_pool_id, amount_fen, limit_fen,
         entry_version, reason, document_number, effective_on, needs_second, proposed_by, proposed_by_name, proposed_at,
         decided_at, customer_limit_fen, second_from_fen, customer_limit_before_fen, second_from_before_fen)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
      [
        row.id,
        row.organisation_id,
        row.facility_id,
        row.kind,
        row.state,
        row.pool_id,
        row.other_pool_id,
        row.amount_fen,
        row.limit_fen,
        row.entry_version,
        row.reason,
        row.document_number,
        row.effective_on,
        row.needs_second,
        row.proposed_by,
        row.proposed_by_name,
        now,
        row.state === 'proposed' ? null : now,
        row.customer_limit_fen,
        row.second_from_fen,
        row.customer_limit_before_fen,
        row.second_from_before_fen,
      ],
    );
  }

  /** False where it is no longer the version that was looked at. */
  async decide(tx: Tx, id: string, version: number, decision: AllotmentDecision): Promise<boolean> {
    const decided = await tx.execute(
      `update allotment set state = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, note = $7,
         version = version + 1
       where id = $1 and version = $2 and state = 'proposed'`,
      [id, version, decision.state, decision.by, decision.byName, decision.at, decision.note],
    );
    return decided === 1;
  }
}
