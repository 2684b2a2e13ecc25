import type { DeclaredBorrower } from '@yinqi/contracts/quota-ledger';
import { regionPath } from '@yinqi/domain/codes';
import type { RequestFacts } from '@yinqi/domain/matching';
import { checkUse, type UseCheck } from '@yinqi/domain/quota';
import type { OrganisationRow } from '../../identity/identity.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import { HIERARCHIES } from '../code-tables.js';
import { recordOf } from '../facility-record.js';
import type { FacilityRow } from '../facilities.store.js';

const DAY_MS = 86_400_000;
/** Midnight in Beijing, where every window begins and ends. */
const midnightMs = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

export type DeclaredUse = {
  readonly facility: FacilityRow;
  readonly bank: OrganisationRow;
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
  const { facility, bank, now } = use;
  const day = chinaDate(now);
  const { borrower, gates, rateCap } = recordOf(facility);
  return checkUse(
    {
      lenders: gates.lenders,
      borrower,
      rateCap,
      opensAtMs: facility.opens_on === null ? null : midnightMs(facility.opens_on),
      closesAtMs: facility.closes_on === null ? null : midnightMs(facility.closes_on) + DAY_MS,
      singleCustomerLimitFen: null,
    },
    {
      lender: {
        institutionId: bank.id,
        type: bank.bank_type ?? 'OTHER',
        localLegalPerson: bank.local_legal_person,
        province: regionPath(bank.region_code ?? '')[0] ?? '',
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
