import type { FacilityView, RateCap } from '@yinqi/contracts/facilities';
import { figureText, percentText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { Pigment } from '../../ui/tag.js';
import type { messages } from './messages.zh.js';

export type FacilityWords = Translate<typeof messages>;

export const STATE_PIGMENT: Readonly<Record<FacilityView['state'], Pigment>> = {
  open: 'malachite',
  upcoming: 'azurite',
  ended: 'plain',
  closed: 'plain',
};

const STATE_ORDER: readonly FacilityView['state'][] = ['open', 'upcoming', 'ended', 'closed'];

/** What can be used today first; within a state the order they came in. */
const byUse = (a: FacilityView, b: FacilityView): number =>
  STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state);

export function totalText(
  { totalFen }: Pick<FacilityView, 'totalFen'>,
  language: Language,
  t: FacilityWords,
): string {
  if (totalFen === null) return t('value.asAllotted');
  return figureText(totalFen, language);
}

const isPast = ({ state }: FacilityView): boolean => state === 'ended' || state === 'closed';

/** What can still be used or will be, and what is kept for the record. */
export function byTime(facilities: readonly FacilityView[]): {
  readonly current: readonly FacilityView[];
  readonly past: readonly FacilityView[];
} {
  const sorted = [...facilities].sort(byUse);
  return { current: sorted.filter((one) => !isPast(one)), past: sorted.filter(isPast) };
}

const AND_ALSO = { zh: '且属', en: ' that are also ' } as const;

/** 面向小微企业、涉农企业或民营企业: what the document says of the borrowers, in one sentence. */
export function borrowerText(
  { borrower }: Pick<FacilityView, 'borrower'>,
  language: Language,
  t: FacilityWords,
): string {
  const { common, alternatives } = borrower;
  const together = (group: readonly Record<Language, string>[]): string =>
    group.map((text) => text[language]).join(AND_ALSO[language]);
  const others = new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { type: 'disjunction' }).format(
    alternatives.map(together),
  );
  if (common.length === 0 && alternatives.length === 0) return t('value.anyBorrower');
  if (common.length === 0) return t('value.borrower', { who: others });
  const who = together(common);
  return t('value.borrower', {
    who: alternatives.length === 0 ? who : t('value.borrowerBoth', { common: who, others }),
  });
}

export function windowText(
  { opensOn, closesOn }: Pick<FacilityView, 'opensOn' | 'closesOn'>,
  t: FacilityWords,
): string {
  if (opensOn !== null && closesOn !== null) return t('value.window', { from: opensOn, until: closesOn });
  if (opensOn !== null) return t('value.from', { date: opensOn });
  return closesOn === null ? t('value.standing') : t('value.until', { date: closesOn });
}

export function lendersText(
  facility: Pick<FacilityView, 'lenderBankTypes' | 'lenderInstitutions' | 'localLegalPersonOnly'>,
  language: Language,
  t: FacilityWords,
): string {
  const comma = language === 'zh' ? '、' : ', ';
  const named = [
    ...facility.lenderBankTypes.map((type) => t(`bank.${type}`)),
    ...facility.lenderInstitutions.map(({ name }) => name),
  ];
  const who = named.length === 0 ? t('value.anyBank') : named.join(comma);
  if (!facility.localLegalPersonOnly) return who;
  return `${who}${language === 'zh' ? '，' : '; '}${t('value.localOnly')}`;
}

function marginText(marginBp: number, t: FacilityWords): string {
  if (marginBp === 0) return t('value.flat');
  return marginBp > 0 ? t('value.plus', { bp: marginBp }) : t('value.minus', { bp: -marginBp });
}

export const capName = (cap: RateCap, t: FacilityWords): string =>
  cap.kind === 'fixed'
    ? percentText(cap.rateBp)
    : t('value.capLpr', { tenor: t(`tenor.${cap.tenor}`), margin: marginText(cap.marginBp, t) });

export function capText(
  { rateCap, rateCapToday }: FacilityView,
  language: Language,
  t: FacilityWords,
): string {
  if (rateCap === null) return t('value.market');
  if (rateCap.kind === 'fixed' || rateCapToday === null) return capName(rateCap, t);
  const today = t('value.capToday', { rate: percentText(rateCapToday.rateBp) });
  const caution =
    rateCapToday.verified || rateCapToday.lprSince === null
      ? ''
      : t('value.lprUnverified', { date: rateCapToday.lprSince });
  return `${capName(rateCap, t)}${language === 'zh' ? '，' : ', '}${today}${caution}`;
}

/** Which share of a loan is reimbursed, by the day it was paid out. */
export function ratiosText({ fundingRatios }: FacilityView, language: Language, t: FacilityWords): string {
  if (fundingRatios.length === 0) return t('value.ratio.whole');
  return fundingRatios
    .map(({ since, ratioBp }) => t('value.ratio', { date: since, ratio: percentText(ratioBp) }))
    .join(language === 'zh' ? '；' : '; ');
}
