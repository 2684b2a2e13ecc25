import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import type { PlanResult, PoolLine, RequestLine } from './compute-plan.js';

export type ListedLine = RequestLine & {
  readonly product_name: string | null;
  readonly product_name_en: string | null;
};

const OWNERSHIP: Ownership = { organisation: 'r.organisation_id' };

/** The lines of computed plans. */
@Injectable()
export class AllocationResultsStore {
  async insert(
    tx: Tx,
    plan: { readonly id: string; readonly organisation_id: string },
    result: PlanResult,
    holders: ReadonlyMap<string, string | null>,
  ): Promise<void> {
    const { id, organisation_id: organisation } = plan;
    await tx.execute(
      `insert into allocation_request (plan_id, organisation_id, request_id, enterprise_id, number, area, amount_fen,
         outcome, reason, blocked, product_id, bank_id)
       select $1, $2, x.* from jsonb_to_recordset($3::jsonb) as x (request_id uuid, enterprise_id uuid, number text,
         area text, amount_fen bigint, outcome text, reason text, blocked jsonb, product_id uuid, bank_id uuid)`,
      [id, organisation, JSON.stringify(result.requests)],
    );
    await tx.execute(
      `insert into allocation_product (plan_id, product_id, bank_id, facility_id, name, name_en, amount_fen, requests)
       select $1, x.* from jsonb_to_recordset($2::jsonb) as x (product_id uuid, bank_id uuid, facility_id uuid,
         name text, name_en text, amount_fen bigint, requests int)`,
      [id, JSON.stringify(result.products)],
    );
    const pools = result.pools.map((pool) => ({ ...pool, holder_id: holders.get(pool.facility_id) ?? null }));
    await tx.execute(
      `insert into allocation_pool (plan_id, organisation_id, at, facility_id, bank_id, capacity_fen, whole_fen,
         split_fen, value_ppm, served_more_fen, holder_id)
       select $1, $2, x.* from jsonb_to_recordset($3::jsonb) as x (at int, facility_id uuid, bank_id uuid,
         capacity_fen bigint, whole_fen bigint, split_fen bigint, value_ppm int, served_more_fen bigint, holder_id uuid)`,
      [id, organisation, JSON.stringify(pools)],
    );
  }

  pools(tx: Tx, planId: string): Promise<PoolLine[]> {
    return tx.rows<PoolLine>(
      `select at, facility_id, bank_id, capacity_fen, whole_fen, split_fen, value_ppm, served_more_fen
       from allocation_pool r where plan_id = $1 and ${tx.own(OWNERSHIP)} order by at`,
      [planId],
    );
  }

  async requests(
    tx: Tx,
    planId: string,
    outcome: string | undefined,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: ListedLine[]; total: number }> {
    const where = `r.plan_id = $1 and ($2::text is null or r.outcome = $2) and ${tx.own(OWNERSHIP)}`;
    const rows = await tx.rows<ListedLine>(
      `select r.request_id, r.enterprise_id, r.number, r.area, r.amount_fen, r.outcome, r.reason, r.blocked,
         r.product_id, r.bank_id, a.name as product_name, a.name_en as product_name_en
       from allocation_request r
         left join allocation_product a on a.plan_id = r.plan_id and a.product_id = r.product_id
       where ${where} and ($3::bigint is null or (-r.amount_fen, r.request_id) > (-($3::bigint), $4::uuid))
       order by -r.amount_fen, r.request_id limit $5`,
      [planId, outcome ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from allocation_request r where ${where}`,
      [planId, outcome ?? null],
    );
    return { rows, total: count?.total ?? 0 };
  }
}
