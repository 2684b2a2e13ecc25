/** The holder's people: the first proposes, the second agrees. */
export const HOLDER_PEOPLE = [
  { username: 'facility.jiangsu', name: '货币信贷处 郑岩' },
  { username: 'facility.review', name: '货币信贷处 陆铭' },
] as const;

/** 万元 unless the name says otherwise; days before today. */
type BookSeed = {
  readonly tool: string;
  readonly basis: 'FLOW' | 'BALANCE';
  readonly totalYi: number;
  readonly provinceYi: number;
  readonly document: string;
  readonly banks: readonly {
    readonly key: string;
    readonly limit: number;
    readonly loans: readonly number[];
  }[];
};

export const BOOKS: readonly BookSeed[] = [
  {
    tool: 'PBOC-REDISCOUNT',
    basis: 'BALANCE',
    totalYi: 1000,
    provinceYi: 60,
    document: '示例银发〔2026〕31号',
    banks: [
      { key: 'hanning', limit: 60_000, loans: [3_200, 4_800, 2_600, 5_400, 1_900, 6_300, 3_750, 2_880] },
      { key: 'runhuai', limit: 45_000, loans: [2_100, 3_600, 5_200, 4_400, 6_800, 7_500, 5_900] },
      { key: 'wuze', limit: 30_000, loans: [1_500, 2_250, 980, 3_100] },
      { key: 'hechuan', limit: 12_000, loans: [860, 1_240, 2_050, 1_700, 3_300, 2_400] },
    ],
  },
  {
    tool: 'PBOC-RURAL-SME',
    basis: 'BALANCE',
    totalYi: 400,
    provinceYi: 24,
    document: '示例银发〔2026〕47号',
    banks: [
      { key: 'hechuan', limit: 20_000, loans: [1_100, 1_450, 2_300, 900] },
      { key: 'wuze', limit: 20_000, loans: [] },
      { key: 'luwan', limit: 18_000, loans: [700, 1_650, 1_320, 2_480, 1_960] },
      { key: 'xingqiao', limit: 4_000, loans: [260, 380, 540] },
    ],
  },
];

/** Reported here though nobody told the platform of a quota. */
export const TALLY = { tool: 'EXIM-FOREIGN-TRADE', key: 'hanning', loans: [5_000, 8_200, 3_600] } as const;
