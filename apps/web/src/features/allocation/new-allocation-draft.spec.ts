import { gapIn, quotasOf, type BankShare } from './new-allocation-draft.js';

const TOOL = 'tool-1';
const OTHER = 'tool-2';
const amounts = new Map([
  [TOOL, 500_000_000n],
  [OTHER, undefined],
]);
const share = (more: Partial<BankShare> = {}): BankShare => ({
  key: 1,
  facilityId: TOOL,
  bankId: 'bank-1',
  bankName: '示例银行',
  fen: 200_000_000n,
  ...more,
});

describe('the amounts a calculation is asked with', () => {
  it('are those of tools that have one, with the shares of banks below them', () => {
    expect(quotasOf(amounts, [share(), share({ bankId: 'bank-2', fen: 1n })])).toEqual([
      {
        facilityId: TOOL,
        capacityFen: '500000000',
        banks: [
          { bankId: 'bank-1', capacityFen: '200000000' },
          { bankId: 'bank-2', capacityFen: '1' },
        ],
      },
    ]);
  });

  it.each([
    ['', [], 'new.nameMissing'],
    ['年底测算', [share({ bankId: null })], 'new.bank.incomplete'],
    ['年底测算', [share({ fen: undefined })], 'new.bank.incomplete'],
    // A share of a tool that takes no part would be passed over in silence.
    ['年底测算', [share({ facilityId: OTHER })], 'new.bank.incomplete'],
    ['年底测算', [share(), share({ key: 2 })], 'new.bank.twice'],
    ['年底测算', [share()], undefined],
  ])('lack nothing before they are sent: %s %j', (name, shares, gap) => {
    expect(gapIn(name, amounts, shares)).toBe(gap);
  });

  it('are asked for where there are none at all', () => {
    expect(gapIn('年底测算', new Map([[TOOL, undefined]]), [])).toBe('new.empty');
  });
});
