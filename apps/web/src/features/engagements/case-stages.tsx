import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { classNames } from '../../lib/class-names.js';
import { dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import styles from './case.module.css';
import { caseMessages } from './messages.js';

const STAGES = [
  'pushed',
  'accepted',
  'contacted',
  'due_diligence',
  'credit_review',
  'approved',
  'contracted',
  'disbursed',
] as const;

/** The stages of a case in order: reached ones with their time, the present one marked. */
export function CaseStages({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(caseMessages);
  const reachedAt = (stage: string): string | undefined =>
    detail.events.find(({ to, from, undone }) => to === stage && from !== to && !undone)?.at;
  const present = detail.status === 'partially_disbursed' ? 'disbursed' : detail.status;
  return (
    <ol className={styles.stages} aria-label={t('page.steps')}>
      {STAGES.map((stage) => {
        const at = reachedAt(stage) ?? (stage === 'disbursed' ? reachedAt('partially_disbursed') : undefined);
        const isNow = stage === present;
        return (
          <li
            key={stage}
            className={classNames(styles.stage, at !== undefined && styles.reached, isNow && styles.now)}
            aria-current={isNow ? 'step' : undefined}
          >
            <span>{t(`step.${stage}`)}</span>
            <span className={styles.stageTime}>
              {at === undefined ? (isNow ? t('step.now') : '') : dateTimeText(at).slice(5)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const MINUTES_PER_HOUR = 60;

/** Both sides' working time, each stopped while the other was waited for. */
export function TimeUsed({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(caseMessages);
  const text = (minutes: number): string =>
    t('time.text', {
      hours: Math.floor(minutes / MINUTES_PER_HOUR),
      minutes: minutes % MINUTES_PER_HOUR,
    });
  const { bank, enterprise } = detail.minutesUsed;
  if (bank === 0 && enterprise === 0) return null;
  return (
    <p className={styles.timeUsed}>{t('time.used', { bank: text(bank), enterprise: text(enterprise) })}</p>
  );
}
