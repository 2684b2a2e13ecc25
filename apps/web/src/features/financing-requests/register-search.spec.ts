import { registerSearch, shownSort, sortOf } from './register-search.js';

describe('the order of the register', () => {
  it('is what the head of the column says, and the address says the same', () => {
    for (const sort of ['due', '-due', 'neededBy', '-neededBy', 'updatedAt', '-updatedAt'] as const) {
      expect(sortOf(shownSort(sort))).toBe(sort);
      expect(registerSearch({ sort }).sort).toBe(sort);
    }
    expect(shownSort('-due')).toEqual({ column: 'due', direction: 'descending' });
  });

  it('is the latest change first where the address says nothing it can mean', () => {
    expect(registerSearch({ sort: 'amount' }).sort).toBeUndefined();
    expect(shownSort(undefined)).toEqual({ column: 'updatedAt', direction: 'descending' });
    expect(sortOf({ column: 'enterprise', direction: 'ascending' })).toBeUndefined();
  });
});
