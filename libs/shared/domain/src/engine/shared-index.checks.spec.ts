import type { MatchProduct } from '../matching/index.js';
import { ATTRIBUTES, matchRequest, POLICY_V1 } from '../matching/index.js';
import { KERNELS } from './kernel.js';
import { MatchIndex } from './match-index.js';
import { MovedOn, openShared } from './shared-index.js';
import { changeAtRandom } from './testing/histories.js';
import { context, Dice, randomCatalogue, randomFacts, type WorldProfile } from './testing/worlds.js';

const PROFILE: WorldProfile = { attributes: ATTRIBUTES, products: 40, unknown: 0.1 };

/** What a thread receives: structured clone copies all but the shared memory. */
const received = (index: MatchIndex) => structuredClone(index.share());

describe.each(KERNELS)('an index shared between threads: %s', (kernel) => {
  const shared = (products: readonly MatchProduct[], cacheBytes = 2 ** 20) =>
    new MatchIndex(products, context, POLICY_V1, { kernel, shared: true, cacheBytes });

  it('answers two readers byte for byte as its owner and the definition, after every history of changes', () => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const dice = new Dice(seed);
      let products = randomCatalogue(dice, PROFILE);
      const index = shared(products);
      for (let step = 0; step < 6; step += 1) {
        // Met by the owner before, so that readers find these bitmaps, and make others of their own.
        for (let at = 0; at < 10; at += 1) index.match(randomFacts(dice, PROFILE));
        const readers = [openShared(received(index), context), openShared(received(index), context)];
        for (let at = 0; at < 40; at += 1) {
          const facts = randomFacts(dice, PROFILE);
          const expected = JSON.stringify(matchRequest(facts, products, context, POLICY_V1));
          // In turns, so that what one makes lies between what the other makes.
          for (const reader of readers) expect(JSON.stringify(reader.match(facts))).toBe(expected);
          if (at % 7 === 0) expect(JSON.stringify(index.match(facts))).toBe(expected);
        }
        products = changeAtRandom(dice, PROFILE, index, products);
      }
    }
  });

  it('is opened as it was shared, whatever its owner has met since', () => {
    for (let seed = 20; seed < 24; seed += 1) {
      const dice = new Dice(seed);
      const products = randomCatalogue(dice, PROFILE);
      const index = shared(products);
      const handle = index.share();
      for (let at = 0; at < 30; at += 1) index.match(randomFacts(dice, PROFILE));
      const reader = openShared(structuredClone(handle), context);
      for (let at = 0; at < 60; at += 1) {
        const facts = randomFacts(dice, PROFILE);
        expect(reader.match(facts)).toEqual(matchRequest(facts, products, context, POLICY_V1));
      }
    }
  });

  it('answers on when a reader has to make its bitmaps anew', () => {
    const dice = new Dice(5);
    const products = randomCatalogue(dice, PROFILE);
    const index = shared(products);
    const reader = openShared(received(index), context, { cacheBytes: 4096 });
    for (let at = 0; at < 60; at += 1) {
      const facts = randomFacts(dice, PROFILE);
      expect(reader.match(facts)).toEqual(matchRequest(facts, products, context, POLICY_V1));
    }
    expect(reader.isCurrent).toBe(true);
  });

  it('tells readers that it has moved on, whatever was changed', () => {
    const dice = new Dice(6);
    const products = randomCatalogue(dice, PROFILE);
    const facts = randomFacts(dice, PROFILE);
    const [first] = products;
    if (first === undefined) throw new Error('an empty catalogue');
    const changes: readonly ((index: MatchIndex) => void)[] = [
      (index) => index.put({ ...first, published: !first.published }),
      // More than there is room for: laid out anew in other memory.
      (index) => randomCatalogue(dice, { ...PROFILE, products: 400 }).forEach((one) => index.put(one)),
      (index) => index.remove(first.id),
      (index) => index.setHeadroom(first.facility.code, 'exhausted'),
      (index) => index.setFacility({ ...first.facility, open: !first.facility.open }),
    ];
    for (const change of changes) {
      const index = shared(products);
      const reader = openShared(received(index), context);
      change(index);
      expect(reader.isCurrent).toBe(false);
      expect(() => reader.match(facts)).toThrow(MovedOn);
      const again = openShared(received(index), context);
      expect(again.match(facts)).toEqual(index.match(facts));
    }
  });

  it('tells nothing of a change that comes while it is asked', () => {
    const dice = new Dice(8);
    const products = randomCatalogue(dice, PROFILE);
    const facts = randomFacts(dice, PROFILE);
    const index = shared(products);
    const reader = openShared(received(index), context);
    const asked = () =>
      reader.ask((present) => {
        index.setHeadroom('RELENDING-0', 'exhausted');
        return present.match(facts);
      });
    expect(asked).toThrow(MovedOn);
  });

  it('hides a failure only when it has moved on', () => {
    const reader = openShared(received(shared(randomCatalogue(new Dice(9), PROFILE))), context);
    const failing = () =>
      reader.ask(() => {
        throw new RangeError('asked badly');
      });
    expect(failing).toThrow('asked badly');
  });
});

describe('what cannot be shared', () => {
  const products = randomCatalogue(new Dice(3), PROFILE);

  it('an index in the memory of one thread', () => {
    expect(() => new MatchIndex(products, context, POLICY_V1).share()).toThrow(/shared: true/);
  });

  it('an index of another day', () => {
    const handle = new MatchIndex(products, context, POLICY_V1, { shared: true }).share();
    expect(() => openShared(handle, { ...context, asOf: '2030-01-01' })).toThrow(/not of 2030-01-01/);
  });
});
