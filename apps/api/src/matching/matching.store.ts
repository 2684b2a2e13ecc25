import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { CATALOGUE_LOCK } from './catalogue.store.js';
import { bucketOf, type BucketRange } from './buckets.js';

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
  readonly results: Uint8Array;
  readonly stale: boolean;
  readonly computed_at: string;
  /** Up to where results have followed the catalogue; read in the same moment as the result. */
  readonly percolated_revision: string;
};

export type MatchStamp = Pick<
  MatchRow,
  | 'request_id'
  | 'facts_digest'
  | 'policy_version'
  | 'engine_version'
  | 'as_of'
  | 'eligible_count'
  | 'stale'
  | 'computed_at'
>;

export type MatchWrite = Omit<MatchRow, 'computed_at' | 'stale' | 'percolated_revision'> & {
  readonly enterprise_id: string;
  readonly unit_position: number;
};

export type WrittenResult = {
  readonly request_id: string;
  readonly facts_digest: string;
  readonly write_number: string;
};

export type StatisticsRow = {
  readonly requests: number;
  readonly with_eligible: number;
  readonly without_eligible: number;
  readonly needs_information_only: number;
  readonly median: number;
  readonly policy_version: string | null;
};

const BUCKET_LOCK = 20_282_022;

@Injectable()
export class MatchingStore {
  async find(tx: Tx, requestId: string): Promise<MatchRow | undefined> {
    return tx.first<MatchRow>(
      `select request_id, content_version, facts_digest, r.catalogue_revision, r.policy_version, r.engine_version, as_of,
         judged_count, eligible_count, needs_information_count, unavailable_count, results, stale, computed_at,
         s.catalogue_revision as percolated_revision
       from match_result r, match_state s where request_id = $1`,
      [requestId],
    );
  }

  stamps(tx: Tx, requestIds: readonly string[]): Promise<MatchStamp[]> {
    return tx.rows<MatchStamp>(
      `select request_id, facts_digest, policy_version, engine_version, as_of, eligible_count, stale, computed_at
       from match_result where request_id = any($1)`,
      [requestIds],
    );
  }

  /**
   * One run at a time per request: the run that waited reads what the other left, so an older result never replaces a
   * newer one. Always the catalogue first, then buckets, then requests, each ascending: nobody waits in a circle.
   */
  async hold(tx: Tx, requestIds: readonly string[]): Promise<void> {
    const buckets = [...new Set(requestIds.map(bucketOf))].sort((a, b) => a - b);
    await tx.rows(
      `select pg_advisory_xact_lock_shared($1)
       union all select pg_advisory_xact_lock_shared($2, bucket) from unnest($3::int[]) as bucket
       union all select pg_advisory_xact_lock(hashtextextended(id::text, 7))
         from (select id from unnest($4::uuid[]) as request (id) order by id) as ordered`,
      [CATALOGUE_LOCK, BUCKET_LOCK, buckets, requestIds],
    );
  }

  /** All requests of some buckets with a lock per bucket: a lock per request would not fit into the server's table. */
  async holdRange(tx: Tx, { from, to }: BucketRange): Promise<void> {
    await tx.rows(
      `select pg_advisory_xact_lock_shared($1)
       union all select pg_advisory_xact_lock($2, bucket) from generate_series($3::int, $4::int) as bucket`,
      [CATALOGUE_LOCK, BUCKET_LOCK, from, to],
    );
  }

  async save(tx: Tx, results: readonly MatchWrite[], now: Date): Promise<void> {
    const column = <K extends keyof MatchWrite>(name: K) => results.map((result) => result[name]);
    await tx.execute(
      `insert into match_result (request_id, enterprise_id, unit_position, content_version, facts_digest,
         catalogue_revision, policy_version, engine_version, as_of, judged_count, eligible_count,
         needs_information_count, unavailable_count, results, computed_at)
       select r.*, $15 from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[],
         $8::text[], $9::date[], $10::int[], $11::int[], $12::int[], $13::int[], $14::bytea[]) as r
       on conflict (request_id) do update set enterprise_id = excluded.enterprise_id,
         unit_position = excluded.unit_position, content_version = excluded.content_version,
         facts_digest = excluded.facts_digest, catalogue_revision = excluded.catalogue_revision,
         policy_version = excluded.policy_version, engine_version = excluded.engine_version, as_of = excluded.as_of,
         judged_count = excluded.judged_count, eligible_count = excluded.eligible_count,
         needs_information_count = excluded.needs_information_count, unavailable_count = excluded.unavailable_count,
         results = excluded.results, stale = false, write_number = excluded.write_number,
         computed_at = excluded.computed_at`,
      [
        column('request_id'),
        column('enterprise_id'),
        column('unit_position'),
        column('content_version'),
        column('facts_digest'),
        column('catalogue_revision'),
        column('policy_version'),
        column('engine_version'),
        column('as_of'),
        column('judged_count'),
        column('eligible_count'),
        column('needs_information_count'),
        column('unavailable_count'),
        column('results'),
        now,
      ],
    );
  }

  /** In the order they were written, so that whoever follows can stop and go on. */
  writtenBetween(tx: Tx, after: string, upTo: string, limit: number): Promise<WrittenResult[]> {
    return tx.rows<WrittenResult>(
      `select request_id, facts_digest, write_number from match_result
       where write_number > $1 and write_number <= $2 order by write_number limit $3`,
      [after, upTo, limit],
    );
  }

  /** Under the hold of the catalogue alone nothing below it is still being written. */
  async lastWrite(tx: Tx): Promise<string> {
    const row = await tx.first<{ last: string }>(
      'select coalesce(max(write_number), 0) as last from match_result',
    );
    return row?.last ?? '0';
  }

  /** A change of the catalogue touched these: what is stored stays readable and is no longer the present answer. */
  async markStale(tx: Tx, requestIds: readonly string[]): Promise<void> {
    await tx.execute('update match_result set stale = true where request_id = any($1) and not stale', [
      requestIds,
    ]);
  }

  async markAllStale(tx: Tx): Promise<void> {
    await tx.execute('update match_result set stale = true where not stale');
  }

  async anyBefore(tx: Tx, day: string): Promise<boolean> {
    return (await tx.first('select 1 from match_result where as_of < $1 limit 1', [day])) !== undefined;
  }

  async any(tx: Tx): Promise<boolean> {
    return (await tx.first('select 1 from match_result limit 1')) !== undefined;
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
