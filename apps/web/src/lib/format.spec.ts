import fc from 'fast-check';
import {
  amountIn,
  amountText,
  countText,
  dateText,
  dateTimeText,
  deadlineText,
  figure,
  figureText,
  percentText,
  shareText,
  timeLeft,
} from './format.js';

describe('amounts', () => {
  it.each([
    // 3,200 万元 = 32,000,000.00 yuan = 3,200,000,000 fen
    [3_200_000_000n, 'wan', '3,200'],
    // 8,764 百万 … 87.64 亿元 = 8,764,000,000 yuan
    [876_400_000_000n, 'yi', '87.64'],
    // 1,234.5 yuan = 0.12345 万元, rounded to two decimals
    [123_450n, 'wan', '0.12'],
    // 0.005 万元 is rounded up
    [5_000n, 'wan', '0.01'],
    [-3_200_000_000n, 'wan', '−3,200'],
    [0n, 'wan', '0'],
  ] as const)('%s fen in %s is %s', (fen, scale, text) => {
    expect(amountIn(fen, scale)).toBe(text);
  });

  it('says unit and currency in running text', () => {
    expect(amountText('3200000000', 'zh')).toBe('3,200 万元');
    expect(amountText('3200000000', 'en')).toBe('CNY 32 m');
    // 45,000 yuan is less than a tenth of a million.
    expect(amountText('4500000', 'en')).toBe('CNY 45,000');
    expect(amountText('10000000', 'en')).toBe('CNY 0.1 m');
    // 5,000,000.00 USD
    expect(amountText(500_000_000n, 'zh', 'USD')).toBe('500 万美元');
    // the yen has no minor unit: 5,000,000 JPY
    expect(amountText(5_000_000n, 'zh', 'JPY')).toBe('500 万日元');
  });

  it('takes the larger unit from one 亿元 on', () => {
    expect(figure(9_999_000_000n, 'zh')).toEqual({ value: '9,999', unit: '万元' });
    expect(figure(10_000_000_000n, 'zh')).toEqual({ value: '1', unit: '亿元' });
    expect(figure(876_000_000_000n, 'en')).toEqual({ lead: 'CNY', value: '8.76', unit: 'bn' });
    expect(figureText(57_000_000_000_000n, 'en')).toBe('CNY 570 bn');
    expect(figureText(57_000_000_000_000n, 'zh')).toBe('5,700 亿元');
  });

  it('never shows an amount further off than half a hundredth of the unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (fen) => {
        const shown = Number(amountIn(fen, 'wan').replaceAll(',', ''));
        // half of 0.01 万元, and what a double cannot hold at 10^11
        expect(Math.abs(shown - Number(fen) / 1e6)).toBeLessThanOrEqual(0.005 + 1e-4);
      }),
    );
  });
});

describe('rates, counts and dates', () => {
  it('writes basis points as per cent', () => {
    expect(percentText(305)).toBe('3.05%');
    expect(percentText(9730)).toBe('97.3%');
    expect(percentText(10_000)).toBe('100%');
    expect(shareText(4530)).toBe('45.3%');
    expect(shareText(10_000)).toBe('100.0%');
  });

  it('groups thousands', () => {
    expect(countText(1286)).toBe('1,286');
    expect(countText(412)).toBe('412');
  });

  it('shows Beijing time wherever the reader is', () => {
    // 2026-11-22 17:30 UTC is 01:30 of the next day in Beijing
    expect(dateText('2026-11-22T17:30:00Z')).toBe('2026-11-23');
    expect(dateTimeText('2026-11-22T01:12:00.000Z')).toBe('2026-11-22 09:12');
  });

  it('says the end of a day as that day, not as the next one', () => {
    // Midnight in Beijing is 16:00 UTC of the day before.
    expect(deadlineText('2026-12-04T16:00:00.000Z')).toBe('2026-12-04 24:00');
    expect(deadlineText('2026-12-04T09:00:00.000Z')).toBe('2026-12-04 17:00');
  });
});

describe('timeLeft', () => {
  it.each([
    // 3 × 60 + 20
    [200, '剩 3时20分', 'near'],
    // four hours exactly are not yet near
    [240, '剩 4时00分', 'calm'],
    [-130, '超时 2时10分', 'over'],
    // a working day has seven office hours: 2 × 420 + 60
    [900, '剩 2天', 'calm'],
    [420, '剩 1天', 'calm'],
  ] as const)('%s working minutes: %s', (minutes, text, urgency) => {
    expect(timeLeft(minutes, 'zh')).toEqual({ text, urgency });
  });

  it('says the same in English', () => {
    expect(timeLeft(200, 'en').text).toBe('3 h 20 min left');
    expect(timeLeft(-130, 'en').text).toBe('2 h 10 min late');
  });
});
