import { lazy, Suspense, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { recordCompleteness } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { OfferView } from '@yinqi/contracts/offers';
import { allowsOffer, decideMilestone, OFFER_STATE_LABELS } from '@yinqi/domain/lifecycle';
import { usePermission, useSession } from '../../app/session.js';
import { amountText, listScale, percentText, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Section } from '../../ui/panel.js';
import { Table } from '../../ui/table.js';
import { showToast } from '../../ui/toast-store.js';
import { CreditFacts, DisbursementTable } from './case-loans.js';
import styles from './case.module.css';
import { caseMessages } from './messages.js';
import { keepCase } from './use-queue.js';
import { useRefusalWording } from './use-refusal-wording.js';
import { amountCell, currencyOf } from './words.js';

const MoneyDialog = lazy(() =>
  import('./money-dialogs.js').then((module) => ({ default: module.MoneyDialog })),
);

export type MoneyAct =
  | 'offer'
  | 'withdrawOffer'
  | 'approve'
  | 'contract'
  | 'disburse'
  | 'notTaken'
  | 'rescind'
  | 'cancelRest'
  | 'balances';
type Props = { readonly detail: EngagementDetail; readonly isBank: boolean };

/** Offer, approval, contract and disbursement: four different things, each with its own date and person. */
export function CaseMoney({ detail, isBank }: Props) {
  const t = useMessages(caseMessages);
  const [act, setAct] = useState<MoneyAct>();
  const isEmpty = detail.offers.length === 0 && detail.credit === null;
  return (
    <Section title={t('money.title')}>
      {isEmpty && (
        <p className={styles.quiet}>
          {t(allowsOffer(detail.status) || detail.status === 'pushed' ? 'money.none' : 'money.noneClosed')}
        </p>
      )}
      <OfferTable detail={detail} />
      <CreditFacts detail={detail} />
      <DisbursementTable detail={detail} />
      {isBank && <MoneyActs detail={detail} onAct={setAct} />}
      {act !== undefined && (
        <Suspense fallback={null}>
          <MoneyDialog act={act} detail={detail} onClose={() => setAct(undefined)} />
        </Suspense>
      )}
    </Section>
  );
}

/** Taken back by the very act that sent the next version. */
const isSuperseded = (offer: OfferView, { offers }: EngagementDetail): boolean =>
  offer.status === 'withdrawn' &&
  offers.some(({ version, sentAt }) => version === offer.version + 1 && sentAt === offer.decidedAt);

function OfferTable({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  if (detail.offers.length === 0) return null;
  const scale = listScale(language);
  return (
    <Table
      label={t('money.offers')}
      getRowId={(offer) => offer.id}
      rows={detail.offers}
      columns={[
        { id: 'version', header: t('money.version'), cell: (offer) => offer.version, isRowHeader: true },
        {
          id: 'amount',
          header:
            currencyOf(detail) === 'CNY' ? t('money.amount', { unit: scaleWord(scale) }) : t('offer.amount'),
          cell: (offer) => amountCell(offer.amountFen, offer.currency, language),
          align: 'end',
        },
        {
          id: 'rate',
          header: t('money.rate'),
          cell: (offer) => percentText(offer.annualRateBp),
          align: 'end',
        },
        {
          id: 'cost',
          header: t('money.cost'),
          cell: (offer) => amountText(offer.cost.totalFen, language, offer.currency),
          align: 'end',
        },
        {
          id: 'annual',
          header: t('money.annual'),
          cell: ({ cost }) => (cost.annualBp === null ? '—' : percentText(cost.annualBp)),
          align: 'end',
        },
        {
          id: 'until',
          header: t('money.until'),
          cell: (offer) => <span className={styles.day}>{offer.validUntil}</span>,
        },
        {
          id: 'state',
          header: t('money.state'),
          cell: (offer) =>
            offer.status === 'sent' && !offer.forNeed
              ? t('money.earlierNeed')
              : isSuperseded(offer, detail)
                ? t('money.superseded', { version: offer.version + 1 })
                : offer.chosenFen === null || offer.status !== 'chosen'
                  ? OFFER_STATE_LABELS[offer.status][language]
                  : t('money.chosen', { amount: amountText(offer.chosenFen, language, offer.currency) }),
        },
      ]}
    />
  );
}

type ActsProps = { readonly detail: EngagementDetail; readonly onAct: (act: MoneyAct) => void };

function MoneyActs({ detail, onAct }: ActsProps) {
  const t = useMessages(caseMessages);
  const client = useQueryClient();
  const wording = useRefusalWording();
  const mayHandle = usePermission('engagements.handle');
  const onError = (error: Error) => showToast({ message: wording(error), tone: 'failed' });
  const done = (message: string) => (answered: EngagementDetail) => {
    keepCase(client, answered);
    showToast({ message });
  };
  const complete = useCommand(recordCompleteness, { onSuccess: done(t('done.complete')), onError });
  if (!mayHandle) return null;
  const may = (action: string): boolean => detail.options.some((option) => option.action === action);
  const target = { params: { id: detail.id }, version: detail.version };
  return (
    <div className={styles.forms}>
      <FormActs detail={detail} onAct={onAct} />
      {allowsOffer(detail.status) && detail.completeSince === null && (
        <Button isPending={complete.isPending} onPress={() => complete.send(target)}>
          {t('act.complete')}
        </Button>
      )}
      {may('not_take') && <Button onPress={() => onAct('notTaken')}>{t('act.notTake')}</Button>}
      {may('rescind') && <Button onPress={() => onAct('rescind')}>{t('act.rescind')}</Button>}
      {may('cancel_rest') && <Button onPress={() => onAct('cancelRest')}>{t('act.cancelRest')}…</Button>}
    </div>
  );
}

/** Money really paid, and what is owed on it, is reported also when the case is over: by those who report it before. */
function useMayReport({ status, approvedFen }: EngagementDetail) {
  const { roles } = useSession();
  const reporters = (['officer', 'reviewer'] as const).filter((role) => roles.includes(role));
  return (what: 'report_disbursement' | 'report_balance'): boolean =>
    approvedFen !== null && reporters.some((role) => decideMilestone(status, what, role).ok);
}

/** The acts that open a form, where the state and the reader's role allow them. */
function FormActs({ detail, onAct }: ActsProps) {
  const t = useMessages(caseMessages);
  const option = (action: string) => detail.options.find((one) => one.action === action);
  const sent = detail.offers.find(({ status }) => status === 'sent');
  const isDecided = detail.offers.some(({ status }) => status === 'chosen' || status === 'standby');
  const mayOffer = allowsOffer(detail.status);
  const mayReport = useMayReport(detail);
  return (
    <>
      {mayOffer && !isDecided && (
        <Button variant={sent === undefined ? 'primary' : 'secondary'} onPress={() => onAct('offer')}>
          {t(sent === undefined ? 'act.offer' : 'act.revise')}
        </Button>
      )}
      {mayOffer && sent !== undefined && (
        <Button onPress={() => onAct('withdrawOffer')}>{t('act.withdrawOffer')}</Button>
      )}
      {option('approve')?.blockedBy === null && (
        <Button variant="primary" onPress={() => onAct('approve')}>
          {t('act.approve')}
        </Button>
      )}
      {option('sign_contract') !== undefined && (
        <Button variant="primary" onPress={() => onAct('contract')}>
          {t('act.contract')}
        </Button>
      )}
      {option('disburse_part') !== undefined && (
        <Button variant="primary" onPress={() => onAct('disburse')}>
          {t('act.disburse')}
        </Button>
      )}
      {mayReport('report_disbursement') && (
        <Button onPress={() => onAct('disburse')}>{t('act.reportLate')}</Button>
      )}
      {detail.disbursements.length > 0 && mayReport('report_balance') && (
        <Button onPress={() => onAct('balances')}>{t('act.balances')}</Button>
      )}
    </>
  );
}
