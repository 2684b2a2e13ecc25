import { useState, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  decideFacilityTerms,
  getFacilityTerms,
  withdrawFacilityTerms,
  type FacilityTermsView,
} from '@yinqi/contracts/facility-terms';
import { dateTimeText } from '../../../lib/format.js';
import { useLanguage, type Language } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useLive } from '../../../lib/live.js';
import { hasCode } from '../../../lib/problem.js';
import { reading } from '../../../lib/query.js';
import { useCommand } from '../../../lib/use-command.js';
import { Button, ButtonLink } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Facts, type Fact } from '../../../ui/facts.js';
import { Link } from '../../../ui/link.js';
import { PageHeader } from '../../../ui/page-header.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { showToast } from '../../../ui/toast-store.js';
import type { FacilityWords } from '../facility-words.js';
import { facilityMessages } from '../messages.js';
import styles from '../quota.module.css';
import { forgetQuota } from '../use-quota.js';
import { termsMessages } from './messages.js';
import { openingFacts } from './opening-facts.js';
import { RefuseTermsDialog } from './refuse-terms-dialog.js';
import { TermsFacts } from './terms-check.js';
import { TermsComparison } from './terms-comparison.js';
import { TERMS_PIGMENT, type TermsWords } from './terms-words.js';

/** One opening or change, for whoever has to agree, or proposed it, or looks it up later. */
export function FacilityTermsPage(): ReactNode {
  const t = useMessages(termsMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const { termsId } = useParams({ from: '/signed-in/facility-terms/$termsId' });
  const { data, isPending, error, refetch } = useQuery(
    reading(getFacilityTerms, { params: { id: termsId } }),
  );
  useLive(['allotment'], () => void forgetQuota(client));
  const name = data && (language === 'zh' ? data.terms.name : data.terms.nameEn);
  return (
    <>
      <PageHeader
        title={
          data === undefined
            ? t('view.titlePlain')
            : t(data.opening ? 'view.opening' : 'view.change', { name: name ?? '' })
        }
        context={data && <Tag pigment={TERMS_PIGMENT[data.state]}>{t(`state.${data.state}`)}</Tag>}
        back={<Link to="/facilities">{t('back')}</Link>}
      />
      {isPending && <Skeleton rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('view.failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <Terms terms={data} />}
    </>
  );
}

function Terms({ terms }: { readonly terms: FacilityTermsView }) {
  const t = useMessages(termsMessages);
  const tTool = useMessages(facilityMessages);
  const { language } = useLanguage();
  const people = peopleOf(terms, t);
  const { before, opening, poolId } = terms;
  return (
    <div className={styles.form}>
      <p className={terms.mayDecide || terms.mayWithdraw ? styles.second : styles.atOnce}>
        {standOf(terms, t)}
      </p>
      {before === null ? (
        <TermsFacts terms={terms.terms} more={headOf(terms, opening, language, t, tTool)} />
      ) : (
        <>
          <Facts facts={[{ id: 'from', label: t('form.fromOn'), value: terms.fromOn }]} />
          <TermsComparison before={before} after={terms.terms} />
        </>
      )}
      <Facts label={t('view.people')} facts={people} />
      <Decision terms={terms} />
      {poolId !== null && (
        <div className={styles.actions}>
          <ButtonLink to="/quota/$poolId" params={{ poolId }}>
            {t('view.pool')}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}

const headOf = (
  { code }: FacilityTermsView,
  opening: FacilityTermsView['opening'],
  language: Language,
  t: TermsWords,
  tTool: FacilityWords,
): readonly Fact[] => (opening === null ? [] : openingFacts({ ...opening, code }, language, t, tTool));

function Decision({ terms }: { readonly terms: FacilityTermsView }) {
  const t = useMessages(termsMessages);
  const client = useQueryClient();
  const [isRefusing, setRefusing] = useState(false);
  const { id, version, mayDecide, mayWithdraw, opening } = terms;
  const params = { id };
  const done = (message: string) => async (): Promise<void> => {
    showToast({ message });
    await forgetQuota(client);
  };
  const decide = useCommand(decideFacilityTerms, { onSuccess: done(t('view.approved')) });
  const withdraw = useCommand(withdrawFacilityTerms, { onSuccess: done(t('view.withdrawn')) });
  const error = decide.error ?? withdraw.error;
  const reload = (): void => {
    decide.reset();
    withdraw.reset();
    void forgetQuota(client);
  };
  return (
    <>
      {error !== null && (
        <ErrorState error={error} title={t('view.notDone')}>
          {hasCode(error, 'resource.version_conflict') && (
            <Button onPress={reload}>{t('view.reload')}</Button>
          )}
        </ErrorState>
      )}
      {(mayDecide || mayWithdraw) && (
        <div className={styles.actions}>
          {mayDecide && (
            <>
              <Button
                variant="primary"
                isPending={decide.isPending}
                onPress={() => decide.send({ params, version, body: { act: 'approve', note: null } })}
              >
                {t(opening === null ? 'view.approve.change' : 'view.approve.opening')}
              </Button>
              <Button onPress={() => setRefusing(true)}>{t('view.refuse')}</Button>
            </>
          )}
          {mayWithdraw && (
            <Button isPending={withdraw.isPending} onPress={() => withdraw.send({ params, version })}>
              {t('view.withdraw')}
            </Button>
          )}
        </div>
      )}
      {isRefusing && <RefuseTermsDialog terms={terms} onClose={() => setRefusing(false)} />}
    </>
  );
}

/** In one sentence: what is asked of the reader, or what became of it. */
function standOf({ state, mayDecide, opening, fromOn, decidedBy }: FacilityTermsView, t: TermsWords): string {
  switch (state) {
    case 'proposed':
      return t(mayDecide ? (opening === null ? 'stand.asked.change' : 'stand.asked.opening') : 'stand.own');
    case 'scheduled':
      return t('stand.scheduled', { date: fromOn });
    case 'posted':
      return t(opening === null ? 'stand.changed' : 'stand.opened', { date: fromOn });
    case 'refused':
      return t('stand.refused', { who: decidedBy ?? '' });
    case 'withdrawn':
      return t('stand.withdrawn');
  }
}

function peopleOf(terms: FacilityTermsView, t: TermsWords): readonly Fact[] {
  const { decidedBy, decidedAt, appliedAt, note } = terms;
  const who = (name: string, at: string): string => t('view.who', { who: name, time: dateTimeText(at) });
  return [
    { id: 'reason', label: t('form.reason'), value: terms.reason },
    { id: 'proposed', label: t('view.proposed'), value: who(terms.proposedBy, terms.proposedAt) },
    ...(decidedBy === null || decidedAt === null
      ? []
      : [
          {
            id: 'decided',
            label: t(terms.state === 'withdrawn' ? 'view.withdrawnBy' : 'view.decided'),
            value: who(decidedBy, decidedAt),
          },
        ]),
    ...(note === null ? [] : [{ id: 'note', label: t('view.note'), value: note }]),
    ...(appliedAt === null
      ? []
      : [{ id: 'applied', label: t('view.applied'), value: dateTimeText(appliedAt) }]),
  ];
}
