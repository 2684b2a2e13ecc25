import { Injectable } from '@nestjs/common';
import { ALLOCATION_VERSION } from '@yinqi/domain/allocation';
import { regionPath } from '@yinqi/domain/codes';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import { FitReader, type AllFits } from '../matching/matching.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { AllocationPlansStore, type PlanRow } from './allocation-plans.store.js';
import { unpackInputs, type PlanInputs, type PlanPool } from './plan-inputs.js';

/** Depth of an area in its chain of regions. */
const DEPTH = { province: 0, city: 1, county: 2 } as const satisfies Record<PlanRow['area_level'], number>;

/** What a plan is computed from: the requests, products and fits of now, or those of the plan it is based on. */
@Injectable()
export class PlanGatherer {
  constructor(
    private readonly plans: AllocationPlansStore,
    private readonly requests: RequestReader,
    private readonly fits: FitReader,
    private readonly clock: Clock,
  ) {}

  /** Undefined where an earlier delivery left nothing to do. */
  async inputsFor(tx: Tx, planId: string, purpose: 'make' | 'check'): Promise<PlanInputs | undefined> {
    const plan = await this.plans.find(tx, planId);
    if (purpose === 'make') return plan?.status === 'running' ? this.gather(tx, plan) : undefined;
    return plan?.check_status === 'running' ? this.kept(tx, planId) : undefined;
  }

  private async kept(tx: Tx, planId: string): Promise<PlanInputs> {
    const packed = await this.plans.inputs(tx, planId);
    if (!packed) throw new Error(`Inputs of plan ${planId} are missing`);
    return unpackInputs(packed);
  }

  private async gather(tx: Tx, plan: PlanRow): Promise<PlanInputs> {
    if (plan.based_on !== null) {
      return { ...(await this.kept(tx, plan.based_on)), seed: plan.seed, pools: poolsOf(plan) };
    }
    const asOf = chinaDate(this.clock.now());
    const unit = { lo: plan.unit_lo, hi: plan.unit_hi };
    const waiting = await this.requests.waitingWithin(tx, unit);
    const facilities = new Set(plan.quotas.map(({ facilityId }) => facilityId));
    const all = await this.fits.all(tx, waiting, facilities, asOf);
    const requests = waiting.flatMap(({ id, number, enterpriseId, amountFen }) => {
      const area = regionPath(all.regions.get(id) ?? '')[DEPTH[plan.area_level]] ?? '';
      return amountFen === null ? [] : [{ id, number, enterpriseId, area, amountFen: String(amountFen) }];
    });
    return {
      seed: plan.seed,
      planVersion: ALLOCATION_VERSION,
      policyVersion: all.policyVersion,
      engineVersion: all.engineVersion,
      asOf,
      requests,
      products: all.products.map(({ id, bankId, facilityId, name, nameEn }) => ({
        id,
        bankId,
        facilityId,
        name,
        nameEn,
      })),
      pools: poolsOf(plan),
      fits: numbered(all, requests),
    };
  }
}

/** A plan's own quotas already hold the tranches it adds. */
const poolsOf = ({ quotas }: PlanRow): PlanPool[] =>
  quotas.flatMap(({ facilityId, capacityFen, banks }) => [
    { facilityId, bankId: null, capacityFen },
    ...banks.map((bank) => ({ facilityId, bankId: bank.bankId, capacityFen: bank.capacityFen })),
  ]);

function numbered({ products, fits }: AllFits, requests: PlanInputs['requests']): number[] {
  const requestAt = new Map(requests.map(({ id }, at) => [id, at]));
  const productAt = new Map(products.map(({ id }, at) => [id, at]));
  return fits.flatMap(({ requestId, productId, score }) => {
    const [request, product] = [requestAt.get(requestId), productAt.get(productId)];
    return request === undefined || product === undefined ? [] : [request, product, score];
  });
}
