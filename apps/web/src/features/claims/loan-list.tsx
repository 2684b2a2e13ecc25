import { useState } from 'react';
import type { ClaimableLoan, ClaimTool } from '@yinqi/contracts/claims';
import { isLiveClaim } from '@yinqi/domain/claims';
import { amountIn, listScale, percentText, rateText, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { isUsable, nameIn, STATE_PIGMENT, VERDICT_PIGMENT } from './claim-words.js';
import styles from './claims.module.css';
import { MarkDialog } from './mark-dialog.js';
import { claimMessages } from './messages.js';
import { useLoans } from './use-claims.js';

type Props = { readonly tool: ClaimTool };

/** The bank's loans, each with what came of holding it against the tool. */
export function LoanList({ tool }: Props) {
  const t = useMessages(claimMessages);
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useLoans(
    tool.facility.id,
  );
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {isPending && <Skeleton rows={8} />}
      {error !== null && items.length === 0 && (
        <ErrorState error={error} title={t('failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && items.length === 0 && (
        <EmptyState title={t('loans.none')}>{t('loans.none.text')}</EmptyState>
      )}
      {items.length > 0 && <LoanTable tool={tool} loans={items} />}
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

/** A loan that was sent back, or whose reimbursement was taken back, may be marked again. */
const isOpen = ({ claim }: ClaimableLoan): boolean => claim === null || !isLiveClaim(claim.state);

function LoanTable({ tool, loans }: Props & { readonly loans: readonly ClaimableLoan[] }) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<ClaimableLoan>();
  const scale = listScale(language);
  const columns: TableColumn<ClaimableLoan>[] = [
    { id: 'number', header: t('number.loan'), isRowHeader: true, cell: ({ noteNumber }) => noteNumber },
    {
      id: 'borrower',
      header: t('borrower'),
      cell: ({ borrowerName }) => borrowerName ?? t('borrower.unknown'),
    },
    {
      id: 'amount',
      header: t('amount', { unit: scaleWord(scale) }),
      align: 'end',
      cell: (loan) => <LoanAmount loan={loan} scale={scale} />,
    },
    {
      id: 'rate',
      header: t('rate'),
      align: 'end',
      cell: ({ annualRateBp }) => rateText(annualRateBp),
    },
    {
      id: 'lentOn',
      header: t('lentOn'),
      cell: ({ lentOn }) => <span className={styles.number}>{lentOn}</span>,
    },
    {
      id: 'maturesOn',
      header: t('maturesOn'),
      cell: ({ maturesOn }) => <span className={styles.number}>{maturesOn}</span>,
    },
    { id: 'result', header: t('result'), cell: (loan) => <Result loan={loan} /> },
    {
      id: 'why',
      header: t('line.why'),
      cell: (loan) => (
        <Button onPress={() => setChosen(loan)}>
          {t(isUsable(tool) && isOpen(loan) && loan.verdict !== 'ineligible' ? 'explain' : 'explain.only')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Table
        label={t('view.loans')}
        columns={columns}
        rows={loans}
        getRowId={({ disbursementId }) => disbursementId}
      />
      {chosen !== undefined && (
        <MarkDialog
          tool={tool}
          loan={chosen}
          mayMark={isUsable(tool) && isOpen(chosen)}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}

type AmountProps = { readonly loan: ClaimableLoan; readonly scale: ReturnType<typeof listScale> };

/** With the part of it that can be claimed, where that is not all. */
function LoanAmount({ loan: { amountFen, claimableFen, fundingRatioBp }, scale }: AmountProps) {
  const t = useMessages(claimMessages);
  const amount = amountIn(claimableFen, scale);
  return (
    <>
      {amountIn(amountFen, scale)}
      {fundingRatioBp < 10_000 && (
        <span className={styles.under}>
          {t('share.claimable', { ratio: percentText(fundingRatioBp), amount })}
        </span>
      )}
    </>
  );
}

function Result({ loan: { claim, verdict } }: { readonly loan: ClaimableLoan }) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  if (claim === null) return <Tag pigment={VERDICT_PIGMENT[verdict]}>{t(`verdict.${verdict}`)}</Tag>;
  return (
    <>
      <Tag pigment={STATE_PIGMENT[claim.state]}>{t(`state.${claim.state}`)}</Tag>
      <span className={styles.under}>
        {claim.note === null
          ? nameIn({ name: claim.facilityName, nameEn: claim.facilityNameEn }, language)
          : [...(claim.rejection === null ? [] : [t(`reason.${claim.rejection}`)]), claim.note].join(' · ')}
      </span>
    </>
  );
}
