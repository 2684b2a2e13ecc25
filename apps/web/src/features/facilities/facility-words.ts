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
export const byUse = (a: FacilityView, b: FacilityView): number =>
  STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state);

export function totalText({ totalFen }: FacilityView, language: Language, t: FacilityWords): string {
  if (totalFen === null) return t('value.asAllotted');
  return figureText(totalFen, language);
}

export function windowText({ opensOn, closesOn }: FacilityView, t: FacilityWords): string {
  if (opensOn !== null && closesOn !== null) return t('value.window', { from: opensOn, until: closesOn });
  if (opensOn !== null) return t('value.from', { date: opensOn });
  return closesOn === null ? t('value.standing') : t('value.until', { date: closesOn });
}

export function lendersText(facility: FacilityView, language: Language, t: FacilityWords): string {
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

const capName = (cap: RateCap, t: FacilityWords): string =>
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
