import type { IsoDate } from './facts.js';
import { daysBetween } from './facts.js';
import type { Lender, LenderScope, MatchProduct } from './product.js';

/** Conditions on the bank's side: two-valued, and never a reason to call a firm ineligible. */
export const GATES = [
  'published',
  'confirmed',
  'facility_open',
  'facility_window',
  'lender',
  'quota',
] as const;
export type Gate = (typeof GATES)[number];

export interface GateResult {
  readonly gate: Gate;
  readonly open: boolean;
}

/** A bank re-confirms each product every 90 days (domain rule; the clock itself is elsewhere). */
export const CONFIRMATION_DAYS = 90;

/** Every gate of a product on a day, in fixed order. */
export function evaluateGates(product: MatchProduct, asOf: IsoDate): readonly GateResult[] {
  const { facility } = product;
  const ageDays = daysBetween(product.confirmedOn, asOf);
  return [
    { gate: 'published', open: product.published },
    { gate: 'confirmed', open: ageDays >= 0 && ageDays <= CONFIRMATION_DAYS },
    { gate: 'facility_open', open: facility.open },
    {
      gate: 'facility_window',
      open: (facility.opensOn ?? asOf) <= asOf && asOf <= (facility.closesOn ?? asOf),
    },
    { gate: 'lender', open: lenderAllowed(product.lender, facility.lenders) },
    // Headroom nobody has reported is no reason to hide a product.
    { gate: 'quota', open: facility.headroom !== 'exhausted' },
  ];
}

/** Whether nothing on the bank's side is in the way, whatever is left of the quota. */
export const isOpenButForQuota = (product: MatchProduct, asOf: IsoDate): boolean =>
  evaluateGates(product, asOf).every(({ gate, open }) => gate === 'quota' || open);

function lenderAllowed(lender: Lender, scope: LenderScope): boolean {
  const anyBank = scope.bankTypes.length === 0 && scope.institutionIds.length === 0;
  const named = scope.bankTypes.includes(lender.type) || scope.institutionIds.includes(lender.institutionId);
  return (
    (anyBank || named) &&
    (lender.localLegalPerson || !scope.localLegalPersonOnly) &&
    (scope.provinces.length === 0 || scope.provinces.includes(lender.province))
  );
}
