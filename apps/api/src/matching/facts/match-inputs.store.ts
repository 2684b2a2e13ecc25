import { Injectable } from '@nestjs/common';
import { REQUEST_OPEN_STATES, type RequestState } from '@yinqi/domain/lifecycle';
import type { Tx } from '../../platform/database/database.js';
import { arrayOf } from '../results/array-literal.js';
import type { IdRange } from '../results/buckets.js';
import { FACTS_FORM } from './facts-text.js';

/** A request that results are made for, with what was kept of it and of its last result. */
export type Subject = {
  readonly request_id: string;
  readonly enterprise_id: string;
  readonly unit_position: number;
  readonly content_version: number;
  readonly status: RequestState;
  readonly stamp: string;
  /** Null where the facts have to be read in the register. */
  readonly kept_facts: string | null;
  readonly kept_digest: string | null;
} & { readonly [K in keyof ResultStamp]: ResultStamp[K] | null };

/** What tells whether a stored result is the present one. */
export type ResultStamp = {
  readonly facts_digest: string;
  readonly policy_version: string;
  readonly engine_version: string;
  readonly as_of: string;
  readonly stale: boolean;
  readonly eligible_count: number;
};

export type KeptFacts = { readonly request_id: string; readonly facts: string | null };
export type InputWrite = {
  readonly request_id: string;
  readonly stamp: string;
  readonly facts_digest: string;
  readonly facts: string;
};

/** What runs do not take on trust: kept facts, or results made before a moment. */
export type Distrust = { readonly facts: boolean; readonly madeBefore: string | null };
export const NO_DISTRUST: Distrust = { facts: false, madeBefore: null };
export const READ_REGISTER: Distrust = { facts: true, madeBefore: null };

const SOUGHT = REQUEST_OPEN_STATES.filter((state) => state !== 'draft');

/** Every change of a request or an enterprise raises its version, and snapshots are written once. */
const STAMP = `hashtextextended(u.name, (r.version::bigint << 32) + e.version)
  # coalesce((select bit_xor(uuid_hash_extended(s.id, 0)) from operating_snapshot s where s.enterprise_id = e.id), 0)`;

/** Facts that results were made from, kept so that neither a run nor a worker that starts reads the register for them. */
@Injectable()
export class MatchInputsStore {
  /** In the order of ids; of the others a result is not made. */
  subjects(tx: Tx, requestIds: readonly string[], distrust: Distrust): Promise<Subject[]> {
    return this.read(tx, (id) => `${id} = any($1::uuid[])`, [arrayOf(requestIds)], distrust);
  }

  subjectsBetween(tx: Tx, { first, last }: IdRange, distrust: Distrust): Promise<Subject[]> {
    return this.read(tx, (id) => `${id} between $1 and $2`, [first, last], distrust);
  }

  /** Of open requests: the facts of a result by the digest they had; null where they are no longer kept. */
  keptFacts(tx: Tx, requestIds: readonly string[]): Promise<KeptFacts[]> {
    return tx.rows<KeptFacts>(
      `select r.id as request_id, i.facts
       from financing_request r
       join match_result m on m.request_id = r.id
       left join match_input i on i.request_id = r.id and i.facts_digest = m.facts_digest and i.form = $3
       where r.id = any($1::uuid[]) and r.status = any($2)`,
      [arrayOf(requestIds), SOUGHT, FACTS_FORM],
    );
  }

  async save(tx: Tx, inputs: readonly InputWrite[]): Promise<void> {
    await tx.execute(
      `insert into match_input (request_id, stamp, form, facts_digest, facts)
       select request_id, stamp, $5, facts_digest, facts
       from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) as r (request_id, stamp, facts_digest, facts)
       on conflict (request_id) do update set stamp = excluded.stamp, form = excluded.form,
         facts_digest = excluded.facts_digest, facts = excluded.facts`,
      [
        arrayOf(inputs.map(({ request_id }) => request_id)),
        inputs.map(({ stamp }) => stamp),
        inputs.map(({ facts_digest }) => facts_digest),
        inputs.map(({ facts }) => facts),
        FACTS_FORM,
      ],
    );
  }

  /** The condition stands at every table, so that each is read as the same part of its key. */
  private read(
    tx: Tx,
    isAmong: (id: string) => string,
    ids: readonly string[],
    { facts, madeBefore }: Distrust,
  ): Promise<Subject[]> {
    const [states, form, isTrusted, limit] = [1, 2, 3, 4].map((at) => `$${ids.length + at}`);
    return tx.rows<Subject>(
      `with subject as materialized (
         select r.id as request_id, r.enterprise_id, r.unit_position, r.content_version, r.status, ${STAMP} as stamp
         from financing_request r
         join enterprise e on e.id = r.enterprise_id
         join organisation u on u.id = e.unit_id
         where ${isAmong('r.id')} and r.status = any(${states})
       )
       select s.*, i.facts as kept_facts, i.facts_digest as kept_digest, m.facts_digest, m.policy_version,
         m.engine_version, m.as_of, m.eligible_count,
         m.stale or coalesce(m.computed_at < ${limit}::timestamptz, false) as stale
       from subject s
       left join match_input i on i.request_id = s.request_id and ${isAmong('i.request_id')}
         and i.stamp = s.stamp and i.form = ${form} and ${isTrusted}
       left join match_result m on m.request_id = s.request_id and ${isAmong('m.request_id')}
       order by s.request_id`,
      [...ids, SOUGHT, FACTS_FORM, !facts, madeBefore],
    );
  }
}
