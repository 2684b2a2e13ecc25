import { positiveFen } from './fields.js';

describe('an amount that somebody enters', () => {
  it.each(['1', '250000000', '9007199254740991'])('is whole fen: %s', (text) => {
    expect(positiveFen.parse(text)).toBe(text);
  });

  it.each([
    ['', 'amount_unreadable'],
    ['十万', 'amount_unreadable'],
    ['1e5', 'amount_unreadable'],
    ['１００', 'amount_unreadable'],
    ['100.5', 'amount_fractional'],
    ['-1', 'amount_negative'],
    ['0', 'amount_zero'],
    ['9007199254740992', 'amount_too_large'],
  ])('is refused as %j by a code of its own: %s', (text, fault) => {
    expect(positiveFen.safeParse(text).error?.issues).toMatchObject([{ code: 'custom', params: { fault } }]);
  });

  it('is refused at a length no amount has', () => {
    expect(positiveFen.safeParse('9'.repeat(41)).success).toBe(false);
  });
});
