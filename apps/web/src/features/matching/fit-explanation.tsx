import { useQuery } from '@tanstack/react-query';
import { explainMatch, type MatchExplanation, type MatchItem } from '@yinqi/contracts/matching';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { sourceName } from '../../lib/source-name.js';
import { ConditionList, type Condition } from '../../ui/condition-list.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import styles from './fit-list.module.css';
import { matchingMessages } from './messages.js';
import type { messages } from './messages.zh.js';
import { nameIn, said, scoreText } from './words.js';

type Clause = MatchExplanation['explanation']['clauses'][number];
type Atom = Clause['atoms'][number];
type Words = Translate<typeof messages>;

const STATE = { true: 'met', false: 'unmet', unknown: 'unknown' } as const;

function conditionOf(atom: Atom, index: number, language: Language, t: Words): Condition {
  const remedy = atom.nearMiss ?? atom.toSettle;
  return {
    id: `${index}-${atom.attribute}`,
    state: STATE[atom.truth],
    required: said(atom.text, language),
    actual: atom.actual === undefined ? t('fit.unknown') : said(atom.actual.text, language),
    ...(atom.actual !== undefined && {
      source: t('fit.source', { source: sourceName(atom.actual.source, language), date: atom.actual.date }),
    }),
    ...(remedy !== undefined && { remedy: said(remedy, language) }),
  };
}

type Props = { readonly requestId: string; readonly item: MatchItem };

/** Every condition with what is required, what is known, its source, and what would settle or mend it. */
export function FitExplanation({ requestId, item }: Props) {
  const t = useMessages(matchingMessages);
  const why = useQuery(reading(explainMatch, { params: { id: requestId, productId: item.productId } }));
  if (why.isPending) return <Skeleton rows={3} />;
  if (why.isError) {
    return (
      <ErrorState error={why.error} title={t('fit.explain.failed')} onRetry={() => void why.refetch()} />
    );
  }
  return <Account why={why.data} item={item} />;
}

function Account({ why, item }: { readonly why: MatchExplanation; readonly item: MatchItem }) {
  const t = useMessages(matchingMessages);
  const { language } = useLanguage();
  const { clauses, gates } = why.explanation;
  const product = nameIn(language, item.productName, item.productNameEn);
  const best = clauses.find(({ index }) => index === why.clause);
  const others = clauses.filter(({ index }) => index !== why.clause);
  const closed = gates.filter(({ open }) => !open);
  const listOf = (clause: Clause, label: string) => (
    <ConditionList
      label={label}
      conditions={clause.atoms.map((atom, index) => conditionOf(atom, index, language, t))}
    />
  );
  return (
    <>
      {why.state === 'running' && <p className={styles.note}>{t('fit.explain.running')}</p>}
      {best !== undefined && best.atoms.length > 0 && listOf(best, t('fit.explained', { product }))}
      {closed.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{t('fit.explain.gates')}</h3>
          <ConditionList
            label={t('fit.explain.gates')}
            conditions={closed.map(({ gate, text }) => ({
              id: gate,
              state: 'unmet',
              required: said(text, language),
            }))}
          />
        </>
      )}
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{t('fit.explain.others')}</summary>
          {others.map((clause, index) => (
            <div key={clause.index} className={styles.group}>
              <h3 className={styles.subtitle}>{t('fit.explain.group', { number: index + 1 })}</h3>
              {listOf(clause, t('fit.explain.group', { number: index + 1 }))}
            </div>
          ))}
        </details>
      )}
      {why.contributions !== null && <Contributions parts={why.contributions} />}
    </>
  );
}

type Parts = NonNullable<MatchExplanation['contributions']>;

/** The parts of a fit score, largest first; they add up to it. */
function Contributions({ parts }: { readonly parts: Parts }) {
  const t = useMessages(matchingMessages);
  // Object.entries forgets the keys of a record; the contract allows these only.
  const entries = Object.entries(parts) as [keyof Parts, number][];
  return (
    <>
      <h3 className={styles.subtitle}>{t('fit.explain.score')}</h3>
      <dl className={styles.parts}>
        {entries
          .sort(([, a], [, b]) => b - a)
          .map(([component, points]) => (
            <div key={component}>
              <dt>{t(`component.${component}`)}</dt>
              <dd>{scoreText(points)}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
