import { Injectable } from '@nestjs/common';
import type { FacilityTermsView } from '@yinqi/contracts/facility-terms';
import type { ProposalState } from '@yinqi/domain/allotment';
import type { Tx } from '../../platform/database/database.js';
import type { AllotmentDecision } from '../allotments/allotments.store.js';
import type { StoredOpening, StoredTerms } from './stored-terms.js';

export type TermsRow = {
  readonly id: string;
  readonly organisationId: string;
  readonly facilityId: string;
  readonly code: string;
  readonly state: ProposalState;
  readonly opening: StoredOpening | null;
  readonly fromOn: string;
  readonly terms: StoredTerms;
  readonly before: StoredTerms | null;
  readonly reason: string;
  readonly needsSecond: boolean;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
  readonly appliedAt: string | null;
  readonly poolId: string | null;
  readonly waits: 0 | 1;
  readonly version: number;
};

export type NewTerms = Pick<
  TermsRow,
  | 'id'
  | 'organisationId'
  | 'facilityId'
  | 'code'
  | 'opening'
  | 'fromOn'
  | 'terms'
  | 'before'
  | 'reason'
  | 'needsSecond'
  | 'proposedBy'
  | 'proposedByName'
>;

type Filter = {
  readonly facilityId: string | undefined;
  readonly states: readonly FacilityTermsView['state'][] | undefined;
};

/** What still has something coming: a second person, or its day. */
const WAITS = `(t.state = 'proposed' or (t.state = 'posted' and t.applied_at is null))`;
const SELECT = `select t.id, t.organisation_id as "organisationId", t.facility_id as "facilityId", t.code, t.state, t.opening,
    t.from_on as "fromOn", t.terms, t.before, t.reason, t.needs_second as "needsSecond", t.proposed_by as "proposedBy",
    t.proposed_by_name as "proposedByName", t.proposed_at as "proposedAt", t.decided_by as "decidedBy",
    t.decided_by_name as "decidedByName", t.decided_at as "decidedAt", t.note, t.applied_at as "appliedAt",
    case when t.opening is not null then (select p.id from quota_pool p
      where p.facility_id = t.facility_id and p.parent_id is null order by p.id limit 1) end as "poolId",
    ${WAITS}::int as waits, t.version
  from facility_terms t`;

const OWNERSHIP = { organisation: 't.organisation_id' };
const STATE = `case when t.state = 'posted' and t.applied_at is null then 'scheduled' else t.state end`;

/** Versions of the terms of tools: proposed, agreed, and in force since. */
@Injectable()
export class FacilityTermsStore {
  find(tx: Tx, id: string): Promise<TermsRow | undefined> {
    return tx.first<TermsRow>(`${SELECT} where t.id = $1 and ${tx.own(OWNERSHIP)}`, [id]);
  }

  async list(
    tx: Tx,
    { facilityId, states }: Filter,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: TermsRow[]; total: number }> {
    const values = [facilityId ?? null, states ?? null];
    const where = `${tx.own(OWNERSHIP)} and ($1::uuid is null or t.facility_id = $1)
      and ($2::text[] is null or ${STATE} = any($2))`;
    const rows = await tx.rows<TermsRow>(
      `select * from (${SELECT} where ${where}) t
       where $3::int is null or (waits, "proposedAt", id) < ($3, $4::timestamptz, $5::uuid)
       order by waits desc, "proposedAt" desc, id desc limit $6`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from facility_terms t where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }

  /** False while another version of the same tool waits for somebody or for its day. */
  async insert(tx: Tx, terms: NewTerms, now: Date): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into facility_terms (id, organisation_id, facility_id, code, opening, from_on, terms, before, reason, state,
         needs_second, proposed_by, proposed_by_name, proposed_at, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       on conflict (facility_id) where state = 'proposed' or (state = 'posted' and applied_at is null) do nothing`,
      [
        terms.id,
        terms.organisationId,
        terms.facilityId,
        terms.code,
        terms.opening === null ? null : JSON.stringify(terms.opening),
        terms.fromOn,
        JSON.stringify(terms.terms),
        terms.before === null ? null : JSON.stringify(terms.before),
        terms.reason,
        terms.needsSecond ? 'proposed' : 'posted',
        terms.needsSecond,
        terms.proposedBy,
        terms.proposedByName,
        now,
        terms.needsSecond ? null : now,
      ],
    );
    return inserted === 1;
  }

  /** False where it is no longer the version that was looked at. */
  async decide(tx: Tx, id: string, version: number, decision: AllotmentDecision): Promise<boolean> {
    const decided = await tx.execute(
      `update facility_terms set state = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, note = $7,
         version = version + 1
       where id = $1 and version = $2 and state = 'proposed'`,
      [id, version, decision.state, decision.by, decision.byName, decision.at, decision.note],
    );
    return decided === 1;
  }

  /** Agreed before, and in force from a day that has come; each is one process's to apply. */
  due(tx: Tx, today: string, limit: number): Promise<TermsRow[]> {
    return tx.rows<TermsRow>(
      `${SELECT} where t.state = 'posted' and t.applied_at is null and t.from_on <= $1
       order by t.from_on, t.id limit $2 for update of t skip locked`,
      [today, limit],
    );
  }

  async markApplied(tx: Tx, id: string, before: StoredTerms | null, now: Date): Promise<void> {
    await tx.execute('update facility_terms set applied_at = $2, before = $3 where id = $1', [
      id,
      now,
      before === null ? null : JSON.stringify(before),
    ]);
  }
}
