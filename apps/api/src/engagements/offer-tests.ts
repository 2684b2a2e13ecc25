import { Injectable } from '@nestjs/common';
import { offerFaults, type BoundedTerms, type ProductBounds } from '@yinqi/domain/lifecycle';
import {
  checkCustomer,
  checkRateCap,
  checkWindow,
  firstFailed,
  type RateCapCheck,
  type SingleCustomerCheck,
  type WindowCheck,
} from '@yinqi/domain/quota';
import type { OfferCheck } from '@yinqi/contracts/offer-check';
import {
  FacilityReader,
  quotaRefusal,
  windowOf,
  type FacilityRecord,
  type PoolOutlook,
} from '../facilities/facilities.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { ProductReader, type ProductRecord } from '../products/products.public.js';
import type { EngagementRow } from './engagement-row.js';
import { EngagementsStore } from './engagements.store.js';
import { CaseQuotaReader } from './quota/case-quota-reader.js';

/** The terms that something outside the offer binds; while it is being written some of them are missing. */
export type TestedTerms = Pick<BoundedTerms, 'amountFen'> & Partial<BoundedTerms>;

export type OfferTest = {
  readonly facility: FacilityRecord;
  readonly faults: OfferCheck['faults'];
  /** Null while no rate is given. */
  readonly rateCap: RateCapCheck | null;
  readonly window: WindowCheck;
  /** Null where no limit for one customer is set. */
  readonly customer: SingleCustomerCheck | null;
};

const fenOf = (digits: string | null): bigint | null => (digits === null ? null : BigInt(digits));

/** A product states its amounts in yuan: a need in another currency is bound by its term and rate alone. */
const boundsOf = ({ limits, terms }: ProductRecord, { currency }: EngagementRow): ProductBounds => ({
  amountMinFen: currency === 'CNY' ? fenOf(limits.amountMinFen) : null,
  amountMaxFen: currency === 'CNY' ? fenOf(limits.amountMaxFen) : null,
  termMinMonths: limits.termMinMonths,
  termMaxMonths: limits.termMaxMonths,
  rateToBp: terms.rateToBp,
});

function faultsOf(row: EngagementRow, terms: TestedTerms, product: ProductRecord): OfferCheck['faults'] {
  const bounds = boundsOf(product, row);
  const { termMonths = null, annualRateBp = null } = terms;
  const found = offerFaults(
    {
      guaranteeFeeFen: 0n,
      appraisalFeeFen: 0n,
      depositFen: 0n,
      ...terms,
      termMonths: termMonths ?? 0,
      annualRateBp: annualRateBp ?? 0,
    },
    {
      ...bounds,
      ...(termMonths === null && { termMinMonths: null, termMaxMonths: null }),
      ...(annualRateBp === null && { rateToBp: null }),
    },
  ).map((fault) => ({ ...fault, limit: String(fault.limit) }));
  // What the enterprise did not ask for cannot be offered to it; less is a part that others may complete.
  if (terms.amountFen <= row.requestedFen) return found;
  return [{ term: 'amountFen', code: 'above_request', limit: String(row.requestedFen) }, ...found];
}

const latest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);
const earliest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** When both the tool and its book are open. */
function windowCheck(facility: FacilityRecord, outlook: PoolOutlook | undefined, atMs: number): WindowCheck {
  const { opensOn = null, closesOn = null } = facility.gates;
  const tool = windowOf(opensOn, closesOn);
  const { opensAtMs = null, closesAtMs = null } = outlook?.pool ?? {};
  return checkWindow(
    { opensAtMs: latest(tool.opensAtMs, opensAtMs), closesAtMs: earliest(tool.closesAtMs, closesAtMs) },
    atMs,
  );
}

/** What an offer meets in its product, in the tool it lends under and in the quota of that tool. */
@Injectable()
export class OfferTests {
  constructor(
    private readonly database: Database,
    private readonly engagements: EngagementsStore,
    private readonly quota: CaseQuotaReader,
    private readonly products: ProductReader,
    private readonly facilities: FacilityReader,
  ) {}

  /** Read outside any other transaction: under a role of its own, since a bank sees no pool above its own. */
  async outlook(caller: Caller, id: string): Promise<PoolOutlook | undefined> {
    const [row] = await this.database.asCaller(caller, (tx) => this.engagements.load(tx, [id]));
    return row && this.quota.outlook(row);
  }

  async test(
    tx: Tx,
    row: EngagementRow,
    terms: TestedTerms,
    { outlook, now }: { readonly outlook: PoolOutlook | undefined; readonly now: Date },
  ): Promise<OfferTest> {
    const product = (await this.products.load(tx, [row.productId])).get(row.productId);
    if (!product) throw notFound();
    const facility = (await this.facilities.load(tx, [product.facilityId])).get(product.facilityId);
    if (!facility) throw notFound();
    const { amountFen, annualRateBp } = terms;
    return {
      facility,
      faults: faultsOf(row, terms, product),
      rateCap:
        annualRateBp === undefined ? null : checkRateCap(facility.rateCap, annualRateBp, chinaDate(now)),
      window: windowCheck(facility, outlook, now.getTime()),
      customer: outlook?.customer
        ? checkCustomer(outlook.customer.limitFen, outlook.customer.exposureFen, amountFen)
        : null,
    };
  }
}

/** Refuses an offer that the tool itself rules out, with the code of the first limit in its way. */
export function refuseRuledOut({ facility, rateCap, window, customer }: OfferTest): void {
  if (!facility.gates.open) throw new DomainError('facility.closed');
  const fault = firstFailed([rateCap, window, customer].filter((check) => check !== null));
  if (fault) throw quotaRefusal(fault);
}
