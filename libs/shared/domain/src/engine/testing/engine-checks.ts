import type { Attribute, MatchProduct, RequestFacts } from '../../matching/index.js';
import { ATTRIBUTES, completeFacts, counterfactuals, matchRequest, POLICY_V1 } from '../../matching/index.js';
import type { KernelName } from '../kernel.js';
import { MatchIndex } from '../match-index.js';
import { changeAtRandom } from './histories.js';
import { nearMissesByDefinition } from './near-miss-oracle.js';
import { context, Dice, randomCatalogue, randomFacts, type WorldProfile } from './worlds.js';

const REQUESTS = 50;
const STEPS = 8;
/** One in so many answers is compared with the definition in its near-misses and smallest changes too. */
const ADVISED = 25;
const BEST = 10;

const FEW: readonly Attribute[] = ['amount', 'region', 'industry', 'collateral', 'sizeClass', 'termMonths'];

function profileOf(dice: Dice): WorldProfile {
  return {
    attributes: dice.chance(0.5) ? FEW : ATTRIBUTES,
    products: dice.chance(0.02) ? 80 : 1 + dice.below(6),
    // Two-valued worlds, and mixed ones.
    unknown: dice.pick([0, 0.1, 0.5]),
  };
}

function refuse(what: string, seed: number, given: string, expected: string): void {
  if (given !== expected) throw new Error(`${what}, seed ${seed}: ${given} is not ${expected}`);
}

/** Words of any value, whole numbers beyond 2^53 included. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));

/**
 * Asks an index about random requests in random worlds, before and after every change of a random history, and
 * compares each answer with the definition byte for byte. Returns how many requests were compared.
 */
export function checkKernel(kernel: KernelName, atLeast: number, firstSeed: number): number {
  let checks = 0;
  for (let seed = firstSeed; checks < atLeast; seed += 1) {
    const dice = new Dice(seed);
    const profile = profileOf(dice);
    const requests = Array.from({ length: REQUESTS }, () => randomFacts(dice, profile));
    let products = randomCatalogue(dice, profile);
    const index = new MatchIndex(products, context, POLICY_V1, { kernel });
    for (let step = 0; step < STEPS; step += 1) {
      for (const facts of requests) {
        const given = JSON.stringify(index.match(facts));
        refuse('match', seed, given, JSON.stringify(matchRequest(facts, products, context, POLICY_V1)));
        if (checks % ADVISED === 0) checkAdvice(index, facts, products, seed);
        checks += 1;
      }
      products = changeAtRandom(dice, profile, index, products);
    }
    const shuffled = new MatchIndex(dice.shuffled(products), context, POLICY_V1, { kernel });
    for (const facts of requests.slice(0, 5)) {
      refuse('order', seed, JSON.stringify(shuffled.match(facts)), JSON.stringify(index.match(facts)));
    }
  }
  return checks;
}

function checkAdvice(
  index: MatchIndex,
  given: RequestFacts,
  products: readonly MatchProduct[],
  seed: number,
): void {
  const facts = completeFacts(given, context);
  const request = index.prepare(facts);
  const near = index.nearMisses(request);
  const { count, productIds, blockers } = nearMissesByDefinition(facts, products, near);
  refuse(
    'near-misses',
    seed,
    written([near.count, near.productIds(), near.blockers]),
    written([count, productIds, blockers]),
  );
  const smallest = counterfactuals(facts, products, context);
  const byOneChange = smallest.filter(({ changes }) => changes.length === 1).length;
  refuse(
    'counterfactuals',
    seed,
    written(index.counterfactuals(request, BEST)),
    written({ count: smallest.length, byOneChange, best: smallest.slice(0, BEST) }),
  );
}
