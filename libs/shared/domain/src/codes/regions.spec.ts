import fc from 'fast-check';
import { allRegions, childrenOf, findRegion, regionPath } from './regions.js';

describe('GB/T 2260 regions', () => {
  it('names a county and the way up from it', () => {
    expect(findRegion('320583')).toEqual({
      code: '320583',
      name: '昆山市',
      level: 'county',
      parent: '320500',
    });
    expect(regionPath('320583')).toEqual(['320000', '320500', '320583']);
    expect(findRegion('320000')?.abbreviation).toBe('苏');
  });

  it.each([
    ['429004', '仙桃市', '420000'],
    ['469001', '五指山市', '460000'],
    ['659001', '石河子市', '650000'],
    ['110101', '东城区', '110000'],
    ['500229', '城口县', '500000'],
  ])('%s %s answers to the province itself', (code, name, province) => {
    expect(findRegion(code)).toMatchObject({ name, level: 'county', parent: province });
    expect(regionPath(code)).toEqual([province, code]);
  });

  it.each(['441900', '442000', '460400', '620200'])('%s is a city without counties', (code) => {
    expect(findRegion(code)?.level).toBe('city');
    expect(childrenOf(code)).toEqual([]);
  });

  it.each(['320576', '110100', '419000', '999999', '', '3205'])('knows no region %p', (code) => {
    expect(findRegion(code)).toBeUndefined();
    expect(regionPath(code)).toEqual([]);
    expect(childrenOf(code)).toEqual([]);
  });

  it('has 34 provinces, 13 cities in Jiangsu and 16 districts in Beijing', () => {
    expect(childrenOf(null)).toHaveLength(34);
    expect(childrenOf('320000')).toHaveLength(13);
    expect(childrenOf('110000')).toHaveLength(16);
  });

  it('carries no development-zone code', () => {
    const zones = allRegions().filter(
      ({ code, level }) =>
        level === 'county' && code.slice(2, 4) !== '90' && /^(7\d|80)$/.test(code.slice(4)),
    );
    expect(zones).toEqual([]);
  });

  it('lists every region exactly once below its parent', () => {
    const below = (code: string | null): readonly string[] =>
      childrenOf(code).flatMap((child) => [child.code, ...below(child.code)]);
    expect(below(null)).toEqual(allRegions().map(({ code }) => code));
  });

  it('walks from a province to the region itself without repeating', () => {
    fc.assert(
      fc.property(fc.constantFrom(...allRegions()), (region) => {
        const path = regionPath(region.code);
        expect(findRegion(path[0] ?? '')?.level).toBe('province');
        expect(path.at(-1)).toBe(region.code);
        expect(path.at(-2) ?? null).toBe(region.parent);
      }),
    );
  });
});
