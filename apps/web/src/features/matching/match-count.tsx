import { useEffect, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { previewMatches, type MatchDraft, type MatchPreview } from '@yinqi/contracts/matching';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { matchingMessages } from './messages.js';
import styles from './match-count.module.css';
import { nameIn, said } from './words.js';

/** Long enough that a number being typed is not asked about digit by digit. */
const SETTLE_MS = 250;

/** The draft once it has been left alone for a moment. */
function useSettled(draft: MatchDraft): MatchDraft {
  const text = JSON.stringify(draft);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  // Written by this hook from a MatchDraft.
  return JSON.parse(settled) as MatchDraft;
}

/** How many products a need fits while it is being written, and what would settle more of them. */
export function MatchCount({ draft }: { readonly draft: MatchDraft }) {
  const t = useMessages(matchingMessages);
  const settled = useSettled(draft);
  const preview = useQuery({
    ...reading(previewMatches, { body: settled }),
    placeholderData: keepPreviousData,
  });
  return (
    <section className={styles.count} aria-label={t('count.title')}>
      {preview.isError ? <p className={styles.note}>{t('count.failed')}</p> : <Fits preview={preview.data} />}
    </section>
  );
}

function Fits({ preview }: { readonly preview: MatchPreview | undefined }) {
  const t = useMessages(matchingMessages);
  const { language } = useLanguage();
  const count = preview?.eligible;
  return (
    <>
      <p className={styles.figure} role="status">
        {count !== undefined && (count > 0 ? t('count.eligible', { count }) : t('count.none'))}
      </p>
      {preview !== undefined && preview.needsInformation > 0 && (
        <p className={styles.open}>{t('count.open', { count: preview.needsInformation })}</p>
      )}
      {preview !== undefined && preview.top.length > 0 && (
        <>
          <h2 className={styles.subtitle}>{t('count.top')}</h2>
          <ul className={styles.list}>
            {preview.top.map((product) => (
              <li key={product.productId}>
                {nameIn(language, product.productName, product.productNameEn)}
                <span className={styles.bank}>{product.bankName}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {preview !== undefined && preview.missing.length > 0 && (
        <>
          <h2 className={styles.subtitle}>{t('count.missing')}</h2>
          <ul className={styles.list}>
            {preview.missing.map(({ attribute, label, products }) => (
              <li key={attribute}>
                {t('count.missingLine', { label: said(label, language), count: products })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.note}>{t('count.note')}</p>
    </>
  );
}
