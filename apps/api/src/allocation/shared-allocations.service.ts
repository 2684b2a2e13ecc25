import { Injectable } from '@nestjs/common';
import type { SharedAllocation } from '@yinqi/contracts/allocation';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { AllocationNames } from './allocation-names.js';
import { SharedAllocationsStore, type SharedPlanRow } from './shared-allocations.store.js';

const headOf = ({ id, title, bureau, as_of, shared_at }: SharedPlanRow) => ({
  id,
  title,
  bureau,
  asOf: as_of,
  sharedAt: shared_at,
});

/** Shared plans, as a bank or the holder of a tool reads them. */
@Injectable()
export class SharedAllocationsService {
  constructor(
    private readonly database: Database,
    private readonly store: SharedAllocationsStore,
    private readonly names: AllocationNames,
  ) {}

  list(caller: Caller): Promise<{ items: SharedAllocation[] }> {
    return this.database.asCaller(caller, async (tx) => ({
      items: caller.side === 'bank' ? await this.ofBank(tx) : await this.ofHolder(tx),
    }));
  }

  private async ofBank(tx: Tx): Promise<SharedAllocation[]> {
    const plans = await this.store.plansWithProducts(tx);
    const ids = plans.map(({ id }) => id);
    const products = await this.store.products(tx, ids);
    const known = await this.store.knownRequests(tx, ids);
    const names = await this.names.load(
      tx,
      products.map(({ facility_id }) => facility_id),
      [],
    );
    return plans.map((plan) => ({
      ...headOf(plan),
      pools: [],
      products: products
        .filter(({ plan_id }) => plan_id === plan.id)
        .map(({ product_id: id, name, name_en, facility_id, amount_fen, requests }) => ({
          product: { id, name, nameEn: name_en },
          facility: names.facility(facility_id),
          amountFen: amount_fen,
          requests,
          known: known
            .filter((request) => request.plan_id === plan.id && request.product_id === id)
            .map((request) => ({
              requestId: request.request_id,
              number: request.number,
              amountFen: request.amount_fen,
            })),
        })),
    }));
  }

  private async ofHolder(tx: Tx): Promise<SharedAllocation[]> {
    const plans = await this.store.plansWithPools(tx);
    const pools = await this.store.pools(
      tx,
      plans.map(({ id }) => id),
    );
    const names = await this.names.load(
      tx,
      pools.map(({ facility_id }) => facility_id),
      pools.flatMap(({ bank_id }) => bank_id ?? []),
    );
    return plans.map((plan) => ({
      ...headOf(plan),
      products: [],
      pools: pools
        .filter(({ plan_id }) => plan_id === plan.id)
        .map(({ facility_id, bank_id, capacity_fen, whole_fen, is_binding }) => ({
          ...names.pool(facility_id, bank_id),
          capacityFen: capacity_fen,
          usedFen: whole_fen,
          isBinding: is_binding,
        })),
    }));
  }
}
