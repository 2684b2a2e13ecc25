import type { Attribute, MatchContext, MatchProduct, RequestFacts } from '../matching/index.js';
import { ATTRIBUTES, counterfactuals, matchRequest, POLICY_V1 } from '../matching/index.js';
import { KERNELS, type KernelName } from './kernel.js';
import { MatchIndex } from './match-index.js';
import { atScale } from './testing/scale.js';
import {
  context,
  Dice,
  randomCatalogue,
  randomFacts,
  randomProduct,
  type WorldProfile,
} from './testing/worlds.js';

/** Code tables that answer a given number of questions and then fail, for every way into an update. */
class FrailTables {
  private answersLeft = Infinity;
  readonly context: MatchContext;

  constructor() {
    const path = (code: string) => {
      this.answersLeft -= 1;
      if (this.answersLeft < 0) throw new Error('the code tables are gone');
      return context.hierarchies.region.path(code);
    };
    this.context = { ...context, hierarchies: { region: { path }, industry: { path } } };
  }

  /** Whether the work failed when the tables did after so many answers. */
  failAfter(answers: number, work: () => void): boolean {
    this.answersLeft = answers;
    try {
      work();
      return false;
    } catch {
      return true;
    } finally {
      this.answersLeft = Infinity;
    }
  }
}

// A global of Node that the domain's compiler settings do not know.
const { WebAssembly: runtime } = globalThis as unknown as {
  readonly WebAssembly: { readonly Memory: { readonly prototype: { grow(pages: number): number } } };
};
const memory = runtime.Memory.prototype;

/** Everything an index answers about some requests, against the definition on the catalogue it should hold. */
function expectAnswers(
  index: MatchIndex,
  requests: readonly RequestFacts[],
  products: readonly MatchProduct[],
): void {
  for (const facts of requests) {
    expect(index.match(facts)).toEqual(matchRequest(facts, products, context, POLICY_V1));
    const request = index.prepare(facts);
    expect(index.counterfactuals(request, 100).best).toEqual(counterfactuals(facts, products, context));
  }
  expect(index.products.map(({ id, version }) => [id, version])).toEqual(
    [...products].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, version }) => [id, version]),
  );
}

const FEW: readonly Attribute[] = ['region', 'industry', 'amount', 'collateral'];

function world(dice: Dice, kernel: KernelName) {
  const attributes = dice.chance(0.5) ? FEW : ATTRIBUTES;
  const profile: WorldProfile = { attributes, products: 12, unknown: dice.pick([0, 0.2]) };
  const tables = new FrailTables();
  const products = randomCatalogue(dice, profile);
  const requests = Array.from({ length: 8 }, () => randomFacts(dice, profile));
  const index = new MatchIndex(products, tables.context, POLICY_V1, { kernel });
  // Bitmaps made before the update are what it must keep in step.
  for (const facts of requests) index.match(facts);
  return { profile, tables, products, requests, index };
}

describe('an update of products that fails', () => {
  it.each(KERNELS)('leaves the previous state answering, wherever the fault strikes: %s', (kernel) => {
    let faults = 0;
    for (let seed = 1; seed <= atScale(8); seed += 1) {
      const dice = new Dice(seed);
      const { profile, tables, products, requests, index } = world(dice, kernel);
      const product = { ...randomProduct(dice, `p-${dice.below(16)}`, profile), version: 9 };
      for (let answers = 0; tables.failAfter(answers, () => index.put(product)); answers += 1) {
        faults += 1;
        expectAnswers(index, requests, products);
      }
      expectAnswers(index, requests, [...products.filter(({ id }) => id !== product.id), product]);
    }
    expect(faults).toBeGreaterThan(20);
  });

  it.each(KERNELS)('changes all products of a facility or none: %s', (kernel) => {
    const dice = new Dice(77);
    const { tables, products, requests, index } = world(dice, kernel);
    const [first] = products;
    if (first === undefined) throw new Error('an empty world');
    const { facility } = first;
    const others = products.filter(({ facility: { code } }) => code === facility.code);
    expect(others.length).toBeGreaterThan(1);
    // A lender scope that cannot be read: refused for the last product as for the first.
    const broken = { ...facility, lenders: undefined as unknown as typeof facility.lenders };
    expect(() => index.setFacility(broken)).toThrow();
    expectAnswers(index, requests, products);
    const closed = { ...facility, open: !facility.open };
    let answers = 0;
    while (tables.failAfter(answers, () => index.setFacility(closed))) {
      expectAnswers(index, requests, products);
      answers += 1;
    }
    const after = products.map((one) =>
      one.facility.code === closed.code ? { ...one, facility: closed } : one,
    );
    expectAnswers(index, requests, after);
  });

  it('leaves the previous state answering when memory runs out', () => {
    const dice = new Dice(3);
    const { profile, products, requests, index } = world(dice, 'wasm');
    const { grow } = memory;
    memory.grow = () => {
      throw new RangeError('memory cannot grow any further');
    };
    const present = new Map(products.map((product) => [product.id, product]));
    let faults = 0;
    try {
      for (let at = 0; at < 400; at += 1) {
        const product = { ...randomProduct(dice, `p-${at}`, profile), version: 9 };
        try {
          index.put(product);
          present.set(product.id, product);
        } catch {
          faults += 1;
          expect(index.products).toHaveLength(present.size);
        }
      }
    } finally {
      memory.grow = grow;
    }
    expect(faults).toBeGreaterThan(0);
    expectAnswers(index, requests, [...present.values()]);
  });
});
