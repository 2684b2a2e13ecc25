import type { Atom, Attribute, MatchProduct } from '../matching/index.js';
import { ATTRIBUTES, matchRequest, POLICY_V1 } from '../matching/index.js';
import { AS_OF, fact, product } from '../matching/testing/arbitraries.js';
import { ProductRefused } from './check-product.js';
import { KERNELS, type KernelName } from './kernel.js';
import { MatchIndex } from './match-index.js';
import { changeAtRandom } from './testing/histories.js';
import { context, Dice, randomCatalogue, randomFacts, type WorldProfile } from './testing/worlds.js';

const FEW: readonly Attribute[] = ['amount', 'region', 'industry', 'collateral', 'sizeClass', 'termMonths'];
const indexOf = (products: readonly MatchProduct[], kernel: KernelName = 'typescript'): MatchIndex =>
  new MatchIndex(products, context, POLICY_V1, { kernel });

describe('the fast engine', () => {
  it('does not mind the order of the catalogue', () => {
    const dice = new Dice(7);
    const profile: WorldProfile = { attributes: FEW, products: 60, unknown: 0.1 };
    const products = randomCatalogue(dice, profile);
    const [index, shuffled] = [indexOf(products), indexOf(dice.shuffled(products))];
    for (let at = 0; at < 200; at += 1) {
      const facts = randomFacts(dice, profile);
      expect(shuffled.match(facts)).toEqual(index.match(facts));
    }
  });

  it.each(KERNELS)('ranks and counts without verdicts exactly as with them: %s', (kernel) => {
    const dice = new Dice(11);
    const profile: WorldProfile = { attributes: FEW, products: 120, unknown: 0.2 };
    const index = indexOf(randomCatalogue(dice, profile), kernel);
    for (let at = 0; at < 200; at += 1) {
      const facts = randomFacts(dice, profile);
      const whole = index.match(facts);
      const ranked = index.rank(index.prepare(facts));
      expect(ranked.eligibleCount).toBe(whole.eligibleCount);
      expect(ranked.needsInformationCount).toBe(whole.needsInformation.length);
      expect(ranked.top).toEqual(
        whole.top.map(({ productId, score, clause }) => ({ productId, score, clause })),
      );
      const lists = index.listed(index.prepare(facts));
      const idsOf = (numbers: readonly number[]) => numbers.map((number) => index.idOf(number)).sort();
      const judged = (verdict: string) =>
        whole.verdicts.filter((one) => one.verdict === verdict).map(({ productId }) => productId);
      expect(idsOf(lists.eligible)).toEqual(judged('eligible'));
      expect(idsOf(lists.needsInformation)).toEqual(judged('needs_information'));
      expect(idsOf(lists.unavailable)).toEqual(judged('unavailable'));
    }
  });

  it.each(KERNELS)('goes on answering requests prepared before the catalogue changed: %s', (kernel) => {
    const dice = new Dice(13);
    const profile: WorldProfile = { attributes: ATTRIBUTES, products: 20, unknown: 0.1 };
    let products = randomCatalogue(dice, profile);
    const index = indexOf(products, kernel);
    const requests = Array.from({ length: 20 }, () => randomFacts(dice, profile));
    const prepared = requests.map((facts) => index.prepare(facts));
    for (let step = 0; step < 60; step += 1) {
      products = changeAtRandom(dice, profile, index, products);
      for (const [at, facts] of requests.entries()) {
        const { eligibleCount, top } = matchRequest(facts, products, context, POLICY_V1);
        const request = prepared[at];
        if (request === undefined) throw new Error('not prepared');
        const ranked = index.rank(request);
        expect([ranked.eligibleCount, ranked.top.map(({ score }) => score)]).toEqual([
          eligibleCount,
          top.map(({ score }) => score),
        ]);
      }
    }
  });

  it('makes bitmaps anew when the cache is full', () => {
    const dice = new Dice(17);
    const profile: WorldProfile = { attributes: ATTRIBUTES, products: 30, unknown: 0.1 };
    const products = randomCatalogue(dice, profile);
    const index = new MatchIndex(products, context, POLICY_V1, { cacheBytes: 4096 });
    for (let at = 0; at < 50; at += 1) {
      const facts = randomFacts(dice, profile);
      expect(index.match(facts)).toEqual(matchRequest(facts, products, context, POLICY_V1));
    }
  });
});

describe('amounts near the limit of exact numbers', () => {
  it('score as whole fen do', () => {
    // 2^53 − 1 fen is 90 万亿元; the headroom of 1 fen above the wish is no point of a thousand.
    const ceiling = 2n ** 53n - 1n;
    const atom: Atom = { attribute: 'amount', op: 'lte', operand: ceiling };
    const products = [product({ clauses: [[atom]] })];
    for (const fen of [1n, ceiling / 3n, ceiling - 1n, ceiling]) {
      const facts = { amount: fact({ fen, currency: 'CNY' as const }) };
      expect(indexOf(products).match(facts)).toEqual(matchRequest(facts, products, context, POLICY_V1));
    }
  });
});

describe('what the index refuses', () => {
  const term: Atom = { attribute: 'termMonths', op: 'lte', operand: 12 };
  const refused = (more: Partial<MatchProduct>) => () => indexOf([product(more)]);

  it.each<[string, Partial<MatchProduct>, RegExp]>([
    [
      'an amount beyond 2^53',
      { clauses: [[{ attribute: 'amount', op: 'lte', operand: 2n ** 53n }]] },
      /amount/,
    ],
    ['17 alternatives', { clauses: Array.from({ length: 17 }, () => [term]) }, /17 alternatives/],
    [
      'an operator of another kind',
      { clauses: [[{ attribute: 'region', op: 'lte', operand: 5 }]] },
      /lte.*region/,
    ],
    [
      'an empty list',
      { clauses: [[{ attribute: 'region', op: 'within', operand: [] }]] },
      /list of codes is empty \(region\)/,
    ],
    [
      'a broken interval',
      { clauses: [[{ ...term, op: 'between', operand: { min: 9, max: 3 } }]] },
      /the lowest, 9, is above the highest, 3 \(termMonths\)/,
    ],
    ['half a basis point', { rateFromBp: 300.5 }, /rateFromBp/],
    [
      'an unknown code',
      { clauses: [[{ attribute: 'taxGrade', op: 'in', operand: ['E'] }]] },
      /"E" is not a known code \(taxGrade\)/,
    ],
    [
      'half a month',
      { clauses: [[{ attribute: 'termMonths', op: 'lte', operand: 1.5 }]] },
      /1\.5 is no whole number.*termMonths/,
    ],
  ])('%s', (_name, more, message) => {
    expect(refused(more)).toThrow(message);
  });

  it('an unknown criterion', () => {
    // Rules arrive as data; the compiler never sees the ones that are wrong.
    const unheard = { ...term, attribute: 'horoscope' as Attribute };
    expect(refused({ clauses: [[unheard]] })).toThrow(/not in the criteria registry \(horoscope\)/);
  });

  it('by naming the condition in both languages, and where it stands', () => {
    const clauses = [[term], [term, { attribute: 'amount', op: 'lte', operand: 2n ** 53n } as const]];
    try {
      indexOf([product({ clauses })]);
      throw new Error('it was accepted');
    } catch (error) {
      expect(error).toBeInstanceOf(ProductRefused);
      expect(error).toMatchObject({
        productId: 'p-1',
        problem: {
          path: '/clauses/1/1',
          code: 'operand_out_of_range',
          attribute: 'amount',
          text: {
            zh: '融资金额：9007199254740992不是2^53以内的整数',
            en: 'Amount: 9007199254740992 is no whole number, or beyond 2^53',
          },
        },
      });
    }
  });

  it('a product twice', () => {
    expect(() => indexOf([product(), product()])).toThrow(/twice/);
  });

  it('leaves the previous state answering', () => {
    const index = indexOf([product({ clauses: [[term]] })]);
    const facts = {
      termMonths: fact(6),
      amount: fact({ fen: 5n, currency: 'CNY' as const }, { date: AS_OF }),
    };
    const before = index.match(facts);
    const broken = product({
      version: 2,
      clauses: [[{ attribute: 'amount', op: 'gte', operand: 2n ** 60n }]],
    });
    expect(() => index.put(broken)).toThrow(/beyond 2\^53/);
    expect(index.match(facts)).toEqual(before);
  });
});
