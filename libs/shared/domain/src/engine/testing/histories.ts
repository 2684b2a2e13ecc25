import type { HeadroomTier, MatchProduct } from '../../matching/index.js';
import { HEADROOM_TIERS } from '../../matching/index.js';
import type { MatchIndex } from '../match-index.js';
import { randomProduct, type Dice, type WorldProfile } from './worlds.js';

function withHeadroom(product: MatchProduct, tier: HeadroomTier | undefined): MatchProduct {
  const { headroom: _before, ...facility } = product.facility;
  return { ...product, facility: tier === undefined ? facility : { ...facility, headroom: tier } };
}

/** One change to a catalogue, made to the index and, plainly, to the list the definition is asked about. */
export function changeAtRandom(
  dice: Dice,
  profile: WorldProfile,
  index: MatchIndex,
  products: readonly MatchProduct[],
): readonly MatchProduct[] {
  const kind = dice.below(10);
  if (products.length === 0 || kind < 5) {
    const product = randomProduct(dice, `p-${dice.below(profile.products + 4)}`, profile);
    index.put(product);
    return [...products.filter(({ id }) => id !== product.id), product];
  }
  const { id, facility } = dice.pick(products);
  if (kind === 5) {
    index.remove(id);
    return products.filter((product) => product.id !== id);
  }
  if (kind < 8) {
    const tier = dice.chance(0.1) ? undefined : dice.pick(HEADROOM_TIERS);
    index.setHeadroom(facility.code, tier);
    return products.map((one) => (one.facility.code === facility.code ? withHeadroom(one, tier) : one));
  }
  const changed = { ...facility, open: dice.chance(0.5) };
  index.setFacility(changed);
  return products.map((one) => (one.facility.code === changed.code ? { ...one, facility: changed } : one));
}
