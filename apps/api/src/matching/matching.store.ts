import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import type { PackedLine } from './packed-result.js';

export type MatchRow = {
  readonly request_id: string;
  readonly content_version: number;
  readonly facts_digest: string;
  readonly catalogue_revision: string;
  readonly policy_version: string;
  readonly engine_version: string;
  readonly as_of: string;
  readonly judged_count: number;
  readonly eligible_count: number;
  readonly needs_information_count: number;
  readonly unavailable_count: number;
  readonly results: readonly PackedLine[];
  readonly computed_at: string;
};

export type MatchStamp = Pick<
  MatchRow,
  | 'request_id'
  | 'facts_digest'
  | 'catalogue_revision'
  | 'policy_version'
  | 'engine_version'
  | 'as_of'
  | 'eligible_count'
>;

export type MatchWrite = Omit<MatchRow, 'computed_at'> & {
  readonly enterprise_id: string;
  readonly unit_position: number;
};

type Kind = 'bank_responsiveness' | 'facility_headroom';
/** Tier per bank and per facility; one that nobody reported is absent. */
export type Tiers = Readonly<Record<Kind, ReadonlyMap<string, number>>>;

export type StatisticsRow = {
  readonly requests: number;
  readonly with_eligible: number;
  readonly without_eligible: number;
  readonly needs_information_only: number;
  readonly median: number;
  readonly policy_version: string | null;
};

@Injectable()
export class MatchingStore {
  async find(tx: Tx, requestId: string): Promise<MatchRow | undefined> {
    return tx.first<MatchRow>(
      `select request_id, content_version, facts_digest, catalogue_revision, policy_version, engine_version, as_of,
         judged_count, eligible_count, needs_information_count, unavailable_count, results, computed_at
       from match_result where request_id = $1`,
      [requestId],
    );
  }

  stamps(tx: Tx, requestIds: readonly string[]): Promise<MatchStamp[]> {
    return tx.rows<MatchStamp>(
      `select request_id, facts_digest, catalogue_revision, policy_version, engine_version, as_of, eligible_count
       from match_result where request_id = any($1)`,
      [requestIds],
    );
  }

  /**
   * One run at a time per request: the run that waited reads what the other left, so an older result never
   * replaces a newer one. Taken in one order, so that two shards with common requests cannot deadlock.
   */
  async holdRequests(tx: Tx, requestIds: readonly string[]): Promise<void> {
    await tx.rows(
      `select pg_advisory_xact_lock(hashtextextended(id::text, 7))
       from (select id from unnest($1::uuid[]) as request (id) order by id) as ordered`,
      [requestIds],
    );
  }

  async save(tx: Tx, results: readonly MatchWrite[], now: Date): Promise<void> {
    await tx.execute(
      `insert into match_result (request_id, enterprise_id, unit_position, content_version, facts_digest,
         catalogue_revision, policy_version, engine_version, as_of, judged_count, eligible_count,
         needs_information_count, unavailable_count, results, computed_at)
       select request_id, enterprise_id, unit_position, content_version, facts_digest, catalogue_revision,
         policy_version, engine_version, as_of, judged_count, eligible_count, needs_information_count, unavailable_count,
         results, $2
       from jsonb_to_recordset($1::jsonb) as r (request_id uuid, enterprise_id uuid, unit_position int,
         content_version int, facts_digest text, catalogue_revision text, policy_version text, engine_version text,
         as_of date, judged_count int, eligible_count int, needs_information_count int, unavailable_count int, results jsonb)
       on conflict (request_id) do update set enterprise_id = excluded.enterprise_id,
         unit_position = excluded.unit_position, content_version = excluded.content_version,
         facts_digest = excluded.facts_digest, catalogue_revision = excluded.catalogue_revision,
         policy_version = excluded.policy_version, engine_version = excluded.engine_version, as_of = excluded.as_of,
         judged_count = excluded.judged_count, eligible_count = excluded.eligible_count, needs_information_count = excluded.needs_information_count,
         unavailable_count = excluded.unavailable_count, results = excluded.results, computed_at = excluded.computed_at`,
      [JSON.stringify(results), now],
    );
  }

  async tiers(tx: Tx): Promise<Tiers> {
    const rows = await tx.rows<{ kind: Kind; subject_id: string; tier: number }>(
      'select kind, subject_id, tier from matching_facts',
    );
    const of = (kind: Kind) =>
      new Map(rows.filter((row) => row.kind === kind).map((row) => [row.subject_id, row.tier]));
    return {
      bank_responsiveness: of('bank_responsiveness'),
      facility_headroom: of('facility_headroom'),
    };
  }

  /** Rises with every tier written: rows are never deleted and versions never fall. */
  async tiersRevision(tx: Tx): Promise<string> {
    const row = await tx.first<{ revision: string }>(
      `select count(*) || '-' || coalesce(sum(version), 0) as revision from matching_facts`,
    );
    return row?.revision ?? '';
  }

  /** Over the requests named, as far as the role sees them. */
  async statistics(tx: Tx, requestIds: readonly string[]): Promise<StatisticsRow | undefined> {
    return tx.first<StatisticsRow>(
      `select count(*)::int as requests,
         count(*) filter (where eligible_count > 0)::int as with_eligible,
         count(*) filter (where eligible_count = 0)::int as without_eligible,
         count(*) filter (where eligible_count = 0 and needs_information_count > 0)::int as needs_information_only,
         coalesce(percentile_cont(0.5) within group (order by eligible_count), 0)::float8 as median,
         max(policy_version) as policy_version
       from match_result where request_id = any($1)`,
      [requestIds],
    );
  }
}
