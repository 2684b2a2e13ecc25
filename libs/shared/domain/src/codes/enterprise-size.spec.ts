import fc from 'fast-check';
import {
  enterpriseSize,
  parseSizeClass,
  SIZE_CLASSES,
  SIZE_RULES,
  sizeRuleFor,
  type SizeFacts,
} from './enterprise-size.js';

const FEN_PER_WAN = 1_000_000n;
const wan = (amount: number): bigint => BigInt(amount) * FEN_PER_WAN;
const industry = (staff: number, revenueWan: number) =>
  enterpriseSize({ industry: 'C3963', staff, revenueFen: wan(revenueWan) });

const edges = SIZE_RULES.flatMap((rule) =>
  rule.thresholds.flatMap(({ metric, bounds }) =>
    (['large', 'medium', 'small'] as const).map((size, index) => ({
      name: rule.industry,
      code: rule.scope[0] ?? '',
      metric,
      size,
      below: SIZE_CLASSES[SIZE_CLASSES.indexOf(size) - 1],
      bound: bounds[index] ?? 0,
    })),
  ),
);

/** Everything far above the large bound except the metric under test. */
function factsWith(code: string, metric: string, value: bigint): SizeFacts {
  const plenty = wan(1_000_000);
  return {
    industry: code,
    staff: metric === 'staff' ? Number(value) : 100_000,
    revenueFen: metric === 'revenue' ? value : plenty,
    assetsFen: metric === 'assets' ? value : plenty,
  };
}

describe('enterpriseSize', () => {
  it('knows the sixteen industries of the rule', () => {
    // 14 industries with two metrics, 2 with one: 30 thresholds × 3 bounds.
    expect(SIZE_RULES).toHaveLength(16);
    expect(edges).toHaveLength(90);
  });

  it.each(edges)('$name: $metric $bound is $size, just below it $below', (edge) => {
    const exact = edge.metric === 'staff' ? BigInt(edge.bound) : wan(edge.bound);
    expect(enterpriseSize(factsWith(edge.code, edge.metric, exact))?.size).toBe(edge.size);
    expect(enterpriseSize(factsWith(edge.code, edge.metric, exact - 1n))).toMatchObject({
      size: edge.below,
      decidedBy: edge.metric,
    });
  });

  it('needs all metrics, else drops a level', () => {
    // 1000 people reach large, 39,999万元 miss 40,000: medium.
    expect(industry(1000, 39_999)).toMatchObject({ size: 'medium', decidedBy: 'revenue' });
    // 19 people miss even small, whatever the revenue.
    expect(industry(19, 500_000)).toMatchObject({ size: 'micro', decidedBy: 'staff' });
    expect(industry(1000, 40_000)).toMatchObject({ size: 'large' });
  });

  it('says what is missing rather than guess', () => {
    expect(enterpriseSize({ industry: 'C3963', staff: 500 })).toEqual({
      size: undefined,
      industry: '工业',
      missing: ['revenue'],
    });
    expect(enterpriseSize({ industry: 'C3963', staff: 19 })).toMatchObject({
      size: 'micro',
      missing: ['revenue'],
    });
  });

  it.each([
    ['G591', '交通运输业'],
    ['G5910', '交通运输业'],
    ['G5920', '仓储业'],
    ['G5990', '仓储业'],
    ['L7249', '租赁和商务服务业'],
    ['K7010', '房地产开发经营'],
    ['I6579', '软件和信息技术服务业'],
    ['M7320', '其他未列明行业'],
    ['G5310', undefined],
    ['G59', undefined],
    ['J6620', undefined],
    ['F', undefined],
    ['K7040', undefined],
    ['', undefined],
  ])('%p falls under %s', (code, name) => {
    expect(sizeRuleFor(code)?.industry).toBe(name);
  });

  it('never shrinks an enterprise that grows', () => {
    const amounts = fc.integer({ min: 0, max: 300_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...SIZE_RULES),
        amounts,
        amounts,
        amounts,
        amounts,
        (rule, people, sales, total, more) => {
          const code = rule.scope[0] ?? '';
          const rank = (extra: number): number => {
            const verdict = enterpriseSize({
              industry: code,
              staff: people + extra,
              revenueFen: wan(sales + extra),
              assetsFen: wan(total + extra),
            });
            return SIZE_CLASSES.findIndex((size) => size === verdict?.size);
          };
          expect(rank(more)).toBeGreaterThanOrEqual(rank(0));
        },
      ),
    );
  });
});

describe('parseSizeClass', () => {
  it.each([
    ['大型', 'large'],
    ['中型企业', 'medium'],
    ['小', 'small'],
    [' 微型 ', 'micro'],
    ['中小微', undefined],
    ['', undefined],
  ])('reads %p', (text, size) => {
    expect(parseSizeClass(text)).toBe(size);
  });
});
