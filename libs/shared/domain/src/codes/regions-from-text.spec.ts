import fc from 'fast-check';
import { resolveRegion } from './regions-from-text.js';
import { allRegions, findRegion, regionPath } from './regions.js';

const JIANGSU = { province: '320000' };

describe('resolveRegion', () => {
  it.each([
    ['昆山市', '320583'],
    ['昆山', '320583'],
    ['江苏省苏州市昆山市', '320583'],
    ['苏州昆山', '320583'],
    ['苏州/昆山', '320583'],
    ['苏州市/昆山市', '320583'],
    ['江苏昆山', '320583'],
    ['　苏州市 — 昆山市 ', '320583'],
    ['南京市江宁区', '320115'],
    ['新吴区', '320214'],
    ['徐州市铜山区', '320312'],
    ['武进区', '320412'],
    ['盐城市/亭湖区', '320902'],
    ['镇江市丹阳市', '321181'],
    ['泰州市/泰兴市', '321283'],
    ['南通市通州区', '320612'],
    ['苏州', '320500'],
    ['苏州市本级', '320500'],
    ['苏州市区', '320500'],
    ['江苏', '320000'],
    ['荆州市沙市区', '421002'],
    ['北京市市辖区朝阳区', '110105'],
    ['湖北省省直辖县级行政区划仙桃市', '429004'],
    ['广东东莞', '441900'],
    ['上海浦东', '310115'],
    ['广西南宁', '450100'],
    ['湖北恩施', '422800'],
    ['恩施土家族苗族自治州恩施市', '422801'],
    ['甘肃东乡', '622926'],
    ['香港', '810000'],
    ['320583', '320583'],
    ['３２０５８３', '320583'],
    ['3205', '320500'],
  ])('reads %s as %s', (text, code) => {
    expect(resolveRegion(text, JIANGSU)).toEqual({ code, level: findRegion(code)?.level, exact: true });
  });

  it('takes the namesake in the province of the importing bureau', () => {
    expect(resolveRegion('通州区', JIANGSU)?.code).toBe('320612');
    expect(resolveRegion('通州区', { province: '110000' })?.code).toBe('110112');
    expect(resolveRegion('朝阳', { province: '110000' })).toMatchObject({ code: '110105', exact: true });
  });

  it('does not choose between namesakes of two provinces', () => {
    expect(resolveRegion('通州区')).toBeUndefined();
    expect(resolveRegion('通州区', { province: '440000' })).toBeUndefined();
  });

  it('answers two namesakes of one province with the province and a warning', () => {
    // 鼓楼区 is in 南京 (320106) and in 徐州 (320302).
    const answer = { code: '320000', level: 'province', exact: false, warning: 'region' };
    expect(resolveRegion('鼓楼区', JIANGSU)).toEqual(answer);
    expect(resolveRegion('徐州鼓楼区', JIANGSU)?.code).toBe('320302');
  });

  it.each([
    ['苏州工业园区', '320500'],
    ['苏州市苏州工业园区', '320500'],
    ['苏州市/苏州工业园区', '320500'],
    ['江苏省苏州市工业园区', '320500'],
    ['昆山经济技术开发区', '320583'],
    ['吴江市', '320509'],
    ['苏州市通州区', '320500'],
    ['320576', '320500'],
    ['320594', '320500'],
    ['419000', '410000'],
  ])('reads %s as %s with a warning', (text, code) => {
    const level = findRegion(code)?.level;
    expect(resolveRegion(text, JIANGSU)).toEqual({ code, level, exact: false, warning: 'region' });
  });

  it('prefers a city to a district elsewhere of the same short name, and says so', () => {
    // 西安区 is also a district of 牡丹江 and of 辽源.
    expect(resolveRegion('西安', JIANGSU)).toMatchObject({ code: '610100', warning: 'region' });
    expect(resolveRegion('西安', { province: '610000' })).toMatchObject({ code: '610100', exact: true });
  });

  it.each(['', '  ', '/', '开发区', '市辖区', '990000', '不详', '州'.repeat(5000)])(
    'gives up on %p',
    (text) => {
      expect(resolveRegion(text, JIANGSU)).toBeUndefined();
    },
  );

  it('reads every full path back, with and without separators', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...allRegions()),
        fc.constantFrom('', '/', ' ', '-'),
        ({ code }, separator) => {
          const text = regionPath(code)
            .map((step) => findRegion(step)?.name)
            .join(separator);
          expect(resolveRegion(text)).toMatchObject({ code, exact: true });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never throws and answers only with regions of the standard', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom('苏州', '市', '区', '通州', '江苏省', '昆山', '/', '园区', '吉林'))
        .map((a) => a.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const answer = resolveRegion(text, JIANGSU);
        expect(answer === undefined || findRegion(answer.code)?.level === answer.level).toBe(true);
      }),
    );
  });
});
