import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkUscc, isValidUscc, makeUscc, normaliseUscc } from './uscc.js';

const cases = readFileSync(new URL('fixtures/uscc.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .map(([uscc = '', , , valid = '']) => ({ uscc, valid: valid === 'true' }));

const character = fc.constantFrom(...Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY'));
const eight = fc.string({ unit: character, minLength: 8, maxLength: 8 });
const valid = fc.tuple(eight, eight).map(([prefix, body]) => makeUscc(prefix, body));

describe('checkUscc', () => {
  it('knows the public codes', () => {
    expect(cases).toHaveLength(39);
  });

  it.each(cases)('$uscc is valid: $valid', ({ uscc, valid: expected }) => {
    expect(checkUscc(uscc).problem === undefined).toBe(expected);
  });

  it('works the two checks as the standards print them', () => {
    // 71093962: 7·3+1·7+0·9+9·10+3·5+9·8+6·4+2·2 = 233, 233 mod 11 = 2, 11 − 2 = 9.
    expect(makeUscc('91310115', '71093962')).toBe('91310115710939629R');
  });

  it.each([
    ['９１３１０１１５７１０９３９６２９Ｒ', '91310115710939629R'],
    ['91310115710939629r', '91310115710939629R'],
    ['913101 15710939629R', '91310115710939629R'],
    ['91310115-71093962-9R', '91310115710939629R'],
    ['\u200b91310115710939629R\ufeff', '91310115710939629R'],
  ])('normalises %s', (text, uscc) => {
    expect(checkUscc(text)).toEqual({ uscc });
  });

  it.each([
    ['91310000607335000', 'length'],
    ['', 'length'],
    ['9131011571093962$R', 'character'],
    ['91310115710939619R', 'organisation-check'],
    ['91310115710939629Q', 'check'],
  ])('%p has the problem %s', (text, problem) => {
    expect(checkUscc(text).problem).toBe(problem);
  });

  it('offers O→0 and I→1 as corrections, never silently', () => {
    expect(checkUscc('9131O115710939629R')).toEqual({
      uscc: '9131O115710939629R',
      problem: 'character',
      suggestion: '91310115710939629R',
    });
    expect(checkUscc('913I0II5710939629R').suggestion).toBe('91310115710939629R');
  });

  it('offers a repair of one confused character if only one fits', () => {
    // 6 for G in the body breaks both checks; turning it back is the single confusion that mends them.
    const code = makeUscc('91320594', 'MAG74JX7');
    const slipped = code.replace('MAG7', 'MA67');
    expect(checkUscc(slipped).suggestion).toBe(code);
  });

  it('offers nothing for a wrong length', () => {
    expect(checkUscc('9131011571093962R')).toEqual({ uscc: '9131011571093962R', problem: 'length' });
  });

  it('only warns of a division that is not listed', () => {
    const known = (code: string): boolean => code === '310115';
    // 北京市崇文区 (110103) was abolished in 2010.
    const abolished = makeUscc('91110103', '71093962');
    expect(checkUscc(abolished, known)).toEqual({ uscc: abolished, unknownRegion: '110103' });
    expect(checkUscc('91310115710939629R', known)).toEqual({ uscc: '91310115710939629R' });
    const zone = makeUscc('91320594', '71093962');
    expect(checkUscc(zone, known)).toEqual({ uscc: zone });
  });

  it('accepts what makeUscc makes and finds every single wrong character', () => {
    fc.assert(
      fc.property(valid, fc.nat(17), character, (uscc, at, other) => {
        const slipped = uscc.slice(0, at) + other + uscc.slice(at + 1);
        expect(isValidUscc(uscc)).toBe(true);
        expect(isValidUscc(slipped)).toBe(slipped === uscc);
      }),
    );
  });

  it('suggests only codes that pass both checks', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 17, maxLength: 19 }), (text) => {
        const { suggestion } = checkUscc(text);
        expect(suggestion === undefined || isValidUscc(suggestion)).toBe(true);
      }),
    );
  });

  it('normalises to a fixed point', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normaliseUscc(normaliseUscc(text))).toBe(normaliseUscc(text));
      }),
    );
  });

  it('refuses to make a code from anything else', () => {
    expect(() => makeUscc('9131011', '71093962')).toThrow(RangeError);
    expect(() => makeUscc('91310115', '7109396O')).toThrow(RangeError);
  });
});
