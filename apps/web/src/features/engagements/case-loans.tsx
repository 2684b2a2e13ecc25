import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { DisbursementView } from '@yinqi/contracts/offers';
import { NOT_TAKEN_LABELS, outstandingOf } from '@yinqi/domain/lifecycle';
import { amountText, dateTimeText, listScale, percentText, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Facts, type Fact } from '../../ui/facts.js';
import { Table, type TableColumn } from '../../ui/table.js';
import styles from './case.module.css';
import { caseMessages } from './messages.js';
import { notTakenOf } from './not-taken-of.js';
import { undrawnCredit } from './undrawn-credit.js';
import { amountCell, currencyOf } from './words.js';

/** Approved, disbursed, owed: three figures, each with its own day; none is ever filled in from another. */
export function CreditFacts({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const { credit, contract, disbursements, disbursedFen } = detail;
  const facts: Fact[] = [];
  const notTaken = notTakenOf(detail);
  if (credit !== null) {
    facts.push({
      id: 'credit',
      label: t('money.credit'),
      value: t('money.creditText', {
        amount: amountText(credit.amountFen, language, credit.currency),
        rate: percentText(credit.annualRateBp),
        until: credit.validUntil,
        name: credit.approvedByName,
        at: dateTimeText(credit.approvedAt),
      }),
    });
  }
  if (contract !== null) {
    facts.push({
      id: 'contract',
      label: t('money.contract'),
      value: t('money.contractText', { number: contract.contractNumber, day: contract.signedOn }),
    });
  }
  if (disbursements.length > 0) {
    facts.push(
      {
        id: 'disbursed',
        label: t('money.disbursed'),
        value: t('money.disbursedText', {
          amount: amountText(disbursedFen, language, currencyOf(detail)),
          count: disbursements.length,
        }),
      },
      { id: 'outstanding', label: t('money.outstanding'), value: <OutstandingText detail={detail} /> },
    );
  }
  const undrawn = credit && undrawnCredit(detail);
  if (undrawn) {
    const amount = amountText(String(undrawn.fen), language, credit.currency);
    facts.push({
      id: 'undrawn',
      label: t('money.undrawn'),
      value: undrawn.isDrawable
        ? t('money.drawable', { amount, until: credit.validUntil })
        : t('money.unused', { amount }),
    });
  }
  if (notTaken !== undefined) {
    facts.push({
      id: 'notTaken',
      label: t('money.notTaken'),
      value: NOT_TAKEN_LABELS[notTaken][language],
    });
  }
  return facts.length === 0 ? null : <Facts facts={facts} />;
}

function OutstandingText({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const { reportedFen, asOf, unreported } = outstandingOf(
    detail.disbursements.map(({ amountFen, balance }) => ({
      amountFen: BigInt(amountFen),
      balance:
        balance === undefined ? null : { outstandingFen: BigInt(balance.outstandingFen), asOf: balance.asOf },
    })),
  );
  if (asOf === null) return t('money.outstandingNone');
  const amount = amountText(reportedFen, language, currencyOf(detail));
  return unreported === 0
    ? t('money.outstandingText', { amount, asOf })
    : t('money.outstandingPart', { amount, asOf, count: unreported });
}

export function DisbursementTable({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const { disbursements } = detail;
  if (disbursements.length === 0) return null;
  const columns: TableColumn<DisbursementView>[] = [
    { id: 'note', header: t('money.note'), cell: (row) => row.noteNumber, isRowHeader: true },
    {
      id: 'amount',
      header: t('money.amount', { unit: scaleWord(listScale(language)) }),
      cell: (row) => amountCell(row.amountFen, row.currency, language),
      align: 'end',
    },
    { id: 'rate', header: t('money.rate'), cell: (row) => percentText(row.annualRateBp), align: 'end' },
    { id: 'on', header: t('money.disbursedOn'), cell: (row) => row.disbursedOn },
    { id: 'matures', header: t('money.maturesOn'), cell: (row) => row.maturesOn },
    {
      id: 'balance',
      header: t('money.balance'),
      cell: ({ balance, currency }) =>
        balance === undefined ? (
          <span className={styles.quiet}>{t('money.balanceNone')}</span>
        ) : (
          t('money.balanceText', {
            amount: amountText(balance.outstandingFen, language, currency),
            asOf: balance.asOf,
          })
        ),
      align: 'end',
    },
  ];
  return (
    <Table
      label={t('money.disbursements')}
      isLabelShown
      getRowId={(row) => row.id}
      rows={disbursements}
      columns={columns}
    />
  );
}
