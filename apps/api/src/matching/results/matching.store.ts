import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../../platform/database/database.js';
import { CATALOGUE_LOCK } from '../catalogue/catalogue.store.js';
import { arrayOf } from './array-literal.js';
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

/** What all results of a shard have in common. */
export type MatchEdition = Pick<
  MatchRow,
  'catalogue_revision' | 'policy_version' | 'engine_version' | 'as_of' | 'judged_count'
>;

export type MatchWrite = Omit<
  MatchRow,
  keyof MatchEdition | 'computed_at' | 'stale' | 'percolated_revision'
> & {
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

const EDITION = '$11, $12, $13, $14::date, $15::int, $16::timestamptz';
/** Packed lists travel as one value and are cut apart here: in an array each would be spelt out in text. */
const WRITTEN = `(
    select request_id, enterprise_id, unit_position, content_version, facts_digest, eligible, open, unavailable,
      substr($9::bytea, 1 + start, length) as results
    from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::int[], $7::int[], $8::int[], $10::int[],
      $17::int[]) as given (request_id, enterprise_id, unit_position, content_version, facts_digest, eligible, open,
      unavailable, start, length)
  ) r`;

function writtenValues(edition: MatchEdition, results: readonly MatchWrite[], now: Date): SqlValue[] {
  const column = (name: Exclude<keyof MatchWrite, 'results'>) =>
    arrayOf(results.map((result) => result[name]));
  const lengths = results.map((result) => result.results.length);
  let end = 0;
  const starts = lengths.map((length) => (end += length) - length);
  return [
    column('request_id'),
    column('enterprise_id'),
    column('unit_position'),
    column('content_version'),
    column('facts_digest'),
    column('eligible_count'),
    column('needs_information_count'),
    column('unavailable_count'),
    Buffer.concat(results.map((result) => result.results)),
    arrayOf(starts),
    edition.catalogue_revision,
    edition.policy_version,
    edition.engine_version,
    edition.as_of,
    edition.judged_count,
    now,
    arrayOf(lengths),
  ];
}

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

  /** First results, of requests that had none. */
  async insert(tx: Tx, edition: MatchEdition, results: readonly MatchWrite[], now: Date): Promise<void> {
    await tx.execute(
      `insert into match_result (request_id, enterprise_id, unit_position, content_version, facts_digest, eligible_count,
         needs_information_count, unavailable_count, results, catalogue_revision, policy_version, engine_version,
         as_of, judged_count, computed_at)
       select r.*, ${EDITION} from ${WRITTEN}`,
      writtenValues(edition, results, now),
    );
  }

  /** Results anew, of requests that have one and are held. */
  async renew(tx: Tx, edition: MatchEdition, results: readonly MatchWrite[], now: Date): Promise<void> {
    await tx.execute(
      `update match_result m set enterprise_id = r.enterprise_id, unit_position = r.unit_position,
         content_version = r.content_version, facts_digest = r.facts_digest, eligible_count = r.eligible,
         needs_information_count = r.open, unavailable_count = r.unavailable, results = r.results, stale = false,
         write_number = nextval('match_result_writes'),
         (catalogue_revision, policy_version, engine_version, as_of, judged_count, computed_at) = (select ${EDITION})
       from ${WRITTEN} where m.request_id = r.request_id`,
      writtenValues(edition, results, now),
    );
  }

  /** In the order they were written, so that whoever follows can stop and go on. */
  writtenBetween(tx: Tx, after: string, upTo: string): Promise<WrittenResult[]> {
    return tx.rows<WrittenResult>(
      `select request_id, facts_digest, write_number from match_result
       where write_number > $1 and write_number <= $2 order by write_number`,
      [after, upTo],
    );
  }

  /** Under the hold of the catalogue alone nothing below it is still being written. */
  async lastWrite(tx: Tx): Promise<string> {
    const row = await tx.first<{ last: string }>(
      `select coalesce(pg_sequence_last_value('match_result_writes'), 0) as last`,
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
