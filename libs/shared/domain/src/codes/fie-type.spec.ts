import { FIE_TYPES, fieTypeNameEn, findFieType, resolveFieType } from './fie-type.js';

describe('resolveFieType', () => {
  it.each(FIE_TYPES)('reads the official name $name as $code', ({ code, name, investmentKind }) => {
    expect(resolveFieType(name)).toMatchObject({ code, investmentKind });
    expect(resolveFieType(code)).toMatchObject({ code, investmentKind, exact: true });
  });

  it.each([
    ['有限责任公司(外国法人独资)', '5150', 'foreign', true],
    ['有限责任公司(台港澳法人独资)', '6150', 'hmt', true],
    ['有限责任公司(港澳台自然人独资)', '6140', 'hmt', true],
    ['中外合资经营企业', '5110', 'foreign', true],
    ['有限责任公司（中外合作）', '5120', 'foreign', true],
    ['股份有限公司(中外合资、未上市)', '5210', 'foreign', true],
    ['股份有限公司（外商投资、上市）', '5290', 'foreign', false],
    ['外商独资企业', '5150', 'foreign', false],
    ['有限责任公司(外商投资、非独资)', '5190', 'foreign', false],
    ['有限责任公司(港澳台投资、非独资)', '6190', 'hmt', false],
    ['港资', '6190', 'hmt', false],
    ['外商投资有限合伙企业', '5400', 'foreign', true],
  ])('maps %s by its words', (text, code, investmentKind, exact) => {
    expect(resolveFieType(text)).toEqual({ original: text, code, investmentKind, exact });
  });

  it.each(['有限责任公司（自然人投资或控股）', '有限责任公司(外商投资企业法人独资)', '私营企业'])(
    '%s is domestic',
    (text) => {
      expect(resolveFieType(text)).toEqual({ original: text, investmentKind: 'domestic', exact: false });
    },
  );

  it('keeps the words as written', () => {
    expect(resolveFieType(' 外商独资 ')?.original).toBe('外商独资');
  });

  it.each(['', '不详', '5999'])('knows nothing of %p', (text) => {
    expect(resolveFieType(text)).toBeUndefined();
  });

  it('finds a type by code', () => {
    expect(findFieType('5150')?.name).toBe('有限责任公司（外国法人独资）');
    expect(findFieType('1100')).toBeUndefined();
  });
});

describe('fieTypeNameEn', () => {
  it.each(FIE_TYPES)('has English of its own for $code', ({ name, nameEn }) => {
    expect(nameEn).toMatch(/^[A-Za-z ,()-]+$/);
    expect(FIE_TYPES.filter((other) => other.nameEn === nameEn)).toHaveLength(1);
    expect(fieTypeNameEn(name)).toBe(nameEn);
  });

  it.each(['外商独资', '私营企业', '不详'])('says nothing where %s leaves the type open', (text) => {
    expect(fieTypeNameEn(text)).toBeUndefined();
  });
});
