import type { ClaimLine } from '@yinqi/contracts/claim-batches';
import type { ClaimTestView, ClaimTool, ClaimView } from '@yinqi/contracts/claims';
import { criterionOf, type Attribute } from '@yinqi/domain/matching';
import { amountText, percentText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { Condition, ConditionState } from '../../ui/condition-list.js';
import type { Pigment } from '../../ui/tag.js';
import type { messages } from './messages.zh.js';

export type ClaimWords = Translate<typeof messages>;

type Named = { readonly name: string; readonly nameEn: string | null };
export const nameIn = ({ name, nameEn }: Named, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;

export const VERDICT_PIGMENT = {
  eligible: 'malachite',
  undetermined: 'ochre',
  ineligible: 'plain',
} as const satisfies Record<string, Pigment>;

export const STATE_PIGMENT = {
  marked: 'violet',
  submitted: 'azurite',
  reimbursed: 'malachite',
  rejected: 'cinnabar',
  released: 'plain',
  corrected: 'cinnabar',
} as const satisfies Record<ClaimView['state'], Pigment>;

export const STAND_PIGMENT = {
  ...STATE_PIGMENT,
  lapsed: 'ochre',
  reduced: 'ochre',
} as const satisfies Record<string, Pigment>;

/** How a line stands in its batch, whatever became of the claim in a later one. */
export function standOfLine({ outcome, isLapsed, state, askedFen }: ClaimLine): keyof typeof STAND_PIGMENT {
  if (outcome === null) return isLapsed ? 'lapsed' : state;
  if (outcome.isCorrected) return 'corrected';
  if (outcome.rest !== null) return 'reduced';
  return outcome.reimbursedFen === askedFen ? 'reimbursed' : 'rejected';
}

type Share = Pick<ClaimView, 'lentFen' | 'fundingRatioBp' | 'amountFen' | 'reimbursedFen' | 'openFen'>;

/** Where less than the whole loan is claimed, or a part was reimbursed before: what it comes from. */
export function shareText(share: Share, t: ClaimWords, language: Language): string | undefined {
  const money = (fen: string): string => amountText(fen, language);
  const { lentFen, fundingRatioBp, amountFen, reimbursedFen, openFen } = share;
  const parts = [
    ...(fundingRatioBp === 10_000
      ? []
      : [
          t('share.ratio', {
            lent: money(lentFen),
            ratio: percentText(fundingRatioBp),
            amount: money(amountFen),
          }),
        ]),
    ...(reimbursedFen === '0' || openFen === '0'
      ? []
      : [t('share.before', { amount: money(reimbursedFen) })]),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}

export const BATCH_PIGMENT = {
  draft: 'violet',
  submitted: 'ochre',
  decided: 'malachite',
} as const satisfies Record<string, Pigment>;

const STATE: Readonly<Record<ClaimTestView['outcome'], ConditionState>> = {
  met: 'met',
  failed: 'unmet',
  unknown: 'unknown',
};

const LIST_MARK = { zh: '、', en: ', ' } as const;
export const attributesText = (attributes: readonly Attribute[], language: Language): string =>
  attributes.map((attribute) => criterionOf(attribute).label[language]).join(LIST_MARK[language]);

/** Every test as a sentence with its figures. */
export const conditionsOf = (
  tests: readonly ClaimTestView[],
  t: ClaimWords,
  language: Language,
): readonly Condition[] =>
  tests.map((test) => ({
    id: test.test,
    state: STATE[test.outcome],
    required: sentenceOf(test, t, language),
    ...(test.test === 'rate_cap' && test.lpr !== null && { actual: lprText(test.lpr, t) }),
  }));

function sentenceOf(test: ClaimTestView, t: ClaimWords, language: Language): string {
  switch (test.test) {
    case 'lender':
      return t(`test.lender.${test.fault ?? 'met'}`);
    case 'borrower': {
      const what = attributesText(test.attributes, language);
      return test.outcome === 'met' ? t('test.borrower.met') : t(`test.borrower.${test.outcome}`, { what });
    }
    case 'rate_cap': {
      const { outcome, rateBp, capBp } = test;
      if (outcome === 'unknown') return t('test.rate.unknown');
      if (capBp === null) return t('test.rate.none');
      return t(`test.rate.${outcome}`, { rate: percentText(rateBp), cap: percentText(capBp) });
    }
    case 'window': {
      const date = test.lentOn;
      if (test.outcome === 'met') return t('test.window.met', { date });
      const open = t('test.window.open');
      return t('test.window.failed', { date, from: test.opensOn ?? open, until: test.closesOn ?? open });
    }
    case 'maturity':
      return t(test.outcome === 'met' ? 'test.maturity.met' : 'test.maturity.failed', {
        date: test.maturesOn,
      });
    case 'single_customer': {
      if (test.limitFen === null) return t('test.customer.none');
      return t(test.outcome === 'met' ? 'test.customer.met' : 'test.customer.failed', {
        asked: amountText(test.askedFen, language),
        limit: amountText(test.limitFen, language),
        exposure: amountText(test.exposureFen, language),
      });
    }
  }
}

type Lpr = NonNullable<Extract<ClaimTestView, { test: 'rate_cap' }>['lpr']>;

function lprText({ since, tenor, rateBp, marginBp, verified }: Lpr, t: ClaimWords): string {
  const margin = marginBp > 0 ? `+${marginBp}` : String(marginBp);
  return t(verified ? 'test.rate.lpr' : 'test.rate.lprUnverified', {
    since,
    tenor,
    lpr: percentText(rateBp),
    margin,
  });
}

/** Whether anything can be marked under it here. */
export const isUsable = ({ pool, isHeldHere, isClosed }: ClaimTool): boolean =>
  !isClosed && isHeldHere && pool !== null && pool.leftFen !== null;
