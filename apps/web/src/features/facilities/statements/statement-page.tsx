import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import {
  compareStatementAgain,
  exportStatement,
  type Statement,
  type StatementOutcome,
} from '@yinqi/contracts/statements';
import { usePermission } from '../../../app/session.js';
import { routeUrl } from '../../../lib/call.js';
import { dateTimeText } from '../../../lib/format.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { Button, DownloadLink } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Link } from '../../../ui/link.js';
import { NextStep } from '../../../ui/next-step.js';
import { PageHeader } from '../../../ui/page-header.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { showToast } from '../../../ui/toast-store.js';
import { Tabs } from '../../../ui/tabs.js';
import { useCodeWording } from '../../../ui/use-code-wording.js';
import { nameIn } from '../../../lib/name-in.js';
import { statementMessages } from './messages.js';
import { StatementItems } from './statement-items.js';
import { openCount, PILES } from './statement-piles.js';
import { StatementSums } from './statement-sums.js';
import styles from './statements.module.css';
import { forgetStatements, useStatement } from './use-statements.js';

/** One statement: how both sides add up, and what agrees, differs or is missing. */
export function StatementPage(): ReactNode {
  const t = useMessages(statementMessages);
  const { language } = useLanguage();
  const { statementId } = useParams({ from: '/signed-in/statements/$statementId' });
  const { data: statement, error, refetch } = useStatement(statementId);
  const back = <Link to="/statements">{t('view.back')}</Link>;
  if (statement === undefined) {
    return (
      <>
        <PageHeader title={t('list.title')} back={back} />
        {error === null ? (
          <Skeleton rows={10} />
        ) : (
          <ErrorState error={error} title={t('view.failed')} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  const { id, facility, pool, fromOn, toOn } = statement;
  return (
    <>
      <PageHeader
        title={statement.fileName}
        back={back}
        meta={t('view.meta', {
          pool: `${nameIn(facility, language)} · ${nameIn(pool, language)}`,
          period: t('period', { from: fromOn, to: toOn }),
          name: statement.createdBy,
          at: dateTimeText(statement.createdAt),
        })}
        actions={
          statement.status === 'read' && (
            <>
              {statement.followedBy === null && <CompareAgain statementId={id} />}
              <DownloadLink href={routeUrl(exportStatement, { params: { id } })} download>
                {t('view.export')}
              </DownloadLink>
            </>
          )
        }
      />
      <Comparisons statement={statement} />
      <Standing statement={statement} />
      {statement.status === 'read' && (
        <>
          <StatementSums statement={statement} />
          <Piles statement={statement} />
        </>
      )}
    </>
  );
}

type Props = { readonly statement: Statement };

/** After corrections: the same lines, the ledger as it is now. */
function CompareAgain({ statementId }: { readonly statementId: string }) {
  const t = useMessages(statementMessages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const again = useCommand(compareStatementAgain, {
    onSuccess: async (made) => {
      showToast({ message: t('view.again.sent') });
      await forgetStatements(client);
      await navigate({ to: '/statements/$statementId', params: { statementId: made.id } });
    },
    onError: (error) => {
      showToast({ message: `${t('view.again.failed')}: ${error.message}` });
      void forgetStatements(client);
    },
  });
  return (
    <Button isPending={again.isPending} onPress={() => again.send({ params: { id: statementId } })}>
      {t('view.again')}
    </Button>
  );
}

/** Where this one stands among comparisons of the same lines. */
function Comparisons({ statement: { follows, followedBy } }: Props) {
  const t = useMessages(statementMessages);
  const other = followedBy ?? follows;
  if (other === null) return null;
  const key = followedBy === null ? 'view.follows' : 'view.followed';
  return (
    <p className={styles.note}>
      {t(key)}{' '}
      <Link to="/statements/$statementId" params={{ statementId: other }}>
        {t(`${key}.link`)}
      </Link>
    </p>
  );
}

function Standing({ statement }: Props) {
  const t = useMessages(statementMessages);
  const wording = useCodeWording();
  const isHolder = usePermission('allotments.manage');
  const { status, refusal } = statement;
  if (status === 'uploaded') {
    return (
      <p role="status" className={styles.note}>
        {t('view.reading')}
      </p>
    );
  }
  if (status === 'refused') {
    return (
      <EmptyState title={t('view.refused')}>
        {refusal === 'import.no_header' ? t('view.refused.no_header') : wording(refusal ?? '')}
      </EmptyState>
    );
  }
  const open = openCount(statement);
  return (
    <NextStep>
      {open > 0 ? t(isHolder ? 'view.next' : 'view.nextReader', { count: open }) : t('view.done')}
    </NextStep>
  );
}

/** Only the holder of the tool can take an entry back; a bank is told what it can do itself. */
const READER_TEXT = {
  matched: 'outcome.text.matched',
  differing: 'outcome.reader.differing',
  only_statement: 'outcome.reader.only_statement',
  only_ledger: 'outcome.reader.only_ledger',
  faulty: 'outcome.text.faulty',
} as const satisfies Record<StatementOutcome, string>;

/** Opens on the first pile that wants a person. */
function Piles({ statement }: Props) {
  const t = useMessages(statementMessages);
  const isHolder = usePermission('allotments.manage');
  const [picked, setPicked] = useState<StatementOutcome>();
  const selected = picked ?? PILES.find((pile) => statement.piles[pile].count > 0) ?? 'matched';
  return (
    <Tabs
      label={t('outcome.label')}
      tabs={PILES.map((pile) => ({
        id: pile,
        label: t(`outcome.${pile}`),
        count: statement.piles[pile].count,
      }))}
      selected={selected}
      onSelect={setPicked}
    >
      <p className={styles.note}>{t(isHolder ? `outcome.text.${selected}` : READER_TEXT[selected])}</p>
      <StatementItems key={selected} statementId={statement.id} outcome={selected} />
    </Tabs>
  );
}
