import { lprOn, type LprTenor } from '../codes/index.js';
import { evaluateAtom } from '../matching/atoms.js';
import {
  allOf,
  anyOf,
  clausesOf,
  completeFacts,
  type AdmissionRule,
  type Lender,
  type LenderScope,
  type MatchContext,
  type RequestFacts,
} from '../matching/index.js';
import type {
  BorrowerCheck,
  LenderCheck,
  LenderFault,
  RateCapCheck,
  SingleCustomerCheck,
  UseCheck,
  WindowCheck,
} from './use-checks.js';

/** The highest rate a borrower may pay: LPR ± basis points of the day, or fixed. */
export type RateCap =
  | { readonly kind: 'lpr'; readonly tenor: LprTenor; readonly marginBp: number }
  | { readonly kind: 'fixed'; readonly rateBp: number };

/** A facility's conditions of use. */
export interface UseTerms {
  readonly lenders: LenderScope;
  readonly borrower: AdmissionRule;
  readonly rateCap: RateCap | null;
  readonly opensAtMs: number | null;
  readonly closesAtMs: number | null;
  readonly singleCustomerLimitFen: bigint | null;
}

/** One loan that wants to use it. */
export interface IntendedUse {
  readonly lender: Lender;
  readonly borrower: RequestFacts;
  readonly context: MatchContext;
  readonly annualRateBp: number;
  /** The day whose LPR counts. */
  readonly rateDay: string;
  readonly atMs: number;
  readonly askedFen: bigint;
  readonly exposureFen: bigint;
}

/** Every condition of using a facility, each with its figures, in fixed order. */
export function checkUse(terms: UseTerms, use: IntendedUse): readonly UseCheck[] {
  return [
    checkLender(terms.lenders, use.lender),
    checkBorrower(terms.borrower, use),
    checkRateCap(terms.rateCap, use.annualRateBp, use.rateDay),
    checkWindow(terms, use.atMs),
    checkCustomer(terms.singleCustomerLimitFen, use.exposureFen, use.askedFen),
  ];
}

function lenderFault(scope: LenderScope, lender: Lender): LenderFault | null {
  const isAnyBank = scope.bankTypes.length === 0 && scope.institutionIds.length === 0;
  const isNamed =
    scope.bankTypes.includes(lender.type) || scope.institutionIds.includes(lender.institutionId);
  if (!isAnyBank && !isNamed) return 'bank_type';
  if (scope.localLegalPersonOnly && !lender.localLegalPerson) return 'not_local_legal_person';
  return scope.provinces.length === 0 || scope.provinces.includes(lender.province) ? null : 'province';
}

function checkLender(scope: LenderScope, lender: Lender): LenderCheck {
  const fault = lenderFault(scope, lender);
  return { check: 'lender', passed: fault === null, fault };
}

function checkBorrower(rule: AdmissionRule, { borrower, context }: IntendedUse): BorrowerCheck {
  const facts = completeFacts(borrower, context);
  const clauses = clausesOf(rule).map((clause) =>
    clause.map((atom) => ({ atom, truth: evaluateAtom(atom, facts, context).truth })),
  );
  const truth = anyOf(clauses.map((clause) => allOf(clause.map((atom) => atom.truth))));
  const inTheWay = truth === 'true' ? [] : clauses.flat().filter((atom) => atom.truth !== 'true');
  const attributes = [...new Set(inTheWay.map(({ atom }) => atom.attribute))];
  return { check: 'borrower', passed: truth === 'true', truth, attributes };
}

/** Whether a borrower's rate keeps to the cap, as the LPR makes it on a day. */
export function checkRateCap(cap: RateCap | null, rateBp: number, day: string): RateCapCheck {
  const common = { check: 'rate_cap', rateBp } as const;
  if (cap === null) return { ...common, passed: true, capBp: null, lpr: null };
  if (cap.kind === 'fixed') {
    return { ...common, passed: rateBp <= cap.rateBp, capBp: cap.rateBp, lpr: null };
  }
  const quote = lprOn(day, cap.tenor);
  // A cap nobody can state is a cap nobody can keep to.
  if (quote === undefined) return { ...common, passed: false, capBp: null, lpr: null };
  const capBp = quote.rateBp + cap.marginBp;
  const lpr = { tenor: cap.tenor, marginBp: cap.marginBp, ...quote };
  return { ...common, passed: rateBp <= capBp, capBp, lpr };
}

/** Whether a facility or pool lends at an instant: from its opening on, and before it closes. */
export function checkWindow(
  { opensAtMs, closesAtMs }: Pick<UseTerms, 'opensAtMs' | 'closesAtMs'>,
  atMs: number,
): WindowCheck {
  const passed = (opensAtMs === null || opensAtMs <= atMs) && (closesAtMs === null || atMs < closesAtMs);
  return { check: 'window', passed, atMs, opensAtMs, closesAtMs };
}

/** Whether one customer stays within what any one may have. */
export function checkCustomer(
  limitFen: bigint | null,
  exposureFen: bigint,
  askedFen: bigint,
): SingleCustomerCheck {
  const passed = limitFen === null || exposureFen + askedFen <= limitFen;
  return { check: 'single_customer', passed, limitFen, exposureFen, askedFen };
}
