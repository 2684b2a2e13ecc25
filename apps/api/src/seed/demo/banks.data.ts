import type { BankType } from '@yinqi/domain/matching';

export type BankSeed = {
  readonly key: string;
  readonly name: string;
  /** As branches are called after the bank. */
  readonly shortName: string;
  readonly nameEn: string;
  readonly type: BankType;
  /** Where the head office sits. */
  readonly seat: string;
  readonly localLegalPerson: boolean;
  /** GB/T 2260 codes of the cities with a branch. */
  readonly branches: readonly string[];
  /** Relative share of the engagements it gets. */
  readonly weight: number;
  readonly people: readonly [officer: string, reviewer: string, approver: string];
};

// prettier-ignore
const ALL_CITIES = [
  '320100', '320200', '320300', '320400', '320500', '320600', '320700',
  '320800', '320900', '321000', '321100', '321200', '321300',
] as const;

/** Invented institutions, of the types that take part; none of them exists. */
// prettier-ignore
export const BANKS: readonly BankSeed[] = [
  { key: 'canglan', name: '沧澜进出口银行', shortName: '沧澜进出口银行', nameEn: 'Canglan Export-Import Bank', type: 'POLICY', seat: '110000', localLegalPerson: false, branches: ['320100', '320500', '320200', '320600', '320700'], weight: 9, people: ['顾文博', '沈立群', '韩松涛'] },
  { key: 'guoheng', name: '国衡银行', shortName: '国衡银行', nameEn: 'Guoheng Bank', type: 'STATE_LARGE', seat: '110000', localLegalPerson: false, branches: ALL_CITIES, weight: 13, people: ['许静怡', '曹建业', '彭卫东'] },
  { key: 'banghe', name: '邦和银行', shortName: '邦和银行', nameEn: 'Banghe Bank', type: 'STATE_LARGE', seat: '110000', localLegalPerson: false, branches: ALL_CITIES, weight: 11, people: ['蒋一鸣', '袁明珠', '邓国梁'] },
  { key: 'hanning', name: '瀚宁银行', shortName: '瀚宁银行', nameEn: 'Hanning Bank', type: 'JOINT_STOCK', seat: '310000', localLegalPerson: false, branches: ALL_CITIES, weight: 14, people: ['李敏', '方子谦', '程远航'] },
  { key: 'qiyue', name: '启岳银行', shortName: '启岳银行', nameEn: 'Qiyue Bank', type: 'JOINT_STOCK', seat: '310000', localLegalPerson: false, branches: ['320100', '320200', '320400', '320500', '320600', '321000'], weight: 8, people: ['潘若琳', '任海峰', '姚景行'] },
  { key: 'runhuai', name: '润淮银行', shortName: '润淮银行', nameEn: 'Runhuai Bank', type: 'CITY_COMMERCIAL', seat: '320800', localLegalPerson: true, branches: ['320100', '320300', '320700', '320900', '321000', '321200', '321300'], weight: 14, people: ['谭雨桐', '贺志刚', '龚兆丰'] },
  { key: 'wuze', name: '吴泽银行', shortName: '吴泽银行', nameEn: 'Wuze Bank', type: 'CITY_COMMERCIAL', seat: '320500', localLegalPerson: true, branches: ['320200', '320400', '320600', '321100'], weight: 12, people: ['倪清', '钱述平', '施伯钧'] },
  { key: 'hechuan', name: '禾川农村商业银行', shortName: '禾川农商银行', nameEn: 'Hechuan Rural Commercial Bank', type: 'RURAL_COMMERCIAL', seat: '320583', localLegalPerson: true, branches: ['320500'], weight: 16, people: ['陆晓岚', '孟凡成', '石守信'] },
  { key: 'luwan', name: '芦湾农村商业银行', shortName: '芦湾农商银行', nameEn: 'Luwan Rural Commercial Bank', type: 'RURAL_COMMERCIAL', seat: '320600', localLegalPerson: true, branches: ['320600'], weight: 16, people: ['季诗雨', '柏建国', '严崇文'] },
  { key: 'xingqiao', name: '杏桥村镇银行', shortName: '杏桥村镇银行', nameEn: 'Xingqiao Village Bank', type: 'VILLAGE', seat: '320400', localLegalPerson: true, branches: [], weight: 24, people: ['邹慧', '毛德胜', '尹安邦'] },
  { key: 'zhiyuan', name: '知远银行', shortName: '知远银行', nameEn: 'Zhiyuan Bank', type: 'PRIVATE', seat: '320200', localLegalPerson: true, branches: ['320100', '320500'], weight: 14, people: ['裴思齐', '葛鸣', '温如海'] },
  { key: 'vestaland', name: '维斯塔兰银行（中国）', shortName: '维斯塔兰银行', nameEn: 'Vestaland Bank (China)', type: 'FOREIGN_LEGAL', seat: '320500', localLegalPerson: false, branches: ['320100', '320200'], weight: 12, people: ['郝佳宁', 'Martin Roth', '卢启明'] },
];
