import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { actorName } from '../../lib/actor-name.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { sourceName } from '../../lib/source-name.js';
import { ConditionList, type Condition, type ConditionState } from '../../ui/condition-list.js';
import { Section } from '../../ui/panel.js';
import styles from './desk.module.css';
import { eventName } from './event-name.js';
import { deskMessages } from './messages.js';
import { nameIn } from './words.js';

type Atom = NonNullable<EngagementDetail['conditions']>['atoms'][number];
const STATE_OF: Readonly<Record<Atom['truth'], ConditionState>> = {
  true: 'met',
  false: 'unmet',
  unknown: 'unknown',
};

/** Why the product fits, as it was judged when the bank was reached. */
export function CaseConditions({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const { conditions, criteriaMet: met, criteriaTotal: total } = detail;
  const product = nameIn(language, detail.product);
  return (
    <Section title={met === null || total === null ? product : t('case.why', { product, met, total })}>
      {conditions === null || conditions.atoms.length === 0 ? (
        <p className={styles.quiet}>{total === 0 ? t('case.noRule') : t('case.noConditions')}</p>
      ) : (
        <ConditionList
          label={t('case.conditions')}
          conditions={conditions.atoms.map((atom, index): Condition => ({
            id: `${index}`,
            state: STATE_OF[atom.truth],
            required: atom.text[language],
            ...(atom.actual !== undefined && {
              actual: atom.actual.text[language],
              source: sourceName(atom.actual.source, language),
            }),
          }))}
        />
      )}
    </Section>
  );
}

/** Who did what when, the latest last. */
export function CaseHistory({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  return (
    <Section title={t('case.history')}>
      <ol className={styles.history}>
        {detail.events.map((event) => (
          <li key={event.id} className={event.undone ? styles.undone : undefined}>
            <span className={styles.when}>{dateTimeText(event.at).slice(5)}</span>{' '}
            {actorName(event, language)} {eventName(event, language)}
            {event.undone && t('case.undone')}
            {event.note !== null && <span className={styles.note}>{event.note}</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
