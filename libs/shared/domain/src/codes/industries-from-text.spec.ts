import fc from 'fast-check';
import { resolveIndustry } from './industries-from-text.js';
import { allIndustries, findIndustry } from './industries.js';

describe('resolveIndustry', () => {
  it.each([
    ['C3973', 'C3973'],
    ['c3973', 'C3973'],
    ['Ｃ３９７３', 'C3973'],
    ['3973', 'C3973'],
    ['集成电路制造', 'C3973'],
    ['C3973 集成电路制造', 'C3973'],
    ['集成电路制造(C3973)', 'C3973'],
    ['集成电路制造（3973）', 'C3973'],
    ['3973-集成电路制造', 'C3973'],
    ['C39', 'C39'],
    ['39', 'C39'],
    ['C', 'C'],
    ['C 制造业', 'C'],
    ['C3973 制造业', 'C3973'],
    ['C39 集成电路制造', 'C3973'],
    ['纺织品、针织品及原料批发', 'F5131'],
    ['纺织品,针织品及原料批发', 'F5131'],
    ['化工、木材、非金属加工专用设备制造', 'C352'],
    ['C3585 机械治疗及病房护理设备制造', 'C3585'],
    ['三维（3D）打印技术推广服务', 'M7517'],
    ['0111', 'A0111'],
  ])('reads %s as %s', (text, code) => {
    expect(resolveIndustry(text)).toEqual({ code, level: findIndustry(code)?.level, exact: true });
  });

  it('takes a name for the most specific class that bears it', () => {
    // C367 and its only class C3670 share the name.
    expect(resolveIndustry('汽车零部件及配件制造')?.code).toBe('C3670');
  });

  it.each([
    ['C3979999', undefined],
    ['C3978', 'C397'],
    ['3978', 'C397'],
    ['C3960', 'C396'],
    ['C99', 'C'],
    ['A3973', 'A'],
    ['C3978 量子器件制造', 'C397'],
    ['C3973 芯片', 'C3973'],
    ['9999 集成电路制造', 'C3973'],
    ['C3999 集成电路制造', 'C3973'],
  ])('answers the doubtful %s with %s and a warning', (text, code) => {
    const found = code === undefined ? undefined : findIndustry(code);
    expect(resolveIndustry(text)).toEqual(
      found && { code: found.code, level: found.level, exact: false, warning: 'industry' },
    );
  });

  it('trusts the name when a code of the 2011 edition now means something else', () => {
    expect(findIndustry('C3963')?.name).toBe('智能无人飞行器制造');
    expect(resolveIndustry('C3963 集成电路制造')).toMatchObject({ code: 'C3973', warning: 'industry' });
  });

  it.each(['', '  ', '-', '面议', 'B超设备', 'IT服务', '9999', 'Z99', 'C'.repeat(5000)])(
    'gives up on %p',
    (text) => {
      expect(resolveIndustry(text)).toBeUndefined();
    },
  );

  it('reads every code back, alone and with its name on either side', () => {
    fc.assert(
      fc.property(fc.constantFrom(...allIndustries()), ({ code, name, level }) => {
        for (const text of [code, `${code} ${name}`, `${name}（${code}）`, `${code}${name}`]) {
          expect(resolveIndustry(text)).toEqual({ code, level, exact: true });
        }
        expect(resolveIndustry(name)?.code.startsWith(code)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws and answers only with classes of the standard', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom('C', '39', '7', '制造业', ' ', '(', 'A01', '集成电路制造'))
        .map((a) => a.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const answer = resolveIndustry(text);
        expect(answer === undefined || findIndustry(answer.code)?.level === answer.level).toBe(true);
      }),
    );
  });
});
