import { Injectable } from '@nestjs/common';
import type { ENTRY_FIGURES } from '@yinqi/contracts/quota-view';
import type { QuotaKind } from '@yinqi/domain/quota';
import type { Tx } from '../../platform/database/database.js';
import { ownerColumn, POOL_OWNERSHIP, type PoolOwner } from './pool-names.js';

export type EntryFigure = (typeof ENTRY_FIGURES)[number];

export type PoolEntryRow = {
  readonly pool_id: string;
  readonly owner: PoolOwner;
  readonly version: string;
  readonly kind: QuotaKind;
  readonly at: string;
  readonly amount_fen: string;
  readonly limit_fen: string;
  readonly allotted_fen: string;
  readonly reserved_fen: string;
  readonly committed_fen: string;
  readonly used_fen: string;
  readonly excess_fen: string;
  readonly limit_change: string;
  readonly allotted_change: string;
  readonly reserved_change: string;
  readonly committed_change: string;
  readonly used_change: string;
  readonly excess_change: string;
  readonly counterpart_id: string | null;
  readonly counterpart: PoolOwner | null;
  readonly hold_id: string | null;
  readonly reason: string | null;
  readonly hash: string;
  readonly is_posting: boolean;
  readonly allotment_id: string | null;
  readonly allotment_reason: string | null;
  readonly document_number: string | null;
  readonly effective_on: string | null;
  /** Only the holder may ask who it was. */
  readonly proposed_by_name: string | null;
  readonly decided_by_name: string | null;
};

export type EntryFilter = {
  readonly poolId: string;
  readonly below: boolean;
  readonly figure: EntryFigure | undefined;
  readonly asOf: string | null;
};

const CHANGED: Readonly<Record<EntryFigure, string>> = {
  limit: 'e.limit_fen <> coalesce(b.limit_fen, 0)',
  allotted: 'e.allotted_fen <> coalesce(b.allotted_fen, 0)',
  inProcess: 'e.reserved_fen + e.committed_fen <> coalesce(b.reserved_fen, 0) + coalesce(b.committed_fen, 0)',
  used: 'e.used_fen <> coalesce(b.used_fen, 0)',
  excess: 'e.excess_fen <> coalesce(b.excess_fen, 0)',
};

const change = (figure: string): string =>
  `e.${figure}_fen - coalesce(b.${figure}_fen, 0) as ${figure}_change`;

const scopeOf = (own: string): string => `with recursive scope as (
    select p.id from quota_pool p join facility f on f.id = p.facility_id where p.id = $1 and ${own}
    union all
    select p.id from quota_pool p join facility f on f.id = p.facility_id join scope s on p.parent_id = s.id
    where $2 and ${own}
  )`;

const ENTRIES = `from scope s
  join quota_entry e on e.pool_id = s.id
  left join quota_entry b on b.pool_id = e.pool_id and b.version = e.version - 1`;

/** An allotment posts under its own id. The case keeps other keys from being read as one. */
const ALLOTMENT = `left join allotment a on a.id =
  case when e.key ~ '^allotment-[0-9a-f-]{36}$' then substr(e.key, 11)::uuid end`;

/** The book of a pool, the latest first. */
@Injectable()
export class PoolEntriesStore {
  async list(
    tx: Tx,
    { poolId, below, figure, asOf }: EntryFilter,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
    withPeople: boolean,
  ): Promise<{ rows: PoolEntryRow[]; total: number }> {
    const scope = scopeOf(tx.own(POOL_OWNERSHIP));
    const where = `($3::timestamptz is null or e.at <= $3) ${figure === undefined ? '' : `and ${CHANGED[figure]}`}`;
    const people = withPeople
      ? 'a.proposed_by_name, a.decided_by_name'
      : 'null as proposed_by_name, null as decided_by_name';
    const rows = await tx.rows<PoolEntryRow>(
      `${scope}
       select e.pool_id, ${ownerColumn('p', 'o')} as owner, e.version, e.kind, e.at, e.amount_fen,
         e.limit_fen, e.allotted_fen, e.reserved_fen, e.committed_fen, e.used_fen, e.excess_fen,
         ${['limit', 'allotted', 'reserved', 'committed', 'used', 'excess'].map(change).join(', ')},
         e.counterpart_id, case when c.id is not null then ${ownerColumn('c', 'co')} end as counterpart, e.hold_id, e.reason,
         encode(e.hash, 'hex') as hash,
         e.kind in ('post', 'report', 'repay') and not exists (select from quota_entry c
           where c.corrects_tenant_id = e.tenant_id and c.corrects_key = e.key) as is_posting,
         a.id as allotment_id, a.reason as allotment_reason, a.document_number, a.effective_on, ${people}
       ${ENTRIES}
       join quota_pool p on p.id = e.pool_id
       join organisation o on o.id = coalesce(p.bank_id, p.unit_id)
       left join quota_pool c on c.id = e.counterpart_id
       left join organisation co on co.id = coalesce(c.bank_id, c.unit_id)
       ${ALLOTMENT}
       where ${where} and ($4::timestamptz is null or (e.at, e.pool_id, e.version) < ($4, $5::uuid, $6::bigint))
       order by e.at desc, e.pool_id desc, e.version desc limit $7`,
      [poolId, below, asOf, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `${scope} select count(*)::int as total ${ENTRIES} where ${where}`,
      [poolId, below, asOf],
    );
    return { rows, total: count?.total ?? 0 };
  }
}
