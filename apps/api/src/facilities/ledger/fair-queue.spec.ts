import fc from 'fast-check';
import { FairQueue } from './fair-queue.js';

type Item = { readonly tenantId: string; readonly at: number };

const filled = (tenants: readonly string[]): FairQueue<Item> => {
  const queue = new FairQueue<Item>();
  for (const [at, tenantId] of tenants.entries()) queue.push({ tenantId, at });
  return queue;
};
/** So many, and no more. */
const most = (count: number) => {
  let taken = 0;
  return () => (taken += 1) <= count;
};
const named = (items: readonly Item[]): string =>
  items.map(({ tenantId, at }) => `${tenantId}${at}`).join(' ');

describe('the line before the poster', () => {
  it('takes one of each tenant in turn, however many one of them sent', () => {
    const queue = filled(['a', 'a', 'a', 'a', 'b', 'c', 'a']);
    expect(named(queue.take(most(4)))).toBe('a0 b4 c5 a1');
    expect(queue.size).toBe(3);
    queue.push({ tenantId: 'b', at: 7 });
    expect(named(queue.take(most(9)))).toBe('a2 b7 a3 a6');
    expect(queue.size).toBe(0);
  });

  it('lets the next batch begin with whoever waited longest', () => {
    const queue = filled(['a', 'a', 'b']);
    expect(named(queue.take(most(1)))).toBe('a0');
    expect(named(queue.take(most(1)))).toBe('b2');
  });

  it('loses nothing, doubles nothing and keeps the order of each tenant', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (tenants, size) => {
          const queue = filled(tenants);
          const taken: Item[] = [];
          while (queue.size > 0) taken.push(...queue.take(most(size)));
          expect(taken.map(({ at }) => at).sort((x, y) => x - y)).toEqual(tenants.map((_, at) => at));
          for (const tenant of new Set(tenants)) {
            const order = taken.filter(({ tenantId }) => tenantId === tenant).map(({ at }) => at);
            expect(order).toEqual([...order].sort((x, y) => x - y));
          }
        },
      ),
    );
  });
});
