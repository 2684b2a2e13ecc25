import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { openFacility } from '@yinqi/contracts/facility-terms';
import { SECOND_PERSON_FROM_FEN } from '@yinqi/domain/quota';
import { amountText } from '../../../lib/format.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { faultAt } from '../../../lib/problem.js';
import { useCommand } from '../../../lib/use-command.js';
import { Link } from '../../../ui/link.js';
import { PageHeader } from '../../../ui/page-header.js';
import { showToast } from '../../../ui/toast-store.js';
import { facilityMessages } from '../messages.js';
import styles from '../quota.module.css';
import { forgetQuota } from '../use-quota.js';
import { termsMessages } from './messages.js';
import { GuardFields, KindFields } from './opening-fields.js';
import { TermsCheck } from './terms-check.js';
import {
  codeOf,
  NEW_OPENING,
  NEW_TERMS,
  openingAsksSecond,
  openingBodyOf,
  openingFaultsOf,
  versionOf,
  type OpeningDraft,
  type TermsFaultKey,
} from './terms-draft.js';
import { TermsForm } from './terms-form.js';
import { openingFacts } from './opening-facts.js';

/** A tool that the platform does not know yet: filled in, then checked, then sent. */
export function OpenFacilityPage(): ReactNode {
  const t = useMessages(termsMessages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [opening, setOpening] = useState<OpeningDraft>(NEW_OPENING);
  const [terms, setTerms] = useState(NEW_TERMS);
  const [step, setStep] = useState<'fill' | 'mend' | 'check'>('fill');
  const send = useCommand(openFacility, {
    onSuccess: async (made) => {
      showToast({ message: t(made.state === 'proposed' ? 'sent.proposed' : 'sent.opened') });
      await forgetQuota(client);
      await navigate({ to: '/facility-terms/$termsId', params: { termsId: made.id } });
    },
  });
  const isTaken = faultAt(send.error, '/body/code')?.code === 'taken';
  const faults: readonly TermsFaultKey[] = [
    ...(isTaken ? ['code.taken' as const] : []),
    ...openingFaultsOf(terms, opening),
  ];
  const mend = (): void => {
    send.reset();
    setStep('fill');
  };
  const shown = step === 'fill' ? [] : faults;
  const change = (next: OpeningDraft): void => {
    if (codeOf(next) !== codeOf(opening)) send.reset();
    setOpening(next);
  };
  return (
    <>
      <PageHeader title={t('open.title')} back={<Link to="/facilities">{t('back')}</Link>} />
      <p className={styles.intro}>{t('open.intro')}</p>
      {step === 'check' && faults.length === 0 ? (
        <OpeningCheck opening={opening} terms={terms} send={send} onMend={mend} />
      ) : (
        <TermsForm
          draft={terms}
          faults={shown}
          asDocument={undefined}
          before={<KindFields opening={opening} faults={shown} onChange={change} />}
          after={<GuardFields opening={opening} faults={shown} onChange={change} />}
          onChange={setTerms}
          onCheck={() => setStep(faults.length === 0 ? 'check' : 'mend')}
        />
      )}
    </>
  );
}

type CheckProps = {
  readonly opening: OpeningDraft;
  readonly terms: typeof NEW_TERMS;
  readonly send: ReturnType<typeof useCommand<typeof openFacility>>;
  readonly onMend: () => void;
};

function OpeningCheck({ opening, terms, send, onMend }: CheckProps) {
  const t = useMessages(termsMessages);
  const tTool = useMessages(facilityMessages);
  const { language } = useLanguage();
  const needsSecond = openingAsksSecond(terms, opening);
  const body = openingBodyOf(terms, opening);
  return (
    <TermsCheck
      terms={versionOf(terms)}
      before={undefined}
      more={[
        ...openingFacts({ ...body, code: codeOf(opening) }, language, t, tTool),
        { id: 'reason', label: t('form.reason'), value: body.reason },
      ]}
      needsSecond={needsSecond}
      outcome={t(
        needsSecond ? 'open.second' : opening.authority === 'SHADOW' ? 'open.atOnce.shadow' : 'open.atOnce',
        { amount: amountText(SECOND_PERSON_FROM_FEN, language) },
      )}
      error={send.error}
      isPending={send.isPending}
      onMend={onMend}
      onSend={() => send.send({ body })}
    />
  );
}
