import type { ClaimTestView } from '@yinqi/contracts/claims';
import type { DeclaredBorrower } from '@yinqi/contracts/quota-ledger';
import {
  claimableFen,
  fundingRatioOn,
  testClaim,
  type ClaimTerms,
  type ClaimTest,
  type LentMoney,
} from '@yinqi/domain/claims';
import { regionPath } from '@yinqi/domain/codes';
import { PURPOSES, type RequestFacts } from '@yinqi/domain/matching';
import { HIERARCHIES, storedRule, type Exposure } from '../facilities/facilities.public.js';
import type { ToolRow } from './claim-tools.store.js';
import type { DossierFacts, LoanRow } from './claimable-loans.store.js';

export const termsOf = (tool: ToolRow, singleCustomerLimitFen: bigint | null): ClaimTerms => ({
  lenders: {
    bankTypes: tool.lender_bank_types,
    institutionIds: tool.lender_institution_ids,
    localLegalPersonOnly: tool.local_legal_person_only,
    provinces: tool.lender_provinces,
  },
  borrower: storedRule(tool.borrower, `facility ${tool.code}`),
  rateCap: tool.rate_cap,
  opensOn: tool.opens_on,
  closesOn: tool.closes_on,
  singleCustomerLimitFen,
});

type Known = { readonly [Name in keyof DossierFacts]?: DossierFacts[Name] | undefined };

const fact = <T>(value: T, date: string) => ({
  value,
  source: '银行填报',
  date,
  provenance: 'declared' as const,
});

/** What the dossier says, and over it what the bank states itself; purposes it names are all there are. */
export function factsOf(known: Known, declared: DeclaredBorrower, day: string): RequestFacts {
  const sizeClass = declared.sizeClass ?? known.sizeClass;
  const holdingType = declared.holdingType ?? known.holdingType;
  const investmentKind = declared.investmentKind ?? known.investmentKind;
  const { agriculture, foreignTrade, purposes } = declared;
  const { industry, region, lists } = known;
  const told = <T>(value: T | null | undefined) => (value == null ? undefined : fact(value, day));
  const facts: { readonly [Name in keyof RequestFacts]: RequestFacts[Name] | undefined } = {
    sizeClass: told(sizeClass),
    holdingType: told(holdingType),
    investmentKind: told(investmentKind),
    industry: told(industry),
    region: told(region),
    agriculture: told(agriculture),
    foreignTrade: told(foreignTrade),
    purposes: told(purposes && { members: purposes, complete: true }),
    // The dossier names the lists the enterprise is on, not those it is known to be absent from.
    enterpriseLists: told(lists && { members: lists, complete: false }),
  };
  // Only what is known is kept: an absent fact is unknown.
  return Object.fromEntries(Object.entries(facts).filter(([, one]) => one !== undefined));
}

/** `amountFen` is what is claimed: the share of what was lent that the tool reimburses. */
export type Lent = Pick<LentMoney, 'annualRateBp' | 'amountFen' | 'lentOn' | 'maturesOn'> & {
  readonly lentFen: bigint;
  readonly fundingRatioBp: number;
};

export const lentOf = (loan: LoanRow, { funding_ratios }: Pick<ToolRow, 'funding_ratios'>): Lent => {
  const lentFen = BigInt(loan.amount_fen);
  const fundingRatioBp = fundingRatioOn(funding_ratios, loan.disbursed_on);
  return { ...termsOfLoan(loan), lentFen, fundingRatioBp, amountFen: claimableFen(lentFen, fundingRatioBp) };
};

const termsOfLoan = (loan: LoanRow) => ({
  annualRateBp: loan.annual_rate_bp,
  lentOn: loan.disbursed_on,
  maturesOn: loan.matures_on,
});

/** A case's purpose is one of the closed list; one from an older list says nothing. */
export function declaredOf(loan: LoanRow, declared: DeclaredBorrower): DeclaredBorrower {
  const purpose = PURPOSES.find((one) => one === loan.purpose);
  return purpose === undefined ? declared : { purposes: [purpose], ...declared };
}

/** Money as it was lent by the bank that asks, for the domain's tests. */
export const lentMoney = (
  tool: ToolRow,
  lent: Lent,
  { borrower, exposure, today }: { borrower: RequestFacts; exposure: Exposure | undefined; today: string },
): LentMoney => ({
  ...lent,
  lender: {
    institutionId: tool.bank_id,
    type: tool.bank_type ?? 'OTHER',
    localLegalPerson: tool.bank_is_local,
    province: regionPath(tool.bank_region ?? '')[0] ?? '',
  },
  borrower,
  context: { asOf: today, hierarchies: HIERARCHIES, rates: [] },
  exposureFen: BigInt(exposure?.totalFen ?? 0),
  today,
});

/** What other banks have lent under the tool counts, and is not shown. */
const viewOf = (test: ClaimTest, exposure: Exposure | undefined): ClaimTestView => {
  switch (test.test) {
    case 'borrower':
      return { ...test, attributes: [...test.attributes] };
    case 'single_customer':
      return {
        test: 'single_customer',
        outcome: test.outcome,
        limitFen: test.limitFen === null ? null : String(test.limitFen),
        exposureFen: exposure?.ownFen ?? '0',
        askedFen: String(test.askedFen),
      };
    default:
      return test;
  }
};

export type Tested = { readonly tests: readonly ClaimTest[]; readonly views: ClaimTestView[] };

export function tested(terms: ClaimTerms, money: LentMoney, exposure: Exposure | undefined): Tested {
  const tests = testClaim(terms, money);
  return { tests, views: tests.map((test) => viewOf(test, exposure)) };
}
