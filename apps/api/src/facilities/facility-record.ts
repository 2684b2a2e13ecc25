import type { FACILITY_STATES, RateCap } from '@yinqi/contracts/facilities';
import { lprOn } from '@yinqi/domain/codes';
import { checkRule, type AdmissionRule, type ProductFacility } from '@yinqi/domain/matching';
import type { FacilityRow } from './facilities.store.js';

/** A facility as products and matching use it. */
export type FacilityRecord = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly nameEn: string;
  /** Whose tool it is; null while its holder is not on the platform. */
  readonly holderId: string | null;
  readonly rateCap: RateCap | null;
  /** Whom the money may reach: holds besides a product's own rule. */
  readonly borrower: AdmissionRule;
  /** What gates a product; headroom is matching's own knowledge and is added there. */
  readonly gates: ProductFacility;
};

/** A rule from the database: it was checked when it was written, so a fault is a bug and not an answer. */
export function storedRule(stored: unknown, owner: string): AdmissionRule {
  const checked = checkRule(stored);
  if (checked.ok) return checked.rule;
  throw new Error(`Stored rule of ${owner} does not read: ${JSON.stringify(checked.problems)}`);
}

export function recordOf(row: FacilityRow): FacilityRecord {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    nameEn: row.name_en,
    holderId: row.holder_id,
    rateCap: row.rate_cap,
    borrower: storedRule(row.borrower, `facility ${row.code}`),
    gates: {
      code: row.code,
      mechanism: row.mechanism,
      open: !row.closed,
      ...(row.opens_on === null ? {} : { opensOn: row.opens_on }),
      ...(row.closes_on === null ? {} : { closesOn: row.closes_on }),
      lenders: {
        bankTypes: row.lender_bank_types,
        institutionIds: row.lender_institution_ids,
        localLegalPersonOnly: row.local_legal_person_only,
        provinces: row.lender_provinces,
      },
    },
  };
}

/** Whether money can be lent under a facility on a day. */
export function stateOn(
  row: Pick<FacilityRow, 'closed' | 'opens_on' | 'closes_on'>,
  day: string,
): (typeof FACILITY_STATES)[number] {
  if (row.closed) return 'closed';
  if (row.opens_on !== null && day < row.opens_on) return 'upcoming';
  return row.closes_on !== null && day > row.closes_on ? 'ended' : 'open';
}

export type CapOnDay = {
  readonly rateBp: number;
  readonly lprSince: string | null;
  readonly verified: boolean;
};

/** The borrower's highest rate on a day; undefined before the first LPR. */
export function capOn(cap: RateCap, day: string): CapOnDay | undefined {
  if (cap.kind === 'fixed') return { rateBp: cap.rateBp, lprSince: null, verified: true };
  const lpr = lprOn(day, cap.tenor);
  return lpr && { rateBp: lpr.rateBp + cap.marginBp, lprSince: lpr.since, verified: lpr.verified };
}
