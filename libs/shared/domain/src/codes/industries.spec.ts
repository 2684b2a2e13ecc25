import fc from 'fast-check';
import { SECTION_NAMES_EN, allIndustries, findIndustry, industryPath } from './industries.js';

describe('GB/T 4754-2017 industries', () => {
  it.each([
    [1, 20],
    [2, 97],
    [3, 473],
    [4, 1381],
  ])('level %i has %i entries', (level, count) => {
    expect(allIndustries().filter((industry) => industry.level === level)).toHaveLength(count);
  });

  it('names a class and the way up from it', () => {
    expect(findIndustry('C3973')).toEqual({ code: 'C3973', name: '集成电路制造', level: 4, parent: 'C397' });
    expect(industryPath('C3963')).toEqual(['C', 'C39', 'C396', 'C3963']);
    expect(industryPath('C')).toEqual(['C']);
  });

  it('gives a class the name of its group where the standard does', () => {
    expect(findIndustry('C3670')?.name).toBe('汽车零部件及配件制造');
  });

  it.each(['I6513', 'C3612', 'C3493', 'C3963'])(
    'knows %s, which the 2011 edition has not or otherwise',
    (code) => {
      expect(findIndustry(code)?.level).toBe(4);
    },
  );

  it.each(['', 'Z', 'C999', '3963', 'c39', 'C39631'])('knows no industry %p', (code) => {
    expect(findIndustry(code)).toBeUndefined();
    expect(industryPath(code)).toEqual([]);
  });

  it('has an English name for each section and for nothing else', () => {
    const sections = allIndustries().filter(({ level }) => level === 1);
    expect(Object.keys(SECTION_NAMES_EN)).toEqual(sections.map(({ code }) => code));
  });

  it('walks from the section one level at a time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...allIndustries()), ({ code, level, parent }) => {
        const path = industryPath(code);
        expect(path.map((step) => findIndustry(step)?.level)).toEqual([1, 2, 3, 4].slice(0, level));
        expect(path.at(-2) ?? null).toBe(parent);
      }),
    );
  });
});
