import { findIndustries, findRegions, vocabularies } from './reference-tables.js';

describe('regions', () => {
  it('lists the 34 provinces first, then what lies below a parent', () => {
    expect(findRegions({})).toHaveLength(34);
    const counties = findRegions({ parent: '320500' });
    expect(counties.map(({ name }) => name)).toContain('昆山市');
    expect(counties.find(({ name }) => name === '昆山市')?.pathName).toBe('江苏省 苏州市 昆山市');
  });

  it('finds 通州区 twice in the country and once in Jiangsu', () => {
    expect(findRegions({ search: '通州区' }).map(({ code }) => code)).toEqual(['110112', '320612']);
    expect(findRegions({ search: '通州区', parent: '320000' }).map(({ code }) => code)).toEqual(['320612']);
  });
});

describe('industries', () => {
  it('lists twenty sections with English names, and the divisions of one', () => {
    const sections = findIndustries({});
    expect(sections).toHaveLength(20);
    expect(sections.every(({ nameEn }) => nameEn !== null)).toBe(true);
    expect(findIndustries({ parent: 'C' })).toHaveLength(31);
  });

  it('finds by code, by Chinese and by English name', () => {
    expect(findIndustries({ search: 'c3963' }).map(({ name }) => name)).toEqual(['智能无人飞行器制造']);
    expect(findIndustries({ search: '机床' }).length).toBeGreaterThan(1);
    expect(findIndustries({ search: 'manufacturing' }).map(({ code }) => code)).toEqual(['C']);
  });
});

it('offers every word in both languages', () => {
  const words = Object.values(vocabularies).flat();
  expect(words.filter(({ zh, en }) => zh === '' || en === '')).toEqual([]);
  expect(vocabularies.purpose).toHaveLength(14);
  expect(vocabularies.collateral).toHaveLength(16);
});
