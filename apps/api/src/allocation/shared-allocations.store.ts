import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';

export type SharedPlanRow = {
  readonly id: string;
  readonly title: string;
  readonly bureau: string;
  readonly as_of: string;
  readonly shared_at: string;
};

export type SharedProductRow = {
  readonly plan_id: string;
  readonly product_id: string;
  readonly facility_id: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly amount_fen: string;
  readonly requests: number | null;
};

export type KnownRequestRow = {
  readonly plan_id: string;
  readonly product_id: string;
  readonly request_id: string;
  readonly number: string;
  readonly amount_fen: string;
};

export type SharedPoolRow = {
  readonly plan_id: string;
  readonly facility_id: string;
  readonly bank_id: string | null;
  readonly capacity_fen: string;
  readonly whole_fen: string;
  readonly is_binding: boolean;
};

const SHOWN = 20;
/** Of all plans together; a bank works its cases in its queue, not here. */
const MOST_KNOWN = 500;
const PLAN = `select p.id, p.title, o.name as bureau, p.as_of, p.shared_at
  from allocation_plan p join organisation o on o.id = p.organisation_id where p.shared_at is not null`;
const LATEST = `order by p.shared_at desc, p.id limit ${SHOWN}`;

/** Of shared plans what concerns a bank or the holder of a tool, and nothing else. */
@Injectable()
export class SharedAllocationsStore {
  plansWithProducts(tx: Tx): Promise<SharedPlanRow[]> {
    return tx.rows<SharedPlanRow>(
      `${PLAN} and p.id in (select x.plan_id from allocation_product x where ${tx.own({ bank: 'x.bank_id' })}) ${LATEST}`,
    );
  }

  products(tx: Tx, planIds: readonly string[]): Promise<SharedProductRow[]> {
    return tx.rows<SharedProductRow>(
      `select x.plan_id, x.product_id, x.facility_id, x.name, x.name_en, x.amount_fen, x.requests
       from allocation_product x where x.plan_id = any($1) and ${tx.own({ bank: 'x.bank_id' })}
       order by x.amount_fen desc, x.product_id`,
      [planIds],
    );
  }

  /** The policy leaves those with a case of this office and a consent that holds; it is asked here a second time. */
  knownRequests(tx: Tx, planIds: readonly string[]): Promise<KnownRequestRow[]> {
    return tx.rows<KnownRequestRow>(
      `select r.plan_id, r.product_id, r.request_id, r.number, r.amount_fen
       from allocation_request r
       where r.plan_id = any($1) and ${tx.own({ bank: 'r.bank_id' })} and exists (
         select 1 from engagement e join engagement_dossier d on d.engagement_id = e.id
         where e.request_id = r.request_id and e.pushed_at is not null and d.revoked_at is null
           and ${tx.own({ bank: 'e.bank_id' })}
           and e.branch_position between (select current_unit_lo()) and (select current_unit_hi()))
       order by r.amount_fen desc, r.request_id limit ${MOST_KNOWN}`,
      [planIds],
    );
  }

  plansWithPools(tx: Tx): Promise<SharedPlanRow[]> {
    return tx.rows<SharedPlanRow>(
      `${PLAN} and p.id in (select x.plan_id from allocation_pool x where ${tx.own({ organisation: 'x.holder_id' })})
       ${LATEST}`,
    );
  }

  pools(tx: Tx, planIds: readonly string[]): Promise<SharedPoolRow[]> {
    return tx.rows<SharedPoolRow>(
      `select x.plan_id, x.facility_id, x.bank_id, x.capacity_fen, x.whole_fen, x.value_ppm is not null as is_binding
       from allocation_pool x where x.plan_id = any($1) and ${tx.own({ organisation: 'x.holder_id' })} order by x.at`,
      [planIds],
    );
  }
}
