import type { RequestContent, RequestContentField, RequestDetail } from '@yinqi/contracts/financing-requests';
import { amountText, percentText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import { collateralName, purposeName, type RequestWords } from './words.js';

type Content = RequestContent & Partial<Pick<RequestDetail, 'purposeText' | 'collateralText'>>;

export type ContentFact = {
  readonly field: RequestContentField;
  readonly label: string;
  readonly value: string;
};

/** A need as question and answer, in the order it is asked; an open answer says so. */
export function contentFacts(content: Content, t: RequestWords, language: Language): ContentFact[] {
  const open = t('answer.open');
  const yesNo = (value: boolean | null) => (value === null ? open : t(value ? 'answer.yes' : 'answer.no'));
  const kinds = content.collateral.map((kind) => collateralName(kind, language));
  const months = content.termMonths;
  const values: readonly (readonly [RequestContentField, string | null | undefined])[] = [
    [
      'purpose',
      purposeName({ purpose: content.purpose, purposeText: content.purposeText ?? null }, language),
    ],
    [
      'amountFen',
      content.amountFen === null ? null : amountText(content.amountFen, language, content.currency),
    ],
    ['termMonths', months === null ? null : t('request.months', { count: months })],
    ['neededBy', content.neededBy],
    ['collateral', kinds.length > 0 ? kinds.join(language === 'zh' ? '、' : ', ') : content.collateralText],
    ['parentGuarantee', yesNo(content.parentGuarantee)],
    ['exportCreditInsured', yesNo(content.exportCreditInsured)],
    ['rateCeilingBp', content.rateCeilingBp === null ? null : percentText(content.rateCeilingBp)],
    ['firstLoan', yesNo(content.firstLoan)],
    ['contactName', content.contactName],
    ['contactPhone', content.contactPhone],
    ['remarks', content.remarks],
    ['willingToShare', t(content.willingToShare ? 'answer.yes' : 'answer.no')],
  ];
  return values.map(([field, value]) => ({
    field,
    label: t(`fact.${field}`),
    value: value ?? open,
  }));
}
