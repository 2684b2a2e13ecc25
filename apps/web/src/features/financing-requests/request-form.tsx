import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  getFinancingRequest,
  listFinancingRequests,
  submitFinancingRequest,
  type RequestContent,
  type RequestContentField,
  type RequestDetail,
} from '@yinqi/contracts/financing-requests';
import { dateText } from '../../lib/format.js';
import { useHeadingFocus } from '../../lib/heading-focus.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Facts } from '../../ui/facts.js';
import { PageHeader } from '../../ui/page-header.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { CheckStep } from './check-step.js';
import type { BeginDraft } from './draft-saver.js';
import { ErrorSummary, faultText, fieldId } from './form-faults.js';
import {
  FIELDS_OF_STEP,
  faultsOf,
  stepOfField,
  toldFaults,
  type FormFault,
  type FormState,
} from './form-state.js';
import { FORM_STEPS, type FormStep } from './form-steps.js';
import { financingRequestMessages } from './messages.js';
import { ContactStep, NeedStep, TermsStep } from './question-steps.js';
import styles from './request-form.module.css';
import { SaveStateLine } from './save-state-line.js';
import { useAutosave } from './use-autosave.js';

type Step = Exclude<FormStep, 'done'>;

/** What stands beside the form, and its gist above the buttons where there is no room beside. */
export type BesideForm = (
  form: FormState,
  enterpriseId: string,
) => { readonly aside: ReactNode; readonly brief: ReactNode };

type Props = {
  /** The request, or how to begin it with the first answer. */
  readonly draft: RequestDetail | BeginDraft;
  readonly enterprise: Pick<RequestDetail['enterprise'], 'id' | 'name' | 'uscc'>;
  readonly step: Step;
  readonly onStep: (step: FormStep) => void;
  /** Answers in place of those stored. */
  readonly filledIn?: Partial<RequestContent>;
  /** Above the questions: what the bureau asked to be corrected. */
  readonly notice?: ReactNode;
  /** Beside the questions: what would fit what has been typed so far. */
  readonly beside?: BesideForm;
};

const QUESTIONS = { need: NeedStep, terms: TermsStep, contact: ContactStep } as const;

const today = (): string => dateText(new Date().toISOString());

/** Three pages of questions and one to check them; every answer is kept as it is typed. */
export function RequestForm({ draft, enterprise, step, onStep, filledIn, notice, beside }: Props) {
  const t = useMessages(financingRequestMessages);
  useHeadingFocus(step);
  const detail = typeof draft === 'function' ? undefined : draft;
  const pages = useFormPages(draft, step, onStep, filledIn);
  const { form, change, errorOf, isRevision, submit } = pages;
  const index = FORM_STEPS.indexOf(step);
  const Questions = step === 'check' ? undefined : QUESTIONS[step];
  const shown = beside?.(form, enterprise.id);
  return (
    <>
      <PageHeader
        title={t(`step.${step}`)}
        meta={
          <>
            {t('step.of', { step: index + 1 })}
            {detail !== undefined && ` · ${detail.number}`}
          </>
        }
      />
      {notice}
      {pages.open.length > 0 && <ErrorSummary asked={pages.asked} faults={pages.open} onGo={pages.go} />}
      <SubmitError error={submit.error} />
      <div className={styles.columns}>
        <form
          noValidate
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void pages.onForward();
          }}
        >
          {step === 'need' && <Company {...enterprise} />}
          {Questions !== undefined && <Questions form={form} onChange={change} errorOf={errorOf} />}
          {step === 'check' && detail !== undefined && (
            <CheckStep detail={detail} form={form} isRevision={isRevision} onChange={pages.go} />
          )}
          {shown?.brief}
          <div className={styles.buttons}>
            <Button type="submit" variant="primary" size="touch" isPending={submit.isPending}>
              {t(forwardLabel(step, isRevision, submit.isPending))}
            </Button>
            {index > 0 && (
              <Button size="touch" onPress={() => onStep(FORM_STEPS[index - 1] ?? 'need')}>
                {t('step.back')}
              </Button>
            )}
          </div>
          <SaveStateLine state={pages.state} onReload={() => void pages.reload()} />
        </form>
        {shown !== undefined && <aside className={styles.aside}>{shown.aside}</aside>}
      </div>
    </>
  );
}

/** Moving through the pages: what is asked of each, where a fault leads, and what the last button does. */
function useFormPages(
  draft: RequestDetail | BeginDraft,
  step: Step,
  onStep: (step: FormStep) => void,
  filledIn: Partial<RequestContent> = {},
) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const detail = typeof draft === 'function' ? undefined : draft;
  const isRevision = detail !== undefined && detail.status !== 'draft' && detail.status !== 'returned';
  const autosave = useAutosave(draft, isRevision, filledIn);
  const { form, state, saveNow } = autosave;
  const [asked, setAsked] = useState<readonly FormFault[]>([]);
  const onRevised = useRevised();
  const submit = useSubmit(() => onStep('done'));
  const focusLater = useFocusAfter(step);
  const go = (field: RequestContentField) => {
    focusLater(field);
    if (stepOfField(field) !== step) onStep(stepOfField(field));
  };
  const onForward = async () => {
    const all = faultsOf(form, today());
    const here: readonly RequestContentField[] = step === 'check' ? [] : FIELDS_OF_STEP[step];
    const found = step === 'check' ? all : all.filter((fault) => here.includes(fault.field));
    setAsked(found);
    if (found.length > 0) return;
    if (step !== 'check') {
      // The next page is one of the draft, so it has to be there.
      if (detail === undefined && (await saveNow()) === undefined) return;
      onStep(FORM_STEPS[FORM_STEPS.indexOf(step) + 1] ?? 'check');
      return;
    }
    const version = await saveNow();
    if (version === undefined || detail === undefined) return;
    if (isRevision) onRevised(detail.id);
    else submit.send({ params: { id: detail.id }, version });
  };
  // A field that was asked about speaks until it is mended, then falls silent.
  const own = faultsOf(form, today()).filter(({ field }) => asked.some((one) => one.field === field));
  const open = state.kind === 'refused' ? [...own, ...toldFaults(state.faults)] : own;
  const errorOf = (field: RequestContentField): string | undefined => {
    const fault = open.find((one) => one.field === field);
    return fault ? faultText(fault, t, language) : undefined;
  };
  return { ...autosave, asked, open, go, onForward, errorOf, isRevision, submit };
}

function forwardLabel(step: Step, isRevision: boolean, isPending: boolean) {
  if (step !== 'check') return step === 'contact' ? 'step.toCheck' : 'step.next';
  if (isRevision) return 'check.revise';
  return isPending ? 'check.submitting' : 'check.submit';
}

function useRevised(): (requestId: string) => void {
  const t = useMessages(financingRequestMessages);
  const navigate = useNavigate();
  return (requestId) => {
    showToast({ message: t('check.revised') });
    void navigate({ to: '/requests/$requestId', params: { requestId } });
  };
}

function useSubmit(onDone: () => void) {
  const client = useQueryClient();
  return useCommand(submitFinancingRequest, {
    onSuccess: (submitted) => {
      client.setQueryData(reading(getFinancingRequest, { params: { id: submitted.id } }).queryKey, submitted);
      void client.invalidateQueries({ queryKey: [listFinancingRequests.id] });
      onDone();
    },
  });
}

/** Puts the focus into a field, on the page of the form where it stands. */
function useFocusAfter(step: Step): (field: RequestContentField) => void {
  const goalRef = useRef<RequestContentField>(undefined);
  useEffect(() => {
    if (goalRef.current === undefined) return;
    document.getElementById(fieldId(goalRef.current))?.focus();
    goalRef.current = undefined;
  }, [step]);
  return (field) => {
    const here = document.getElementById(fieldId(field));
    if (here === null) goalRef.current = field;
    else here.focus();
  };
}

function SubmitError({ error }: { readonly error: Error | null }) {
  const wording = useErrorWording();
  if (error === null) return null;
  return (
    <p className={styles.submitError} role="alert">
      {wording(error)}
    </p>
  );
}

function Company({ name, uscc }: Pick<RequestDetail['enterprise'], 'name' | 'uscc'>) {
  const t = useMessages(financingRequestMessages);
  return (
    <section className={styles.company} aria-label={t('company.title')}>
      <Facts
        facts={[
          { id: 'name', label: t('company.name'), value: name },
          { id: 'uscc', label: t('company.uscc'), value: uscc },
        ]}
      />
      <p className={styles.note}>{t('company.hint')}</p>
    </section>
  );
}
