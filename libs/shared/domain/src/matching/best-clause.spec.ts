import { bestClause } from './best-clause.js';
import type { Truth } from './kleene.js';

const clause = (index: number, ...truths: Truth[]) => ({ index, atoms: truths.map((truth) => ({ truth })) });

describe('the alternative a product is counted by', () => {
  it('prefers one without a false condition to one with more met', () => {
    const clauses = [clause(0, 'true', 'true', 'true', 'false'), clause(1, 'true', 'unknown')];
    // 3 of 4 met but one failed; 1 of 2 met and nothing failed.
    expect(bestClause(clauses)).toEqual({ clause: 1, met: 1, total: 2 });
  });

  it('breaks a tie by fewer unknowns, then by index', () => {
    expect(bestClause([clause(0, 'unknown', 'unknown'), clause(1, 'true', 'unknown')])?.clause).toBe(1);
    expect(bestClause([clause(0, 'true'), clause(1, 'true')])?.clause).toBe(0);
  });

  it('shows the one that was scored', () => {
    expect(bestClause([clause(0, 'true'), clause(1, 'true', 'true')], 1)).toEqual({
      clause: 1,
      met: 2,
      total: 2,
    });
  });

  it('has nothing to say of no clauses', () => {
    expect(bestClause([])).toBeUndefined();
  });
});
