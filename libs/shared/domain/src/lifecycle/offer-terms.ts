/** Everything a bank may say in an offer, in the order in which it is read. */
export const OFFER_TERMS = [
  'amountFen',
  'annualRateBp',
  'termMonths',
  'repayment',
  'guaranteeFeeFen',
  'appraisalFeeFen',
  'depositFen',
  'collateral',
  'disbursementDays',
  'conditions',
  'validUntil',
] as const;
export type OfferTerm = (typeof OFFER_TERMS)[number];

export const OFFER_TERM_LABELS = {
  amountFen: { zh: '金额', en: 'Amount' },
  annualRateBp: { zh: '年利率', en: 'Rate a year' },
  termMonths: { zh: '期限', en: 'Term' },
  repayment: { zh: '还款方式', en: 'Repayment' },
  guaranteeFeeFen: { zh: '担保费', en: 'Guarantee fee' },
  appraisalFeeFen: { zh: '评估费', en: 'Appraisal fee' },
  depositFen: { zh: '保证金', en: 'Deposit' },
  collateral: { zh: '担保方式', en: 'Collateral' },
  disbursementDays: { zh: '预计放款（工作日）', en: 'Disbursement in working days' },
  conditions: { zh: '附加条件', en: 'Further conditions' },
  validUntil: { zh: '有效至', en: 'Valid until' },
} as const satisfies Readonly<Record<OfferTerm, { readonly zh: string; readonly en: string }>>;

type Term = string | number | bigint | null | readonly string[];

const written = (term: Term): string =>
  typeof term === 'object' && term !== null ? [...term].sort().join(' ') : String(term);

/** Which terms a revised offer changes. */
export const changedTerms = (
  before: Readonly<Record<OfferTerm, Term>>,
  after: Readonly<Record<OfferTerm, Term>>,
): readonly OfferTerm[] => OFFER_TERMS.filter((term) => written(before[term]) !== written(after[term]));

/** What the product that the bank itself published provides; null where it sets no bound. */
export interface ProductBounds {
  readonly amountMinFen: bigint | null;
  readonly amountMaxFen: bigint | null;
  readonly termMinMonths: number | null;
  readonly termMaxMonths: number | null;
  readonly rateToBp: number | null;
}

export interface BoundedTerms {
  readonly amountFen: bigint;
  readonly termMonths: number;
  readonly annualRateBp: number;
  readonly guaranteeFeeFen: bigint;
  readonly appraisalFeeFen: bigint;
  readonly depositFen: bigint;
}

export const OFFER_FAULTS = [
  'above_product_amount',
  'below_product_amount',
  'above_product_term',
  'below_product_term',
  'above_product_rate',
  'costs_reach_amount',
] as const;
export type OfferFaultCode = (typeof OFFER_FAULTS)[number];

export interface OfferFault {
  readonly term: 'amountFen' | 'termMonths' | 'annualRateBp' | 'depositFen';
  readonly code: OfferFaultCode;
  /** The bound that is passed, in the unit of the term. */
  readonly limit: bigint | number;
}

const outside = <N extends bigint | number>(
  value: N,
  least: N | null,
  most: N | null,
): { readonly side: 'above' | 'below'; readonly limit: N } | null => {
  if (most !== null && value > most) return { side: 'above', limit: most };
  return least !== null && value < least ? { side: 'below', limit: least } : null;
};

/** What in an offer is at odds with the product it is made under, or with itself; a bank stands by what it published. */
export function offerFaults(terms: BoundedTerms, bounds: ProductBounds): OfferFault[] {
  const faults: OfferFault[] = [];
  const amount = outside(terms.amountFen, bounds.amountMinFen, bounds.amountMaxFen);
  if (amount) faults.push({ term: 'amountFen', code: `${amount.side}_product_amount`, limit: amount.limit });
  const term = outside(terms.termMonths, bounds.termMinMonths, bounds.termMaxMonths);
  if (term) faults.push({ term: 'termMonths', code: `${term.side}_product_term`, limit: term.limit });
  const rate = outside(terms.annualRateBp, null, bounds.rateToBp);
  if (rate) faults.push({ term: 'annualRateBp', code: 'above_product_rate', limit: rate.limit });
  // What is withheld at once leaves nothing of the loan to use.
  const withheldFen = terms.guaranteeFeeFen + terms.appraisalFeeFen + terms.depositFen;
  if (withheldFen >= terms.amountFen) {
    faults.push({ term: 'depositFen', code: 'costs_reach_amount', limit: terms.amountFen });
  }
  return faults;
}
