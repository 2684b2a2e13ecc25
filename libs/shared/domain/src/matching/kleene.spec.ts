import fc from 'fast-check';
import type { Truth } from './kleene.js';
import { allOf, anyOf, not, TRUTHS } from './kleene.js';

const truth = fc.constantFrom(...TRUTHS);
const truths = fc.array(truth, { maxLength: 6 });

describe('three-valued logic', () => {
  it('follows the strong Kleene tables', () => {
    const and = (a: Truth, b: Truth) => allOf([a, b]);
    const or = (a: Truth, b: Truth) => anyOf([a, b]);
    expect(TRUTHS.map((a) => TRUTHS.map((b) => and(a, b)))).toEqual([
      ['false', 'false', 'false'],
      ['false', 'unknown', 'unknown'],
      ['false', 'unknown', 'true'],
    ]);
    expect(TRUTHS.map((a) => TRUTHS.map((b) => or(a, b)))).toEqual([
      ['false', 'unknown', 'true'],
      ['unknown', 'unknown', 'true'],
      ['true', 'true', 'true'],
    ]);
    expect(TRUTHS.map(not)).toEqual(['true', 'unknown', 'false']);
  });

  it('treats nothing to fulfil as true and no way to fulfil as false', () => {
    expect(allOf([])).toBe('true');
    expect(anyOf([])).toBe('false');
  });

  it('is independent of order and grouping, and obeys De Morgan and distribution', () => {
    fc.assert(
      fc.property(truths, truths, truth, (left, right, a) => {
        expect(allOf([...right, ...left])).toBe(allOf([allOf(left), allOf(right)]));
        expect(anyOf([...right, ...left])).toBe(anyOf([anyOf(left), anyOf(right)]));
        expect(not(allOf(left))).toBe(anyOf(left.map(not)));
        expect(allOf([a, anyOf(left)])).toBe(anyOf(left.map((b) => allOf([a, b]))));
      }),
    );
  });
});
