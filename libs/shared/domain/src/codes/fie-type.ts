import { toHalfWidth } from '../money/index.js';

export const INVESTMENT_KINDS = ['foreign', 'hmt', 'domestic'] as const;
/** Foreign, from Hong Kong, Macao or Taiwan, or domestic. */
export type InvestmentKind = (typeof INVESTMENT_KINDS)[number];

export interface FieType {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly investmentKind: InvestmentKind;
}

const type = (code: string, name: string, nameEn: string): FieType => ({
  code,
  name,
  nameEn,
  investmentKind: code.startsWith('5') ? 'foreign' : 'hmt',
});

/** Registration types of the State Administration for Market Regulation with investment from outside. */
export const FIE_TYPES: readonly FieType[] = [
  type('5110', '有限责任公司（中外合资）', 'Limited company (Sino-foreign joint venture)'),
  type('5120', '有限责任公司（中外合作）', 'Limited company (Sino-foreign cooperation)'),
  type('5130', '有限责任公司（外商合资）', 'Limited company (joint venture of foreign investors)'),
  type('5140', '有限责任公司（外国自然人独资）', 'Limited company (wholly owned by a foreign individual)'),
  type('5150', '有限责任公司（外国法人独资）', 'Limited company (wholly owned by a foreign legal person)'),
  type(
    '5160',
    '有限责任公司（外国非法人经济组织独资）',
    'Limited company (wholly owned by a foreign unincorporated body)',
  ),
  type('5190', '其他有限责任公司（外商投资）', 'Other limited company (foreign-invested)'),
  type(
    '5210',
    '股份有限公司（中外合资、未上市）',
    'Company limited by shares (Sino-foreign joint venture, unlisted)',
  ),
  type(
    '5220',
    '股份有限公司（中外合资、上市）',
    'Company limited by shares (Sino-foreign joint venture, listed)',
  ),
  type('5230', '股份有限公司（外商合资、未上市）', 'Company limited by shares (foreign investors, unlisted)'),
  type('5240', '股份有限公司（外商合资、上市）', 'Company limited by shares (foreign investors, listed)'),
  type('5290', '其他股份有限公司（外商投资）', 'Other company limited by shares (foreign-invested)'),
  type('5310', '非公司外商投资企业（中外合作）', 'Unincorporated enterprise (Sino-foreign cooperation)'),
  type(
    '5320',
    '非公司外商投资企业（外商合资）',
    'Unincorporated enterprise (joint venture of foreign investors)',
  ),
  type('5390', '其他非公司外商投资企业', 'Other unincorporated foreign-invested enterprise'),
  type('5400', '外商投资合伙企业', 'Foreign-invested partnership'),
  type(
    '6110',
    '有限责任公司（台港澳与境内合资）',
    'Limited company (Taiwan, Hong Kong or Macao joint venture with the mainland)',
  ),
  type(
    '6120',
    '有限责任公司（台港澳与境内合作）',
    'Limited company (Taiwan, Hong Kong or Macao cooperation with the mainland)',
  ),
  type(
    '6130',
    '有限责任公司（台港澳合资）',
    'Limited company (joint venture of Taiwan, Hong Kong or Macao investors)',
  ),
  type(
    '6140',
    '有限责任公司（台港澳自然人独资）',
    'Limited company (wholly owned by an individual of Taiwan, Hong Kong or Macao)',
  ),
  type(
    '6150',
    '有限责任公司（台港澳法人独资）',
    'Limited company (wholly owned by a legal person of Taiwan, Hong Kong or Macao)',
  ),
  type(
    '6160',
    '有限责任公司（台港澳非法人经济组织独资）',
    'Limited company (wholly owned by an unincorporated body of Taiwan, Hong Kong or Macao)',
  ),
  type(
    '6170',
    '有限责任公司（台港澳与外国投资者合资）',
    'Limited company (joint venture of Taiwan, Hong Kong or Macao with foreign investors)',
  ),
  type(
    '6190',
    '其他有限责任公司（台港澳投资）',
    'Other limited company (invested from Taiwan, Hong Kong or Macao)',
  ),
  type(
    '6210',
    '股份有限公司（台港澳与境内合资、未上市）',
    'Company limited by shares (Taiwan, Hong Kong or Macao joint venture with the mainland, unlisted)',
  ),
  type(
    '6220',
    '股份有限公司（台港澳与境内合资、上市）',
    'Company limited by shares (Taiwan, Hong Kong or Macao joint venture with the mainland, listed)',
  ),
  type(
    '6230',
    '股份有限公司（台港澳合资、未上市）',
    'Company limited by shares (investors of Taiwan, Hong Kong or Macao, unlisted)',
  ),
  type(
    '6240',
    '股份有限公司（台港澳合资、上市）',
    'Company limited by shares (investors of Taiwan, Hong Kong or Macao, listed)',
  ),
  type(
    '6250',
    '股份有限公司（台港澳与外国投资者合资、未上市）',
    'Company limited by shares (Taiwan, Hong Kong or Macao with foreign investors, unlisted)',
  ),
  type(
    '6310',
    '非公司台港澳企业（台港澳与境内合作）',
    'Unincorporated enterprise (Taiwan, Hong Kong or Macao cooperation with the mainland)',
  ),
  type(
    '6320',
    '非公司台港澳企业（台港澳合资）',
    'Unincorporated enterprise (joint venture of Taiwan, Hong Kong or Macao investors)',
  ),
  type(
    '6390',
    '其他非公司台港澳投资企业',
    'Other unincorporated enterprise invested from Taiwan, Hong Kong or Macao',
  ),
  type('6400', '港澳台投资合伙企业', 'Partnership invested from Taiwan, Hong Kong or Macao'),
];

const BY_CODE: ReadonlyMap<string, FieType> = new Map(FIE_TYPES.map((fieType) => [fieType.code, fieType]));

export interface ResolvedFieType {
  /** The words of the register or sheet: names vary by year and province, so they are always kept. */
  readonly original: string;
  readonly investmentKind: InvestmentKind;
  readonly code?: string;
  /** False when the words leave the code open (外商独资 by whom?) and the code is the group's usual one. */
  readonly exact: boolean;
}

/** The English name of a registration type, where its words leave no doubt which one it is. */
export function fieTypeNameEn(text: string): string | undefined {
  const resolved = resolveFieType(text);
  const known = resolved?.code === undefined ? undefined : BY_CODE.get(resolved.code);
  return resolved?.exact === true || known?.name === resolved?.original ? known?.nameEn : undefined;
}

/** The registration type with a four-digit code. */
export const findFieType = (code: string): FieType | undefined => BY_CODE.get(code);

interface Words {
  readonly hmt: boolean;
  readonly listed: boolean | undefined;
  readonly has: (pattern: RegExp) => boolean;
}

interface Guess {
  readonly suffix: string;
  readonly exact: boolean;
}

function limitedSuffix({ has, hmt }: Words): Guess {
  if (has(/非独资/)) return { suffix: '190', exact: false };
  if (has(/独资/)) {
    if (has(/自然人/) && !has(/法人/)) return { suffix: '140', exact: true };
    if (has(/非法人|经济组织/)) return { suffix: '160', exact: true };
    return { suffix: '150', exact: has(/法人/) };
  }
  if (has(/合作/)) return { suffix: '120', exact: true };
  if (hmt && has(/外国|外商/) && has(/合资/)) return { suffix: '170', exact: true };
  if (has(/合资/)) {
    const withDomestic = has(/中外|境内|内地|大陆|中方/);
    const amongOutside = has(/外商合资|外外|(台港澳|港澳台)商?合资/);
    return { suffix: amongOutside && !withDomestic ? '130' : '110', exact: withDomestic || amongOutside };
  }
  return { suffix: '190', exact: has(/其他/) };
}

function shareSuffix({ has, hmt, listed }: Words): Guess {
  if (!has(/合资/)) return { suffix: hmt ? '210' : '290', exact: false };
  if (hmt && has(/外国|外商/)) return { suffix: '250', exact: listed === false };
  const among = has(/外商合资|(台港澳|港澳台)商?合资/) && !has(/中外|境内/);
  const first = among ? 3 : 1;
  return { suffix: `2${String(listed === true ? first + 1 : first)}0`, exact: listed !== undefined };
}

function suffixOf(words: Words): Guess {
  const { has } = words;
  if (has(/合伙/)) return { suffix: '400', exact: true };
  if (has(/非公司/)) {
    if (has(/合作/)) return { suffix: '310', exact: true };
    return has(/合资/) ? { suffix: '320', exact: true } : { suffix: '390', exact: has(/其他/) };
  }
  return has(/股份/) ? shareSuffix(words) : limitedSuffix(words);
}

const CODE = /^[56]\d{3}$/;
const HMT = /台港澳|港澳台|香港|澳门|台湾|港资|台资|港商|台商/;
const OUTSIDE = /外商|外国|外资|中外|外方/;
// A company founded by an FIE inside China is registered as domestic.
const REINVESTMENT = /外商投资企业(?:法人独资|投资|与内资合资|合资)|境内再投资/;
const DOMESTIC = /内资|国有|民营|私营|集体|自然人投资或控股|有限责任公司|股份有限公司/;

/** Reads a registration type by its words or its code. */
export function resolveFieType(text: string): ResolvedFieType | undefined {
  const original = text.trim();
  const clean = toHalfWidth(original).replace(/\s/g, '');
  if (CODE.test(clean)) {
    const known = BY_CODE.get(clean);
    return known && { original, investmentKind: known.investmentKind, code: known.code, exact: true };
  }
  const hmt = HMT.test(clean);
  if (!hmt && (REINVESTMENT.test(clean) || !OUTSIDE.test(clean))) {
    const domestic = REINVESTMENT.test(clean) || DOMESTIC.test(clean);
    return domestic ? { original, investmentKind: 'domestic', exact: false } : undefined;
  }
  const listed = /未上市|非上市/.test(clean) ? false : clean.includes('上市') ? true : undefined;
  const guess = suffixOf({ hmt, listed, has: (pattern) => pattern.test(clean) });
  const code = `${hmt ? '6' : '5'}${guess.suffix}`;
  return {
    original,
    investmentKind: hmt ? 'hmt' : 'foreign',
    ...(BY_CODE.has(code) ? { code, exact: guess.exact } : { exact: false }),
  };
}
