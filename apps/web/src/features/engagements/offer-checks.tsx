import type { OfferCheck } from '@yinqi/contracts/offer-check';
import type { Currency } from '@yinqi/domain/money';
import { amountText, dateText, dateTimeText, percentText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import type { Translate } from '../../lib/i18n/messages.js';
import { ConditionList, type Condition, type ConditionState } from '../../ui/condition-list.js';
import styles from './case.module.css';
import { offerCheckMessages } from './messages.js';
import type { messages } from './offer-check-messages.zh.js';
import { isRuledOut } from './use-offer-check.js';
import { nameIn } from './words.js';

type Words = Translate<typeof messages>;
type Reading = { readonly t: Words; readonly language: Language; readonly currency: Currency };

const verdict = (passed: boolean | null): ConditionState =>
  passed === null ? 'unknown' : passed ? 'met' : 'unmet';

const signed = (points: number): string => (points < 0 ? `−${-points}` : `+${points}`);

function capLine({ facility }: OfferCheck, { t, language }: Reading): Condition[] {
  const { rateCap } = facility;
  if (rateCap === null) return [];
  const { capBp, lpr, passed } = rateCap;
  const basis =
    lpr === null
      ? undefined
      : t('cap.lpr', {
          tenor: lpr.tenor,
          rate: percentText(lpr.rateBp),
          margin: signed(lpr.marginBp),
          since: lpr.since,
        });
  const isUnverified = lpr !== null && !lpr.verified;
  const remedy = capBp === null ? t('cap.unknown') : passed === null ? t('cap.rateMissing') : undefined;
  return [
    {
      id: 'cap',
      state: verdict(passed),
      required: t('cap', { facility: nameIn(language, facility) }),
      ...(capBp !== null && { actual: t('cap.value', { cap: percentText(capBp) }) }),
      ...(basis !== undefined && {
        source: isUnverified ? `${basis}${language === 'zh' ? '，' : ', '}${t('cap.unverified')}` : basis,
      }),
      ...(remedy !== undefined && { remedy }),
    },
  ];
}

function windowLine({ facility }: OfferCheck, { t, language }: Reading): Condition[] {
  const { passed, opensAt, closesAt } = facility.window;
  if (opensAt === null && closesAt === null) return [];
  // It ends with the last moment of its last day.
  const lastDay = closesAt === null ? null : dateText(new Date(Date.parse(closesAt) - 1).toISOString());
  const bounds = [
    ...(opensAt === null ? [] : [t('window.from', { from: dateText(opensAt) })]),
    ...(lastDay === null ? [] : [t('window.until', { until: lastDay })]),
  ];
  return [
    {
      id: 'window',
      state: verdict(passed),
      required: t('window', { facility: nameIn(language, facility) }),
      actual: bounds.join(language === 'zh' ? '，' : ', '),
    },
  ];
}

function customerLine({ facility }: OfferCheck, { t, language, currency }: Reading): Condition[] {
  const { singleCustomer } = facility;
  if (singleCustomer === null) return [];
  const limit = amountText(singleCustomer.limitFen, language, currency);
  return [
    {
      id: 'customer',
      state: verdict(singleCustomer.passed),
      required: t('customer', { facility: nameIn(language, facility) }),
      actual: t('customer.value', { limit }),
    },
  ];
}

/** What is short or frozen may have changed by the time of the choice: it is open, and not refused. */
function quotaLines({ quota }: OfferCheck, { t, language, currency }: Reading): Condition[] {
  if (quota === null) return [{ id: 'quota', state: 'met', required: t('quota.none') }];
  const { isShort, isOwn, leftFen, reportedFen, state } = quota;
  const money = (fen: string) => amountText(fen, language, currency);
  const required = quota.authority === 'SHADOW' ? t('quota.tally') : isOwn ? t('quota') : t('quota.above');
  return [
    {
      id: 'quota',
      state: isShort ? 'unknown' : 'met',
      required,
      ...(leftFen !== null && { actual: t('quota.left', { left: money(leftFen) }) }),
      ...(reportedFen !== null && { actual: t('quota.reported', { used: money(reportedFen) }) }),
      ...(isShort && { spoken: t('quota.open'), remedy: t('quota.short') }),
    },
    ...(state === 'open'
      ? []
      : [
          {
            id: 'frozen',
            state: 'unknown',
            spoken: t('quota.open'),
            required: t('quota.frozen'),
            remedy: t('quota.frozenNow'),
          } as const,
        ]),
  ];
}

type Props = {
  readonly check: OfferCheck | undefined;
  readonly isFailed: boolean;
  readonly currency: Currency;
};

/** 发送前核对: what the tool rules out, and how much of its quota is there; the product's bounds stand at their fields. */
export function OfferChecks({ check, isFailed, currency }: Props) {
  const t = useMessages(offerCheckMessages);
  const { language } = useLanguage();
  if (check === undefined) return isFailed ? <p className={styles.quiet}>{t('failed')}</p> : null;
  const reading = { t, language, currency };
  const closed: Condition[] = check.facility.closed
    ? [
        {
          id: 'closed',
          state: 'unmet',
          required: t('closed', { facility: nameIn(language, check.facility) }),
        },
      ]
    : [];
  return (
    <section aria-label={t('title')}>
      <strong>{t('title')}</strong>
      <ConditionList
        label={t('title')}
        conditions={[
          ...closed,
          ...capLine(check, reading),
          ...windowLine(check, reading),
          ...customerLine(check, reading),
          ...quotaLines(check, reading),
        ]}
      />
      {isRuledOut(check) && <p className={styles.error}>{t('blocked')}</p>}
      <p className={styles.quiet}>{t('asOf', { time: dateTimeText(check.asOf) })}</p>
    </section>
  );
}
