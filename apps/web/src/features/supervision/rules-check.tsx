import { useQueryClient } from '@tanstack/react-query';
import { setLadder, type LadderStepView } from '@yinqi/contracts/supervision';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { rowsOf, rungChanges, type RungChange } from './ladder-rows.js';
import { supervisionMessages } from './messages.js';
import styles from './supervision.module.css';
import { forgetSupervision, useRehearsal } from './use-supervision.js';
import type { SupervisionWords } from './words.js';

type Props = {
  readonly present: readonly LadderStepView[];
  readonly steps: readonly LadderStepView[];
  readonly from: string;
  readonly onClose: () => void;
};

const CHANGE_PIGMENT = { added: 'malachite', kept: 'plain', removed: 'cinnabar' } as const;

/** What new rules change and how often they would have spoken last quarter; only from here they are published. */
export function RulesCheck({ present, steps, from, onClose }: Props) {
  const t = useMessages(supervisionMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const before = useRehearsal(present, true);
  const after = useRehearsal(steps, true);
  const publish = useCommand(setLadder, {
    onSuccess: async () => {
      showToast({ message: t('rules.published') });
      onClose();
      await forgetSupervision(client);
    },
  });
  const error = before.error ?? after.error;
  const isCounted = before.data !== undefined && after.data !== undefined && !after.isPlaceholderData;
  return (
    <Dialog
      title={t('check.title')}
      isOpen
      onClose={onClose}
      size="wide"
      isDismissable={false}
      actions={
        <>
          <Button
            variant="primary"
            isDisabled={!isCounted}
            isPending={publish.isPending}
            onPress={() => publish.send({ body: { steps: [...steps], effectiveFrom: from } })}
          >
            {t('check.publish')}
          </Button>
          <Button onPress={onClose}>{t('check.back')}</Button>
        </>
      }
    >
      {publish.error !== null && (
        <p className={styles.alert} role="alert">
          {wording(publish.error)}
        </p>
      )}
      <p>{t('check.from', { date: from })}</p>
      {error !== null && (
        <ErrorState
          error={error}
          title={t('rules.trialFailed')}
          onRetry={() => void Promise.all([before.refetch(), after.refetch()])}
        />
      )}
      {error === null && !isCounted && <Skeleton rows={4} />}
      {error === null && isCounted && (
        <Changes
          changes={rungChanges(present, steps)}
          countOf={({ step, at }) =>
            (at === null ? before.data.counts[present.indexOf(step)] : after.data.counts[at]) ?? 0
          }
        />
      )}
      {after.data !== undefined && (
        <p className={styles.note}>
          {t('rules.trialText', { from: after.data.from, until: after.data.until, count: after.data.stages })}
          {!after.data.isWhole && t('rules.trialPart')}
        </p>
      )}
    </Dialog>
  );
}

type ChangesProps = {
  readonly changes: readonly RungChange[];
  readonly countOf: (change: RungChange) => number;
};

function Changes({ changes, countOf }: ChangesProps) {
  const t = useMessages(supervisionMessages);
  if (changes.length === 0) return <p>{t('rules.none')}</p>;
  return (
    <Table
      label={t('check.table')}
      rows={changes}
      getRowId={({ step, change }) => `${change} ${step.level} ${step.colour ?? ''} ${step.atMinutes}`}
      columns={[
        {
          id: 'change',
          header: t('check.change'),
          cell: ({ change }) => <Tag pigment={CHANGE_PIGMENT[change]}>{t(`check.${change}`)}</Tag>,
        },
        { id: 'who', header: t('rules.level'), cell: ({ step }) => whoOf(step, t), isRowHeader: true },
        { id: 'when', header: t('rules.when'), cell: ({ step }) => whenOf(step, t) },
        {
          id: 'times',
          header: t('check.times'),
          align: 'end',
          cell: (row) => t('check.count', { count: countOf(row) }),
        },
      ]}
    />
  );
}

function whoOf(step: LadderStepView, t: SupervisionWords): string {
  const [row] = rowsOf([step]);
  return row === undefined ? '' : t(`rules.level.${row.kind}`);
}

function whenOf(step: LadderStepView, t: SupervisionWords): string {
  const [row] = rowsOf([step]);
  if (row === undefined) return '';
  if (step.atMinutes === 0) return t('check.atLimit');
  return t(row.isAfter ? 'check.after' : 'check.before', { hours: Number(row.hours) });
}
