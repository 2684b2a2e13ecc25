import type { Text } from './vocabulary.js';

export interface FlagWording {
  readonly asked: Text;
  readonly known: Text;
}
export type FlagWords = Readonly<Record<'yes' | 'no', FlagWording>>;

const text = (zh: string, en: string): Text => ({ zh, en });
const wording = (asked: Text, known: Text): FlagWording => ({ asked, known });

/** What a rule asks for and what is known of an enterprise, in words that need no yes or no. */
export const FLAG_WORDS = {
  firstLoan: {
    yes: wording(text('须为首贷户', 'Must be a first-time borrower'), text('首贷户', 'first-time borrower')),
    no: wording(
      text('须有过银行贷款', 'Must have had a bank loan before'),
      text('有过银行贷款', 'has borrowed'),
    ),
  },
  foreignTrade: {
    yes: wording(
      text('须为外贸企业', 'Must be a foreign-trade enterprise'),
      text('外贸企业', 'foreign-trade enterprise'),
    ),
    no: wording(
      text('须为非外贸企业', 'Must not be a foreign-trade enterprise'),
      text('非外贸企业', 'no foreign-trade enterprise'),
    ),
  },
  agriculture: {
    yes: wording(
      text('须为涉农企业', 'Must be agriculture-related'),
      text('涉农企业', 'agriculture-related'),
    ),
    no: wording(
      text('须为非涉农企业', 'Must not be agriculture-related'),
      text('非涉农企业', 'not agriculture-related'),
    ),
  },
  exportCreditInsured: {
    yes: wording(text('须投保出口信用保险', 'Must carry export credit insurance'), text('已投保', 'insured')),
    no: wording(
      text('须未投保出口信用保险', 'Must carry no export credit insurance'),
      text('未投保', 'not insured'),
    ),
  },
  adverseRecord: {
    yes: wording(
      text('须有失信或经营异常记录', 'Must have a record of discredit or abnormal operation'),
      text('有失信或经营异常记录', 'on record'),
    ),
    no: wording(
      text('须无失信或经营异常记录', 'Must have no record of discredit or abnormal operation'),
      text('无失信或经营异常记录', 'no record'),
    ),
  },
} as const satisfies Readonly<Record<string, FlagWords>>;
