import { DIMENSIONS, ENGAGEMENT_SETS, pipelineFilter } from '@yinqi/contracts/pipeline';
import { FUNNEL_STAGES } from '@yinqi/domain/metrics';
import { periodOf, spanOf } from './periods.js';
import { boardSearch, casesSearch, filterOf, populationSearch, rowsSearch } from './population-search.js';

const UNIT = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

describe('the population in the address', () => {
  it('keeps what it can mean and leaves the rest out', () => {
    const search = populationSearch({
      from: '2026-09-01',
      to: 'soon',
      unitId: UNIT,
      direct: 'true',
      industry: 'C39',
    });
    expect(search).toEqual({
      from: '2026-09-01',
      to: undefined,
      unitId: UNIT,
      direct: true,
      bankId: undefined,
      industry: undefined,
    });
    expect(filterOf(search)).toEqual({ from: '2026-09-01', unitId: UNIT, direct: 'true' });
  });

  it('is always a question the contract takes', () => {
    const search = populationSearch({
      from: '2026-09-01',
      unitId: UNIT,
      bankId: UNIT,
      direct: true,
      industry: 'none',
    });
    expect(pipelineFilter.safeParse(filterOf(search)).success).toBe(true);
  });

  it('knows every stage, set and dimension of the contract', () => {
    for (const stage of FUNNEL_STAGES) expect(rowsSearch({ stage }).stage).toBe(stage);
    for (const set of ENGAGEMENT_SETS) expect(casesSearch({ set }).set).toBe(set);
    for (const by of DIMENSIONS) expect(boardSearch({ by }).by).toBe(by);
    expect(rowsSearch({ stage: 'granted' }).stage).toBeUndefined();
  });
});

describe('periods', () => {
  it.each([
    ['month', '2026-11-01'],
    ['quarter', '2026-10-01'],
    ['year', '2026-01-01'],
    // Ninety days with both ends: 22 of November, 31 of October, 30 of September, 7 of August.
    ['days90', '2026-08-25'],
  ] as const)('%s up to 2026-11-22 begins on %s', (period, from) => {
    expect(spanOf(period, '2026-11-22')).toEqual({ from });
    expect(periodOf({ from }, '2026-11-22')).toBe(period);
  });

  it('has no name for days somebody chose', () => {
    expect(periodOf({}, '2026-11-22')).toBe('all');
    expect(periodOf({ from: '2026-11-02' }, '2026-11-22')).toBeUndefined();
    expect(periodOf({ from: '2026-11-01', to: '2026-11-05' }, '2026-11-22')).toBeUndefined();
  });
});
