import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Blocker } from '@yinqi/contracts/match-advice';
import { previewMatches, type MatchDraft, type MatchPreview } from '@yinqi/contracts/matching';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { adviceText } from './advice-words.js';
import { adviceMessages, matchingMessages } from './messages.js';
import styles from './match-count.module.css';
import { useSettled } from '../../lib/use-settled.js';
import { nameIn, said } from './words.js';

/** Long enough that a number being typed is not asked about digit by digit. */
const SETTLE_MS = 250;
const ADVICE_SHOWN = 4;

const COUNT_ID = 'match-count';

function usePreview(draft: MatchDraft) {
  const settled = useSettled(draft, SETTLE_MS);
  return useQuery({
    // An answer to what is no longer written is given up with its question.
    ...reading(previewMatches, { body: settled }),
    placeholderData: keepPreviousData,
  });
}

/** The count beside a form, and its line for where it lies below. */
export const besideForm = (draft: MatchDraft) => ({
  aside: <MatchCount draft={draft} />,
  brief: <MatchBrief draft={draft} />,
});

/** Where the count lies below the form: one line above the buttons, of a height that never changes. */
function MatchBrief({ draft }: { readonly draft: MatchDraft }) {
  const t = useMessages(matchingMessages);
  const { data } = usePreview(draft);
  return (
    <p className={styles.brief}>
      {data !== undefined && (
        <button
          type="button"
          onClick={() => document.getElementById(COUNT_ID)?.scrollIntoView({ block: 'start' })}
        >
          {data.eligible > 0 ? t('count.eligible', { count: data.eligible }) : t('count.none')}
        </button>
      )}
    </p>
  );
}

/** How many products a need fits while it is being written, what would bring more, and what would settle others. */
export function MatchCount({ draft }: { readonly draft: MatchDraft }) {
  const t = useMessages(matchingMessages);
  const preview = usePreview(draft);
  return (
    <section
      id={COUNT_ID}
      className={styles.count}
      aria-label={t('count.title')}
      aria-busy={preview.isFetching}
    >
      {preview.isError ? <p className={styles.note}>{t('count.failed')}</p> : <Fits preview={preview.data} />}
    </section>
  );
}

function Fits({ preview }: { readonly preview: MatchPreview | undefined }) {
  const t = useMessages(matchingMessages);
  return (
    <>
      <div className={styles.counts} role="status">
        {preview !== undefined && (
          <>
            <p className={styles.figure}>
              {preview.eligible > 0 ? t('count.eligible', { count: preview.eligible }) : t('count.none')}
            </p>
            {preview.needsInformation > 0 && (
              <p className={styles.open}>{t('count.open', { count: preview.needsInformation })}</p>
            )}
          </>
        )}
      </div>
      {preview !== undefined && (
        <>
          <Blockers blockers={preview.blockers} />
          <Missing missing={preview.missing} />
          <Best top={preview.top} />
        </>
      )}
      <p className={styles.note}>{t('count.note')}</p>
    </>
  );
}

/** One change each, those that win most first; what cannot be changed is counted and no more. */
function Blockers({ blockers }: Pick<MatchPreview, 'blockers'>) {
  const t = useMessages(matchingMessages);
  const advised = useMessages(adviceMessages);
  const { language } = useLanguage();
  const advice = blockers
    .flatMap((blocker) => blocker.advice)
    .sort((a, b) => b.adds - a.adds)
    .slice(0, ADVICE_SHOWN);
  const fixed = blockers.filter(({ changeable }) => !changeable);
  return (
    <>
      {advice.length > 0 && (
        <>
          <h2 className={styles.subtitle}>{t('count.blockers')}</h2>
          <ul className={styles.list}>
            {advice.map((one) => (
              <li key={JSON.stringify(one.change)}>{adviceText(one, advised, language)}</li>
            ))}
          </ul>
        </>
      )}
      {fixed.length > 0 && (
        <p className={styles.fixed}>
          {t('count.fixed', {
            count: fixed.reduce((sum, { products }: Blocker) => sum + products, 0),
            labels: fixed.map(({ label }) => said(label, language)).join(language === 'zh' ? '、' : ', '),
          })}
        </p>
      )}
    </>
  );
}

function Missing({ missing }: Pick<MatchPreview, 'missing'>) {
  const t = useMessages(matchingMessages);
  const { language } = useLanguage();
  if (missing.length === 0) return null;
  return (
    <>
      <h2 className={styles.subtitle}>{t('count.missing')}</h2>
      <ul className={styles.list}>
        {missing.map(({ attribute, label, products, alone }) => (
          <li key={attribute}>
            {alone > 0 && alone < products
              ? t('count.missingAlone', { label: said(label, language), count: products, alone })
              : t(alone === 0 ? 'count.missingLine' : 'count.missingOnly', {
                  label: said(label, language),
                  count: products,
                })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Best({ top }: Pick<MatchPreview, 'top'>) {
  const t = useMessages(matchingMessages);
  const { language } = useLanguage();
  if (top.length === 0) return null;
  return (
    <>
      <h2 className={styles.subtitle}>{t('count.top')}</h2>
      <ul className={styles.list}>
        {top.map((product) => (
          <li key={product.productId}>
            {nameIn(language, product.productName, product.productNameEn)}
            <span className={styles.bank}>{nameIn(language, product.bankName, product.bankNameEn)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
