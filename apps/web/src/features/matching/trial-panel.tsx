import { useEffect, useRef, type RefObject } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { tryRequest, type Trial } from '@yinqi/contracts/match-advice';
import { COLLATERAL_WORDS, COLLATERALS, GUARANTEES } from '@yinqi/domain/matching';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { call } from '../../lib/call.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { CheckboxGroup } from '../../ui/choice-groups.js';
import { ErrorState } from '../../ui/error-state.js';
import { MoneyField } from '../../ui/money-field.js';
import { Tag } from '../../ui/tag.js';
import { TextField } from '../../ui/text-field.js';
import styles from './advice.module.css';
import { adviceMessages } from './messages.js';
import { monthsOf, trialFormOf, trialOf, type Asked, type TrialForm } from './trial-state.js';
import { TrialResult } from './trial-result.js';
import { useSettled } from '../../lib/use-settled.js';

/** With the answer's own time well under what a reader notices as waiting. */
const SETTLE_MS = 120;

type Props = {
  readonly requestId: string;
  readonly asked: Asked;
  /** May be led into the form with the trial filled in. */
  readonly isEditable: boolean;
  readonly form: TrialForm;
  readonly onChange: (form: TrialForm) => void;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
};

/** What if the request asked for something else: the answer at once, and nothing changed by it. */
export function TrialPanel({ requestId, asked, isEditable, form, onChange, headingRef }: Props) {
  const t = useMessages(adviceMessages);
  const trial = trialOf(asked, form);
  const isTried = Object.keys(trial).length > 0;
  const reset = () => onChange(trialFormOf(asked));
  const settled = useSettled(trial, SETTLE_MS);
  const answer = useQuery({
    queryKey: [tryRequest.id, requestId, settled],
    // What was asked stays with the answer: the one before is on screen until the next has come.
    queryFn: async ({ signal }) => ({
      isTried: Object.keys(settled).length > 0,
      result: await call(tryRequest, { params: { id: requestId }, body: settled }, { signal }),
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <section className={styles.trial} aria-labelledby={`trial-${requestId}`}>
      <h2 id={`trial-${requestId}`} ref={headingRef} tabIndex={-1}>
        {t('trial.title')} <Tag pigment="violet">{t('trial.tag')}</Tag>
      </h2>
      <p className={styles.quiet}>{t('trial.text')}</p>
      <Wishes asked={asked} form={form} onChange={onChange} />
      <div className={styles.result} aria-busy={answer.isFetching}>
        {answer.isError ? (
          <ErrorState error={answer.error} title={t('trial.failed')} onRetry={() => void answer.refetch()} />
        ) : (
          <TrialResult result={answer.data?.result} isTried={answer.data?.isTried ?? false}>
            {isTried && <Acts requestId={requestId} isEditable={isEditable} trial={trial} onReset={reset} />}
          </TrialResult>
        )}
      </div>
    </section>
  );
}

type ActsProps = Pick<Props, 'requestId' | 'isEditable'> & {
  readonly trial: Trial;
  readonly onReset: () => void;
};

function Acts({ requestId, isEditable, trial, onReset }: ActsProps) {
  const t = useMessages(adviceMessages);
  return (
    <>
      <p className={styles.acts}>
        {isEditable && (
          <ButtonLink
            size="touch"
            to="/requests/$requestId/edit"
            params={{ requestId }}
            search={{ step: stepOf(trial), trial }}
          >
            {t('trial.apply')}
          </ButtonLink>
        )}
        <Button variant="quiet" size="touch" onPress={onReset}>
          {t('trial.reset')}
        </Button>
      </p>
      {!isEditable && <p className={styles.quiet}>{t('trial.locked')}</p>}
    </>
  );
}

const stepOf = (trial: Trial) =>
  trial.amountFen === undefined && trial.termMonths === undefined ? 'terms' : 'need';

const PLEDGES = COLLATERALS.filter((code) => !GUARANTEES.includes(code));
const KINDS = [
  ['collateral', PLEDGES],
  ['guarantee', GUARANTEES],
] as const;

type WishesProps = Pick<Props, 'asked' | 'form' | 'onChange'>;

function Wishes({ asked, form, onChange }: WishesProps) {
  const t = useMessages(adviceMessages);
  const isUnreadable = form.termMonths.trim() !== '' && monthsOf(form.termMonths) === undefined;
  return (
    <div className={styles.wishes}>
      <MoneyField
        label={t('trial.amount')}
        currency={asked.currency}
        value={form.amountFen === null ? undefined : BigInt(form.amountFen)}
        // A trial stays in the request's own currency.
        onChange={(fen, currency) =>
          onChange({
            ...form,
            amountFen: fen === undefined || currency !== asked.currency ? null : String(fen),
          })
        }
      />
      <TextField
        width="short"
        label={t('trial.term')}
        unit={t('trial.term.unit')}
        error={isUnreadable ? t('trial.term.unreadable') : undefined}
        inputMode="numeric"
        maxLength={3}
        value={form.termMonths}
        onChange={(termMonths) => onChange({ ...form, termMonths })}
      />
      {KINDS.map(([kind, codes]) => (
        <Securities key={kind} kind={kind} codes={codes} form={form} onChange={onChange} />
      ))}
    </div>
  );
}

type SecuritiesProps = Pick<WishesProps, 'form' | 'onChange'> & {
  readonly kind: (typeof KINDS)[number][0];
  readonly codes: typeof GUARANTEES;
};

/** Folded, so that the panel stays small; what is offered stands on the folded line. */
function Securities({ kind, codes, form, onChange }: SecuritiesProps) {
  const t = useMessages(adviceMessages);
  const { language } = useLanguage();
  const offered = form.collateral.filter((code) => codes.includes(code));
  const others = form.collateral.filter((code) => !codes.includes(code));
  const names = offered.map((code) => COLLATERAL_WORDS[code][language]).join(language === 'zh' ? '、' : ', ');
  return (
    <details className={styles.securities}>
      <summary>
        {t(`trial.${kind}`)} <b>{names === '' ? t('trial.nothing') : names}</b>
      </summary>
      <CheckboxGroup
        label={t(`trial.${kind}.pick`)}
        isInline
        options={codes.map((value) => ({ value, label: COLLATERAL_WORDS[value][language] }))}
        value={offered}
        onChange={(chosen) => onChange({ ...form, collateral: [...others, ...chosen] })}
      />
    </details>
  );
}

function isInView(element: HTMLElement): boolean {
  const { top } = element.getBoundingClientRect();
  return top >= 0 && top < window.innerHeight / 2;
}

/** Leads the reader to the panel when a change elsewhere on the page is to be tried. */
export function usePanelFocus(form: TrialForm): readonly [RefObject<HTMLHeadingElement | null>, () => void] {
  const headingRef = useRef<HTMLHeadingElement>(null);
  const isAsked = useRef(false);
  useEffect(() => {
    if (!isAsked.current) return;
    isAsked.current = false;
    const heading = headingRef.current;
    // In view beside the list: the answer is read out, and the reader stays where she is.
    if (heading === null || isInView(heading)) return;
    heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  }, [form]);
  const ask = () => {
    isAsked.current = true;
  };
  return [headingRef, ask];
}
