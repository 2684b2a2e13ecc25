import { useState, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { listFacilities, type FacilityView } from '@yinqi/contracts/facilities';
import { changeFacility } from '@yinqi/contracts/facility-terms';
import { useSession } from '../../../app/session.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { nameIn } from '../../../lib/name-in.js';
import { reading } from '../../../lib/query.js';
import { useCommand } from '../../../lib/use-command.js';
import { Checkbox } from '../../../ui/choice-groups.js';
import { DateField } from '../../../ui/date-field.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Link } from '../../../ui/link.js';
import { PageHeader } from '../../../ui/page-header.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { showToast } from '../../../ui/toast-store.js';
import { borrowerText } from '../facility-words.js';
import { facilityMessages } from '../messages.js';
import styles from '../quota.module.css';
import { forgetQuota } from '../use-quota.js';
import { termsMessages } from './messages.js';
import { TermsCheck } from './terms-check.js';
import {
  changeAsksSecond,
  changeBodyOf,
  changeFaultsOf,
  draftOf,
  standingOf,
  versionOf,
  type TermsDraft,
} from './terms-draft.js';
import { TermsForm, useFaultText } from './terms-form.js';

/** New terms of a tool from a day on, laid beside those that stand. */
export function ChangeFacilityPage(): ReactNode {
  const t = useMessages(termsMessages);
  const { language } = useLanguage();
  const { organisation } = useSession();
  const { facilityId } = useParams({ from: '/signed-in/facilities/$facilityId/terms' });
  const facilities = useQuery(reading(listFacilities, {}));
  const facility = facilities.data?.items.find(
    ({ id, holder }) => id === facilityId && holder?.id === organisation.id,
  );
  return (
    <>
      <PageHeader
        title={
          facility === undefined
            ? t('change.titlePlain')
            : t('change.title', { name: nameIn(facility, language) })
        }
        back={<Link to="/facilities">{t('back')}</Link>}
      />
      {facilities.isPending && <Skeleton rows={8} />}
      {facilities.isError && (
        <ErrorState
          error={facilities.error}
          title={t('change.notRead')}
          onRetry={() => void facilities.refetch()}
        />
      )}
      {facilities.data !== undefined && facility === undefined && (
        <EmptyState title={t('change.notOwn')}>{t('change.notOwn.text')}</EmptyState>
      )}
      {facilities.data !== undefined && facility !== undefined && (
        <Change key={facility.id} facility={facility} today={facilities.data.asOf} />
      )}
    </>
  );
}

function Change({ facility, today }: { readonly facility: FacilityView; readonly today: string }) {
  const t = useMessages(termsMessages);
  const tTool = useMessages(facilityMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  // What was on the page when it was opened: another's change meanwhile is told, not undone.
  const [opened] = useState(facility);
  const [draft, setDraft] = useState(() => draftOf(opened, today));
  const [step, setStep] = useState<'fill' | 'mend' | 'check'>('fill');
  const faults = changeFaultsOf(draft, today);
  const before = standingOf(opened);
  const send = useCommand(changeFacility, {
    onSuccess: async (made) => {
      showToast({
        message: t(SENT[made.state === 'proposed' || made.state === 'scheduled' ? made.state : 'posted']),
      });
      await forgetQuota(client);
      await navigate({ to: '/facility-terms/$termsId', params: { termsId: made.id } });
    },
  });
  if (step === 'check' && faults.length === 0) {
    const needsSecond = changeAsksSecond(draft, before);
    const isToday = draft.fromOn <= today;
    return (
      <TermsCheck
        terms={versionOf(draft, before)}
        before={before}
        more={[
          { id: 'from', label: t('form.fromOn'), value: draft.fromOn },
          { id: 'reason', label: t('form.reason'), value: draft.reason.trim() },
        ]}
        needsSecond={needsSecond}
        outcome={t(needsSecond ? 'change.second' : isToday ? 'change.atOnce' : 'change.later', {
          date: draft.fromOn,
        })}
        error={send.error}
        isPending={send.isPending}
        onMend={() => {
          send.reset();
          setStep('fill');
        }}
        onSend={() =>
          send.send({ params: { id: opened.id }, body: changeBodyOf(draft), version: opened.version })
        }
      />
    );
  }
  const shown = step === 'fill' ? [] : faults;
  return (
    <>
      <p className={styles.intro}>{t('change.intro')}</p>
      <TermsForm
        draft={draft}
        faults={shown}
        asDocument={opened.borrowerCriteria === null ? borrowerText(opened, language, tTool) : undefined}
        before={<DayFields draft={draft} faults={shown} onChange={setDraft} />}
        onChange={setDraft}
        onCheck={() => setStep(faults.length === 0 ? 'check' : 'mend')}
      />
    </>
  );
}

const SENT = { proposed: 'sent.proposed', scheduled: 'sent.scheduled', posted: 'sent.changed' } as const;

function DayFields({
  draft,
  faults,
  onChange,
}: {
  readonly draft: TermsDraft;
  readonly faults: Parameters<typeof useFaultText>[0];
  readonly onChange: (draft: TermsDraft) => void;
}) {
  const t = useMessages(termsMessages);
  const tTool = useMessages(facilityMessages);
  const wrong = useFaultText(faults);
  return (
    <>
      <DateField
        label={t('form.fromOn')}
        hint={t('form.fromOn.hint')}
        value={draft.fromOn}
        error={wrong('fromOn', 'fromOn.in_past')}
        onChange={(fromOn) => onChange({ ...draft, fromOn })}
      />
      <Checkbox
        label={tTool('edit.closed')}
        isChecked={draft.closed}
        onChange={(closed) => onChange({ ...draft, closed })}
      />
    </>
  );
}
