import fc from 'fast-check';
import {
  amountOfNumber,
  formatAmount,
  formatCapital,
  formatRateBp,
  formatWan,
  MAX_AMOUNT_FEN,
  parseAmount,
  parseChineseNumber,
  parseCurrency,
  parseRateBp,
  parseUnitWord,
  rateBpOfNumber,
} from './index.js';

const inWan = { defaultUnit: 'wan', currency: 'CNY' } as const;
const inYuan = { defaultUnit: 'yuan', currency: 'CNY' } as const;

function fenOf(text: string, context: Parameters<typeof parseAmount>[1] = inWan): bigint | string {
  const amount = parseAmount(text, context);
  return amount.ok ? amount.fen : amount.problem;
}

describe('parseAmount', () => {
  // 3200万元 = 32,000,000 元 = 3,200,000,000 分
  it.each([
    '3200',
    '3200万',
    '3,200万元',
    '3，200万',
    '３２００',
    '3.2千万',
    '0.32亿',
    '0.32亿元',
    '32,000,000元',
    '人民币3200万元',
    '3200万元（人民币）',
    '￥3200万',
    '三千二百万元',
    '叁仟贰佰万元整',
    ' 3200 万 ',
  ])('reads %s as 3200万元', (text) => {
    expect(fenOf(text)).toBe(3_200_000_000n);
  });

  it('takes the unit of the cell before the default', () => {
    expect(fenOf('32,000,000', inYuan)).toBe(3_200_000_000n);
    expect(fenOf('500', inWan)).toBe(500_000_000n);
    expect(fenOf('500元', inWan)).toBe(50_000n);
  });

  it('adds 亿 and 万', () => {
    // 1亿2000万 = 120,000,000 元
    expect(fenOf('1亿2,000万元')).toBe(12_000_000_000n);
  });

  it.each([
    ['500万美元', 'USD', 500_000_000n],
    ['USD 500', 'USD', 500_000_000n],
    ['500美元', 'USD', 50_000n],
    ['500万港币', 'HKD', 500_000_000n],
    ['HK$500万', 'HKD', 500_000_000n],
    ['20万欧元', 'EUR', 20_000_000n],
    // No minor unit: 5000万日元 is 50,000,000 yen.
    ['5000万日元', 'JPY', 50_000_000n],
    ['3亿韩元', 'KRW', 300_000_000n],
    ['10万新加坡元', 'SGD', 10_000_000n],
  ])('reads %s in its currency', (text, currency, fen) => {
    expect(parseAmount(text, inWan)).toMatchObject({ ok: true, currency, fen, currencyNamed: true });
  });

  it('keeps the sign', () => {
    expect(fenOf('-500')).toBe(-500_000_000n);
    expect(fenOf('负500万')).toBe(-500_000_000n);
  });

  it.each([
    ['', 'blank'],
    ['　', 'blank'],
    ['面议', 'not-a-number'],
    ['3000-5000万', 'not-a-number'],
    ['(500)', 'not-a-number'],
    ['3,20万', 'not-a-number'],
    ['1.200,50', 'not-a-number'],
    ['=1+1', 'not-a-number'],
    ['9'.repeat(65), 'not-a-number'],
    ['1000000亿', 'too-large'],
  ])('refuses %p as %s', (text, problem) => {
    expect(fenOf(text)).toBe(problem);
  });

  it('reads a number cell without its binary noise', () => {
    // 0.1 + 0.2 = 0.30000000000000004 万元 = 3000.00 元
    expect(amountOfNumber(0.1 + 0.2, inWan)).toMatchObject({ fen: 300_000n });
    expect(amountOfNumber(1e7, inYuan)).toMatchObject({ fen: 1_000_000_000n });
    expect(amountOfNumber(1.005, inYuan)).toMatchObject({ fen: 101n });
    expect(amountOfNumber(1e-7, inYuan)).toMatchObject({ fen: 0n });
    expect(amountOfNumber(Number.NaN, inYuan)).toEqual({ ok: false, problem: 'not-a-number' });
    expect(amountOfNumber(1e300, inYuan)).toMatchObject({ ok: false });
  });

  it('reads back every amount it writes in 万', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -MAX_AMOUNT_FEN, max: MAX_AMOUNT_FEN }), (fen) => {
        expect(fenOf(`${formatWan(fen)}万元`)).toBe(fen);
      }),
    );
  });

  it('never throws, whatever a cell holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof parseAmount(text, inWan).ok).toBe('boolean');
      }),
    );
  });
});

describe('formatAmount', () => {
  it.each([
    [3_200_000_000n, 'CNY', '3,200万元', 'CNY 32 m'],
    [12_345_000_000n, 'CNY', '1.2345亿元', 'CNY 123.45 m'],
    [57_000_000_000_000n, 'CNY', '5,700亿元', 'CNY 570,000 m'],
    [99_950n, 'CNY', '999.5元', 'CNY 999.5'],
    // A tenth of a million yuan is 10,000,000 fen.
    [9_999_900n, 'CNY', '10万元', 'CNY 99,999'],
    [10_000_000n, 'CNY', '10万元', 'CNY 0.1 m'],
    [500_000_000n, 'USD', '500万美元', 'USD 5 m'],
    [50_000_000n, 'JPY', '5,000万日元', 'JPY 50 m'],
    [-1_234_567_800n, 'CNY', '-1,234.57万元', 'CNY -12.3457 m'],
    [0n, 'CNY', '0元', 'CNY 0'],
  ] as const)('writes %s %s as %s and %s', (fen, currency, zh, en) => {
    expect(formatAmount(fen, currency, 'zh')).toBe(zh);
    expect(formatAmount(fen, currency, 'en')).toBe(en);
  });
});

describe('capital writing', () => {
  it.each([
    [3_200_000_000n, '叁仟贰佰万元整'],
    [0n, '零元整'],
    [5n, '伍分'],
    [50n, '伍角整'],
    [1_005n, '壹拾元零伍分'],
    [100_500n, '壹仟零伍元整'],
    [10_000_050n, '壹拾万元伍角整'],
    // 支付结算办法 附一: a 零 after a 万 that ends in zero may be written or left out.
    [1_000_500_000n, '壹仟万伍仟元整'],
    [10_000_000_000n, '壹亿元整'],
    [57_000_000_000_000n, '伍仟柒佰亿元整'],
    [100_000_000_000_000n, '壹万亿元整'],
    [-100n, '负壹元整'],
  ])('writes %s as %s', (fen, text) => {
    expect(formatCapital(fen)).toBe(text);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: MAX_AMOUNT_FEN / 100n }), (yuan) => {
        expect(parseChineseNumber(formatCapital(yuan * 100n).replace('元整', ''))).toBe(yuan);
      }),
    );
  });
});

describe('rates', () => {
  it.each([
    ['4.5', 450],
    ['4.5%', 450],
    ['４．５％', 450],
    ['不超过4.5%', 450],
    ['≤4.35%', 435],
    ['年化3.85%以内', 385],
    ['4.5‰', 45],
    ['450bp', 450],
    ['3.455%', 346],
  ])('reads %s as %i bp', (text, bp) => {
    expect(parseRateBp(text)).toBe(bp);
  });

  it.each(['', '面议', 'LPR+50bp', '3%-4%', '%'])('does not guess at %p', (text) => {
    expect(parseRateBp(text)).toBeUndefined();
  });

  it('tells a percentage cell from a number of per cent', () => {
    expect(rateBpOfNumber(0.0345, true)).toBe(345);
    expect(rateBpOfNumber(3.45, false)).toBe(345);
    expect(rateBpOfNumber(Number.POSITIVE_INFINITY, false)).toBeUndefined();
  });

  it('reads back every rate it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999, max: 99_999 }), (bp) => {
        expect(parseRateBp(formatRateBp(bp))).toBe(bp);
      }),
    );
  });
});

describe('words of currency and unit', () => {
  it.each([
    ['人民币', 'CNY'],
    ['元', 'CNY'],
    ['人民币（元）', 'CNY'],
    ['usd', 'USD'],
    ['美元', 'USD'],
    ['港币', 'HKD'],
    ['日元（JPY）', 'JPY'],
    ['越南盾', undefined],
    ['', undefined],
  ])('reads %p as %s', (text, currency) => {
    expect(parseCurrency(text)).toBe(currency);
  });

  it.each([
    ['万元', { unit: 'wan' }],
    ['万美元', { unit: 'wan', currency: 'USD' }],
    ['人民币万元', { unit: 'wan', currency: 'CNY' }],
    ['亿元', { unit: 'yi' }],
    ['元', { unit: 'yuan' }],
    ['千元', { unit: 'thousand' }],
    ['月', undefined],
    ['%', undefined],
    ['', undefined],
  ])('reads the unit %p', (text, unit) => {
    expect(parseUnitWord(text)).toEqual(unit);
  });
});
