import { ATTRIBUTES, matchRequest, POLICY_V1, type Attribute } from '../matching/index.js';
import { MatchIndex } from './match-index.js';
import { context, Dice, randomCatalogue, randomFacts, type WorldProfile } from './testing/worlds.js';

const FEW: readonly Attribute[] = ['amount', 'region', 'industry', 'collateral', 'sizeClass', 'termMonths'];
const profileOf = (dice: Dice): WorldProfile => ({
  attributes: dice.chance(0.5) ? FEW : ATTRIBUTES,
  products: 1 + dice.below(12),
  unknown: dice.pick([0, 0.1, 0.5]),
});

describe('the fast engine', () => {
  it('answers exactly as the definition does', () => {
    const REQUESTS = 25;
    for (let seed = 1; seed <= 300; seed += 1) {
      const dice = new Dice(seed);
      const profile = profileOf(dice);
      const products = randomCatalogue(dice, profile);
      const index = new MatchIndex(products, context, POLICY_V1);
      for (let at = 0; at < REQUESTS; at += 1) {
        const facts = randomFacts(dice, profile);
        expect(index.match(facts)).toEqual(matchRequest(facts, products, context, POLICY_V1));
      }
    }
  });
});
