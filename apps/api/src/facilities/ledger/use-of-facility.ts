import type { DeclaredBorrower } from '@yinqi/contracts/quota-ledger';
import { regionPath } from '@yinqi/domain/codes';
import type { RequestFacts } from '@yinqi/domain/matching';
import { checkUse, type UseCheck } from '@yinqi/domain/quota';
import { chinaDate } from '../../platform/clock/china-date.js';
import { HIERARCHIES } from '../code-tables.js';
import { storedRule } from '../facility-record.js';
import type { TermsRow } from './terms.store.js';

const DAY_MS = 86_400_000;
/** Midnight in Beijing, where every window begins and ends. */
const midnightMs = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** From the beginning of the first day to the end of the last. */
export const windowOf = (opensOn: string | null, closesOn: string | null) => ({
  opensAtMs: opensOn === null ? null : midnightMs(opensOn),
  closesAtMs: closesOn === null ? null : midnightMs(closesOn) + DAY_MS,
});

export type DeclaredUse = {
  readonly terms: TermsRow;
  readonly borrower: DeclaredBorrower;
  readonly annualRateBp: number;
  readonly amountFen: bigint;
  readonly now: Date;
};

/** What the bank states of the borrower; a set it names is complete. */
function factsOf(borrower: DeclaredBorrower, day: string): RequestFacts {
  const fact = <T>(value: T) => ({ value, source: '银行填报', date: day, provenance: 'declared' as const });
  const { sizeClass, holdingType, investmentKind, agriculture, foreignTrade, purposes } = borrower;
  return {
    ...(sizeClass === undefined ? {} : { sizeClass: fact(sizeClass) }),
    ...(holdingType === undefined ? {} : { holdingType: fact(holdingType) }),
    ...(investmentKind === undefined ? {} : { investmentKind: fact(investmentKind) }),
    ...(agriculture === undefined ? {} : { agriculture: fact(agriculture) }),
    ...(foreignTrade === undefined ? {} : { foreignTrade: fact(foreignTrade) }),
    ...(purposes === undefined ? {} : { purposes: fact({ members: purposes, complete: true }) }),
  };
}

/** The facility's conditions, each tested on the day; the pool's limit for one customer is the ledger's own to keep. */
export function checksOf(use: DeclaredUse): readonly UseCheck[] {
  const { terms, now } = use;
  const day = chinaDate(now);
  return checkUse(
    {
      lenders: {
        bankTypes: terms.lender_bank_types,
        institutionIds: terms.lender_institution_ids,
        localLegalPersonOnly: terms.local_legal_person_only,
        provinces: terms.lender_provinces,
      },
      borrower: storedRule(terms.borrower, `facility ${terms.code}`),
      rateCap: terms.rate_cap,
      ...windowOf(terms.opens_on, terms.closes_on),
      singleCustomerLimitFen: null,
    },
    {
      lender: {
        institutionId: terms.bank_id,
        type: terms.bank_type ?? 'OTHER',
        localLegalPerson: terms.bank_is_local,
        province: regionPath(terms.bank_region ?? '')[0] ?? '',
      },
      borrower: factsOf(use.borrower, day),
      context: { asOf: day, hierarchies: HIERARCHIES, rates: [] },
      annualRateBp: use.annualRateBp,
      rateDay: day,
      atMs: now.getTime(),
      askedFen: use.amountFen,
      exposureFen: 0n,
    },
  );
}
