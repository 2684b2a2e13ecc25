import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createServicePolicy,
  listServicePolicies,
  rehearseServicePolicy,
  type LatenessView,
  type ServicePolicyView,
} from '@yinqi/contracts/service-policies';
import { POLICY_STAGES } from '@yinqi/domain/clocks';
import { call } from '../../lib/call.js';
import { dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { showToast } from '../../ui/toast-store.js';
import { servicePolicyMessages } from './messages.js';
import { changedStages, hoursText, termsOf, type ChangedStage, type PolicyDraft } from './policy-draft.js';
import styles from './service-policies.module.css';

type Props = {
  readonly draft: PolicyDraft;
  readonly present: ServicePolicyView;
  readonly scope: string;
  readonly onBack: () => void;
  readonly onPublished: () => void;
};

/** What a version changes and what it would have done; only from here it is published. */
export function PolicyCheck({ draft, present, scope, onBack, onPublished }: Props) {
  const t = useMessages(servicePolicyMessages);
  const client = useQueryClient();
  const terms = termsOf(draft);
  const trial = useQuery({
    queryKey: [rehearseServicePolicy.id, terms],
    queryFn: ({ signal }) => call(rehearseServicePolicy, { body: terms }, { signal }),
    staleTime: 0,
  });
  const publish = useCommand(createServicePolicy, {
    onSuccess: async () => {
      showToast({ message: t('form.published') });
      await client.invalidateQueries({ queryKey: [listServicePolicies.id] });
      onPublished();
    },
  });
  const send = () =>
    publish.send({ body: { ...terms, effectiveFrom: draft.effectiveFrom, note: draft.note } });
  return (
    <Dialog
      title={t('check.title')}
      isOpen
      onClose={onBack}
      size="wide"
      isDismissable={false}
      actions={
        <>
          <Button
            variant="primary"
            onPress={send}
            isPending={publish.isPending}
            isDisabled={trial.data === undefined}
          >
            {t('check.publish')}
          </Button>
          <Button onPress={onBack}>{t('check.back')}</Button>
        </>
      }
    >
      {publish.error !== null && <ErrorState error={publish.error} title={t('form.failed')} />}
      <p>{t('check.summary', { scope, date: draft.effectiveFrom, note: draft.note })}</p>
      <Changes draft={draft} present={present} />
      {trial.isPending && <Skeleton rows={4} />}
      {trial.isError && (
        <ErrorState error={trial.error} title={t('trial.failed')} onRetry={() => void trial.refetch()} />
      )}
      {trial.data !== undefined && <Trial trial={trial.data} />}
    </Dialog>
  );
}

function Changes({ draft, present }: Pick<Props, 'draft' | 'present'>) {
  const t = useMessages(servicePolicyMessages);
  const changes = changedStages(draft, present);
  const hours = hoursText(termsOf(draft).officeHours);
  const time = ({ amount, unit }: ChangedStage['before']): string => t(`unit.${unit}`, { count: amount });
  return (
    <>
      {changes.length === 0 && <p>{t('check.same')}</p>}
      {changes.length > 0 && (
        <Table
          label={t('check.changes', { same: POLICY_STAGES.length - changes.length })}
          isLabelShown
          rows={changes}
          getRowId={({ stage }) => stage}
          columns={[
            {
              id: 'stage',
              header: t('preview.stage'),
              cell: ({ stage }) => t(`stage.${stage}`),
              isRowHeader: true,
            },
            { id: 'now', header: t('preview.now'), cell: ({ before }) => time(before) },
            { id: 'then', header: t('preview.then'), cell: ({ after }) => <strong>{time(after)}</strong> },
          ]}
        />
      )}
      {hours !== hoursText(present.officeHours) && (
        <p>{t('check.hours', { before: hoursText(present.officeHours), after: hours })}</p>
      )}
    </>
  );
}

type TrialProps = {
  readonly trial: {
    readonly from: string;
    readonly until: string;
    readonly asOf: string;
    readonly isWhole: boolean;
    readonly quarter: readonly LatenessView[];
    readonly open: readonly LatenessView[];
  };
};

function Trial({ trial }: TrialProps) {
  const t = useMessages(servicePolicyMessages);
  const { from, until, asOf, isWhole, quarter, open } = trial;
  const unknown = [...quarter, ...open].reduce((sum, { unknownThen }) => sum + unknownThen, 0);
  return (
    <>
      <Counts
        title={t('trial.quarter', { from, until })}
        rows={quarter}
        none={t('trial.noneQuarter', { from, until })}
      />
      <Counts title={t('trial.open', { at: dateTimeText(asOf) })} rows={open} none={t('trial.noneOpen')} />
      <p className={styles.intro}>
        {t('trial.note')}
        {unknown > 0 && t('trial.unknown', { count: unknown })}
        {!isWhole && t('trial.part')}
      </p>
    </>
  );
}

type CountsProps = {
  readonly title: string;
  readonly rows: readonly LatenessView[];
  readonly none: string;
};

function Counts({ title, rows, none }: CountsProps) {
  const t = useMessages(servicePolicyMessages);
  if (rows.length === 0) return <p>{none}</p>;
  const count = (id: 'stages' | 'lateNow' | 'lateThen', header: string): TableColumn<LatenessView> => ({
    id,
    header,
    align: 'end',
    cell: (row) =>
      id === 'lateThen' && row.lateThen !== row.lateNow ? <strong>{row.lateThen}</strong> : row[id],
  });
  return (
    <Table
      label={title}
      isLabelShown
      rows={rows}
      getRowId={({ stage }) => stage}
      columns={[
        {
          id: 'stage',
          header: t('preview.stage'),
          cell: ({ stage }) => t(`stage.${stage}`),
          isRowHeader: true,
        },
        count('stages', t('trial.stages')),
        count('lateNow', t('trial.lateNow')),
        count('lateThen', t('trial.lateThen')),
      ]}
    />
  );
}
