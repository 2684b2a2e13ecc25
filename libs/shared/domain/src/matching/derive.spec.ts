import { enterpriseSize, type SizeFacts } from '../codes/index.js';
import { completeFacts } from './derive.js';
import { context, fact } from './testing/arbitraries.js';

const WAN = 1_000_000n;
const cny = (wan: bigint) => ({ fen: wan * WAN, currency: 'CNY' as const });

describe('completeFacts', () => {
  it('counts full years since founding', () => {
    const years = (foundedOn: string) =>
      completeFacts({ foundedOn: fact(foundedOn) }, context).yearsInBusiness;
    // As of 2026-06-30: the fifth anniversary of 30 June 2021 is today, that of 1 July tomorrow.
    expect(years('2021-06-30')?.value).toBe(5);
    expect(years('2021-07-01')?.value).toBe(4);
    expect(years('2026-07-01')).toBeUndefined();
  });

  it('takes the export share as exports ÷ revenue, as old as the older and as weak as the weaker', () => {
    const { exportShareBp } = completeFacts(
      {
        exportValue: fact(cny(1000n), { date: '2026-03-31', provenance: 'official', source: '海关' }),
        revenue: fact(cny(3000n), { date: '2025-12-31', source: '年报' }),
      },
      context,
    );
    // 1,000万 ÷ 3,000万 = 33.33 %, rounded down.
    expect(exportShareBp).toEqual({
      value: 3333,
      date: '2025-12-31',
      provenance: 'declared',
      source: '海关; 年报',
    });
  });

  it('derives no share from figures that contradict each other or cannot be converted', () => {
    const share = (exports: bigint, revenue: bigint, currency: 'CNY' | 'JPY' = 'CNY') =>
      completeFacts({ exportValue: fact({ fen: exports, currency }), revenue: fact(cny(revenue)) }, context)
        .exportShareBp;
    expect(share(20n * WAN, 10n)).toBeUndefined();
    expect(share(20n * WAN, 0n)).toBeUndefined();
    expect(share(20n * WAN, 100n, 'JPY')).toBeUndefined();
  });

  it('asks for the size class with what is known, and keeps one that was given', () => {
    const classifySize = ({ staff }: { staff?: number | undefined }) =>
      staff === undefined ? undefined : staff >= 1000 ? ('large' as const) : ('medium' as const);
    const sized = { ...context, classifySize };
    const facts = { industry: fact('C39'), staff: fact(1200, { date: '2025-12-31' }) };
    expect(completeFacts(facts, sized).sizeClass).toMatchObject({ value: 'large', date: '2025-12-31' });
    expect(completeFacts({ industry: fact('C39') }, sized).sizeClass).toBeUndefined();
    expect(completeFacts({ ...facts, sizeClass: fact('small' as const) }, sized).sizeClass?.value).toBe(
      'small',
    );
  });

  it('takes the thresholds of 300号 from the code tables when they are passed in', () => {
    const context300 = { ...context, classifySize: (figures: SizeFacts) => enterpriseSize(figures)?.size };
    const industrial = (staff: number, revenueWan: bigint) =>
      completeFacts(
        { industry: fact('C3963'), staff: fact(staff), revenue: fact(cny(revenueWan)) },
        context300,
      ).sizeClass?.value;
    // Industry: large needs 1,000 people and 40,000万, medium 300 and 2,000万.
    expect(industrial(1000, 39_999n)).toBe('medium');
    expect(industrial(1000, 40_000n)).toBe('large');
  });
});
