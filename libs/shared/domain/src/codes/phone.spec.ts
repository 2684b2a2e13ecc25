import fc from 'fast-check';
import { parsePhone } from './phone.js';

describe('parsePhone', () => {
  it.each([
    ['13824905807', '13824905807'],
    ['138 2490 5807', '13824905807'],
    ['138-2490-5807', '13824905807'],
    ['+86 13824905807', '13824905807'],
    ['8613824905807', '13824905807'],
    ['１３８２４９０５８０７', '13824905807'],
  ])('reads the mobile %s', (text, number) => {
    expect(parsePhone(text)).toEqual({ kind: 'mobile', number });
  });

  it.each([
    ['0512-62881234', '0512-62881234'],
    ['051262881234', '0512-62881234'],
    ['(0512)62881234', '0512-62881234'],
    ['（0512）6288 1234转801', '0512-62881234-801'],
    ['010-88881234', '010-88881234'],
    ['025—8888123', '025-8888123'],
    ['+86 512 62881234', '0512-62881234'],
  ])('reads the landline %s', (text, number) => {
    expect(parsePhone(text)).toEqual({ kind: 'landline', number });
  });

  it.each(['', '12345', '12824905807', '1382490580', '62881234', '4008001234', '无', '1'.repeat(41)])(
    'refuses %p',
    (text) => {
      expect(parsePhone(text)).toBeUndefined();
    },
  );

  it('reads its own output again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^0?[1-9]\d{9,10}$/), (text) => {
        const phone = parsePhone(text);
        expect(phone === undefined || parsePhone(phone.number)?.number === phone.number).toBe(true);
      }),
    );
  });
});
