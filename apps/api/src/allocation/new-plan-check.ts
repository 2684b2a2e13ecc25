import { Injectable } from '@nestjs/common';
import { MOST_PAIRS, MOST_POOLS, type AREA_LEVELS, type Quota } from '@yinqi/contracts/allocation';
import { MAX_REQUESTS } from '@yinqi/domain/allocation';
import { FacilityReader } from '../facilities/facilities.public.js';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import { OrganisationsStore } from '../identity/identity.public.js';
import { FitReader } from '../matching/matching.public.js';
import type { Interval } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { quotaFaults } from './quota-check.js';

/** Refuses what could not be computed, before anything is written. */
@Injectable()
export class NewPlanCheck {
  constructor(
    private readonly facilities: FacilityReader,
    private readonly organisations: OrganisationsStore,
    private readonly requests: RequestReader,
    private readonly fits: FitReader,
  ) {}

  /** What a bureau compares: a nation its provinces, a province its cities, a city its counties. */
  async areaLevel(tx: Tx, organisationId: string): Promise<(typeof AREA_LEVELS)[number]> {
    const unit = await this.organisations.find(tx, organisationId);
    if (unit?.unit_level === 'nation') return 'province';
    return unit?.unit_level === 'province' ? 'city' : 'county';
  }

  async check(tx: Tx, quotas: readonly Quota[], unit: Interval): Promise<void> {
    const facilityIds = new Set(quotas.map(({ facilityId }) => facilityId));
    const bankIds = quotas.flatMap(({ banks }) => banks.map(({ bankId }) => bankId));
    const pools = facilityIds.size + bankIds.length;
    if (pools > MOST_POOLS) {
      throw new DomainError('allocation.too_large', { params: { pools, most: MOST_POOLS } });
    }
    const facilities = await this.facilities.load(tx, [...facilityIds]);
    const banks = (await this.organisations.findMany(tx, bankIds)).filter(({ kind }) => kind === 'bank');
    const faults = quotaFaults(quotas, new Set(facilities.keys()), new Set(banks.map(({ id }) => id)));
    if (faults.length > 0) throw new DomainError('request.invalid', { faults });
    const requests = await this.requests.countWaitingWithin(tx, unit);
    const products = await this.fits.countOn(tx, facilityIds);
    if (requests > MAX_REQUESTS || requests * products > MOST_PAIRS) {
      throw new DomainError('allocation.too_large', { params: { requests, products, most: MOST_PAIRS } });
    }
  }
}
