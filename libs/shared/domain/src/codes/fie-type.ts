import { toHalfWidth } from '../money/index.js';

export const INVESTMENT_KINDS = ['foreign', 'hmt', 'domestic'] as const;
/** Foreign, from Hong Kong, Macao or Taiwan, or domestic. */
export type InvestmentKind = (typeof INVESTMENT_KINDS)[number];

export interface FieType {
  readonly code: string;
  readonly name: string;
  readonly investmentKind: InvestmentKind;
}

const type = (code: string, name: string): FieType => ({
  code,
  name,
  investmentKind: code.startsWith('5') ? 'foreign' : 'hmt',
});

/** Registration types of the State Administration for Market Regulation with investment from outside. */
export const FIE_TYPES: readonly FieType[] = [
  type('5110', '有限责任公司（中外合资）'),
  type('5120', '有限责任公司（中外合作）'),
  type('5130', '有限责任公司（外商合资）'),
  type('5140', '有限责任公司（外国自然人独资）'),
  type('5150', '有限责任公司（外国法人独资）'),
  type('5160', '有限责任公司（外国非法人经济组织独资）'),
  type('5190', '其他有限责任公司（外商投资）'),
  type('5210', '股份有限公司（中外合资、未上市）'),
  type('5220', '股份有限公司（中外合资、上市）'),
  type('5230', '股份有限公司（外商合资、未上市）'),
  type('5240', '股份有限公司（外商合资、上市）'),
  type('5290', '其他股份有限公司（外商投资）'),
  type('5310', '非公司外商投资企业（中外合作）'),
  type('5320', '非公司外商投资企业（外商合资）'),
  type('5390', '其他非公司外商投资企业'),
  type('5400', '外商投资合伙企业'),
  type('6110', '有限责任公司（台港澳与境内合资）'),
  type('6120', '有限责任公司（台港澳与境内合作）'),
  type('6130', '有限责任公司（台港澳合资）'),
  type('6140', '有限责任公司（台港澳自然人独资）'),
  type('6150', '有限责任公司（台港澳法人独资）'),
  type('6160', '有限责任公司（台港澳非法人经济组织独资）'),
  type('6170', '有限责任公司（台港澳与外国投资者合资）'),
  type('6190', '其他有限责任公司（台港澳投资）'),
  type('6210', '股份有限公司（台港澳与境内合资、未上市）'),
  type('6220', '股份有限公司（台港澳与境内合资、上市）'),
  type('6230', '股份有限公司（台港澳合资、未上市）'),
  type('6240', '股份有限公司（台港澳合资、上市）'),
  type('6250', '股份有限公司（台港澳与外国投资者合资、未上市）'),
  type('6310', '非公司台港澳企业（台港澳与境内合作）'),
  type('6320', '非公司台港澳企业（台港澳合资）'),
  type('6390', '其他非公司台港澳投资企业'),
  type('6400', '港澳台投资合伙企业'),
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
