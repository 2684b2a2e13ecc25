import fc from 'fast-check';
import { pack, unpack } from './packed-result.js';

const ascending = fc
  .uniqueArray(fc.nat(2 ** 31 - 1), { maxLength: 300 })
  .map((list) => list.sort((a, b) => a - b));

describe('a packed result', () => {
  it('is read as it was written', () => {
    const ranked = fc.record({ number: fc.nat(2 ** 31 - 1), score: fc.nat(10_000), clause: fc.nat(15) });
    const result = fc.record({
      top: fc.array(ranked, { maxLength: 20 }),
      eligible: ascending,
      needsInformation: ascending,
      unavailable: ascending,
    });
    fc.assert(fc.property(result, (given) => expect(unpack(pack(given))).toEqual(given)));
  });

  it('takes a byte for a small distance', () => {
    // Form, no ranked ones, three lengths and three distances: 1, 127, 128 (the last in two bytes).
    const bytes = pack({ top: [], eligible: [1, 128, 256], needsInformation: [], unavailable: [] });
    expect([...bytes]).toEqual([1, 0, 3, 1, 127, 0x80, 1, 0, 0]);
  });

  it('refuses a list out of order, another form, and bytes that were cut off', () => {
    const lists = { top: [], needsInformation: [], unavailable: [] };
    expect(() => pack({ ...lists, eligible: [2, 1] })).toThrow(/does not ascend/);
    expect(() => unpack(Uint8Array.of(9))).toThrow(/form 9/);
    expect(() => unpack(Uint8Array.of(1, 1, 5))).toThrow(/end within/);
  });
});
