import { regionPath } from '@yinqi/domain/codes';
import {
  clausesOf,
  evaluate,
  explain,
  type MatchContext,
  type MatchProduct,
  type RequestFacts,
  type Verdict,
} from '@yinqi/domain/matching';
import { storedRule } from '../../facilities/facilities.public.js';
import { contextOn } from '../../matching/matching.public.js';
import { FACILITIES } from '../facilities.data.js';
import { BANKS, type BankSeed } from './banks.data.js';
import { bankIdOf } from './banks.seed.js';
import { RULES } from './product-rules.js';
import { PRODUCTS, type ProductSeed } from './products.data.js';
import { productIdOf } from './products.seed.js';

export type FittedProduct = {
  readonly seed: ProductSeed;
  readonly bank: BankSeed;
  readonly productId: string;
  readonly verdict: Verdict;
  readonly met: number;
  readonly total: number;
};

type Entry = { readonly seed: ProductSeed; readonly bank: BankSeed; readonly match: MatchProduct };

function entryOf(seed: ProductSeed, asOf: string): Entry {
  const bank = BANKS.find(({ key }) => key === seed.bank);
  const facility = FACILITIES.find(({ code }) => code === seed.facility);
  if (!bank || !facility) throw new Error(`${seed.name} names no known bank or facility`);
  const match: MatchProduct = {
    id: productIdOf(seed),
    version: 1,
    lender: {
      institutionId: bankIdOf(bank.key),
      type: bank.type,
      localLegalPerson: bank.localLegalPerson,
      province: regionPath(bank.seat)[0] ?? '',
    },
    published: seed.withdrawn !== true,
    confirmedOn: asOf,
    clauses: clausesOf({
      all: [RULES[seed.kind](seed.limits), storedRule(facility.borrower, `facility ${facility.code}`)],
    }),
    facility: {
      code: facility.code,
      mechanism: facility.mechanism,
      open: facility.closed !== true,
      ...(facility.opensOn === undefined ? {} : { opensOn: facility.opensOn }),
      ...(facility.closesOn === undefined ? {} : { closesOn: facility.closesOn }),
      lenders: {
        bankTypes: facility.bankTypes,
        institutionIds: [],
        localLegalPersonOnly: facility.localLegalPersonOnly,
        provinces: [],
      },
    },
    preferredLists: [],
  };
  return { seed, bank, match };
}

/** What fits a need, judged by the same definition the platform uses, so that the histories are possible ones. */
export class Fit {
  private readonly entries: readonly Entry[];
  private readonly context: MatchContext;

  constructor(asOf: string) {
    this.context = contextOn(asOf);
    this.entries = PRODUCTS.map((seed) => entryOf(seed, asOf));
  }

  eligible(facts: RequestFacts): FittedProduct[] {
    return this.entries.flatMap(({ seed, bank, match }) => {
      const { verdict, clauses } = evaluate(facts, match, this.context);
      if (verdict !== 'eligible') return [];
      const held = clauses.map(({ atoms }) => atoms.filter(({ truth }) => truth === 'true').length);
      const best = clauses[held.indexOf(Math.max(...held))];
      const total = best?.atoms.length ?? 0;
      return [{ seed, bank, productId: match.id, verdict, met: Math.max(...held), total }];
    });
  }

  /** The conditions as they are frozen when a bank is reached. */
  conditions(facts: RequestFacts, productId: string): { asOf: string; atoms: unknown } {
    const entry = this.entries.find(({ match }) => match.id === productId);
    if (!entry) throw new Error(`No product ${productId}`);
    const { asOf, clauses } = explain(facts, entry.match, this.context);
    return { asOf, atoms: (clauses.find(({ truth }) => truth === 'true') ?? clauses[0])?.atoms ?? [] };
  }
}
