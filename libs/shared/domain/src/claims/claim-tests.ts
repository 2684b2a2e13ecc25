import type { LprTenor } from '../codes/index.js';
import type { Attribute, IsoDate } from '../matching/index.js';
import {
  checkUse,
  type IntendedUse,
  type LenderFault,
  type UseCheck,
  type UseTerms,
} from '../quota/index.js';

/** In the order in which they are told. */
export const CLAIM_TESTS = [
  'lender',
  'borrower',
  'rate_cap',
  'window',
  'maturity',
  'single_customer',
] as const;
export type ClaimTestName = (typeof CLAIM_TESTS)[number];

/** `unknown` where a fact is missing: it is neither a yes nor a no. */
export const TEST_OUTCOMES = ['met', 'failed', 'unknown'] as const;
export type TestOutcome = (typeof TEST_OUTCOMES)[number];

export const CLAIM_VERDICTS = ['eligible', 'undetermined', 'ineligible'] as const;
export type ClaimVerdict = (typeof CLAIM_VERDICTS)[number];

interface Tested<Name extends ClaimTestName> {
  readonly test: Name;
  readonly outcome: TestOutcome;
}

interface LenderTest extends Tested<'lender'> {
  readonly fault: LenderFault | null;
}

interface BorrowerTest extends Tested<'borrower'> {
  /** What does not hold, or is not known. */
  readonly attributes: readonly Attribute[];
}

interface RateCapTest extends Tested<'rate_cap'> {
  readonly rateBp: number;
  /** Null where the facility caps nothing, or no LPR is known for the day. */
  readonly capBp: number | null;
  readonly lpr: {
    readonly tenor: LprTenor;
    readonly rateBp: number;
    readonly marginBp: number;
    readonly since: IsoDate;
    readonly verified: boolean;
  } | null;
}

interface WindowTest extends Tested<'window'> {
  readonly lentOn: IsoDate;
  readonly opensOn: IsoDate | null;
  readonly closesOn: IsoDate | null;
}

interface MaturityTest extends Tested<'maturity'> {
  readonly maturesOn: IsoDate;
}

interface SingleCustomerTest extends Tested<'single_customer'> {
  readonly limitFen: bigint | null;
  /** In all pools of the facility. */
  readonly exposureFen: bigint;
  readonly askedFen: bigint;
}

/** One condition of claiming a loan or a bill, with the figures its sentence needs. */
export type ClaimTest =
  LenderTest | BorrowerTest | RateCapTest | WindowTest | MaturityTest | SingleCustomerTest;

/** A facility's conditions, with the days between which a loan must have been paid out (both included). */
export interface ClaimTerms extends Pick<
  UseTerms,
  'lenders' | 'borrower' | 'rateCap' | 'singleCustomerLimitFen'
> {
  readonly opensOn: IsoDate | null;
  readonly closesOn: IsoDate | null;
}

/** A loan as it was paid out, or a bill as it was discounted. */
export interface LentMoney extends Pick<
  IntendedUse,
  'lender' | 'borrower' | 'context' | 'annualRateBp' | 'exposureFen'
> {
  readonly amountFen: bigint;
  readonly lentOn: IsoDate;
  readonly maturesOn: IsoDate;
  readonly today: IsoDate;
}

const DAY_MS = 86_400_000;
/** Midnight in Beijing, where every window begins and ends. */
const midnightMs = (day: IsoDate): number => Date.parse(`${day}T00:00:00+08:00`);

/** The facility's conditions, held against the day the money was lent: what the ledger is handed with a reservation. */
export function claimChecks(terms: ClaimTerms, lent: LentMoney): readonly UseCheck[] {
  const { opensOn, closesOn } = terms;
  return checkUse(
    {
      ...terms,
      opensAtMs: opensOn === null ? null : midnightMs(opensOn),
      closesAtMs: closesOn === null ? null : midnightMs(closesOn) + DAY_MS,
    },
    { ...lent, rateDay: lent.lentOn, atMs: midnightMs(lent.lentOn), askedFen: lent.amountFen },
  );
}

/** Every condition of claiming it, in fixed order: met, failed, or unknown for want of a fact. */
export function testClaim(terms: ClaimTerms, lent: LentMoney): readonly ClaimTest[] {
  const tests = claimChecks(terms, lent).map((check) => told(check, terms, lent));
  const { maturesOn, today } = lent;
  // What has fallen due is no longer lent, so nothing is left to fund.
  const maturity: ClaimTest = { test: 'maturity', outcome: outcomeOf(today < maturesOn), maturesOn };
  return CLAIM_TESTS.flatMap((name) => [...tests, maturity].filter(({ test }) => test === name));
}

/** One failed test refuses; one unknown leaves it open. */
export function claimVerdict(tests: readonly ClaimTest[]): ClaimVerdict {
  if (tests.some(({ outcome }) => outcome === 'failed')) return 'ineligible';
  return tests.some(({ outcome }) => outcome === 'unknown') ? 'undetermined' : 'eligible';
}

const outcomeOf = (holds: boolean): TestOutcome => (holds ? 'met' : 'failed');

function told(check: UseCheck, { rateCap, opensOn, closesOn }: ClaimTerms, lent: LentMoney): ClaimTest {
  switch (check.check) {
    case 'lender':
      return { test: 'lender', outcome: outcomeOf(check.passed), fault: check.fault };
    case 'borrower': {
      const outcome = check.truth === 'unknown' ? 'unknown' : outcomeOf(check.passed);
      return { test: 'borrower', outcome, attributes: check.attributes };
    }
    case 'rate_cap': {
      const { rateBp, capBp, lpr, passed } = check;
      const isUnknown = rateCap !== null && capBp === null;
      return { test: 'rate_cap', outcome: isUnknown ? 'unknown' : outcomeOf(passed), rateBp, capBp, lpr };
    }
    case 'window':
      return { test: 'window', outcome: outcomeOf(check.passed), lentOn: lent.lentOn, opensOn, closesOn };
    case 'single_customer': {
      const { limitFen, exposureFen, askedFen } = check;
      return { test: 'single_customer', outcome: outcomeOf(check.passed), limitFen, exposureFen, askedFen };
    }
  }
}
