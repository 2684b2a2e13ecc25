import type { Conditions } from '@yinqi/contracts/facilities';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { productMessages } from './messages.js';
import styles from './products.module.css';

type Sentences = Conditions['common'];

/** A rule in sentences: what must always hold, then groups of which one suffices. */
export function ConditionSentences({ conditions }: { readonly conditions: Conditions }) {
  const t = useMessages(productMessages);
  const { common, alternatives } = conditions;
  if (common.length === 0 && alternatives.length === 0) return <p>{t('page.conditions.none')}</p>;
  return (
    <>
      {common.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{t('page.conditions.all')}</h3>
          <SentenceList sentences={common} />
        </>
      )}
      {alternatives.length > 0 && (
        <>
          <h3 className={styles.subtitle}>
            {t(common.length > 0 ? 'page.conditions.any' : 'page.conditions.anyOnly')}
          </h3>
          {alternatives.map((group, index) => (
            // Groups have no name of their own; their order is the rule's.
            <div key={index} className={styles.group}>
              <h4 className={styles.subtitle}>{t('page.conditions.group', { number: index + 1 })}</h4>
              <SentenceList sentences={group} />
            </div>
          ))}
        </>
      )}
    </>
  );
}

function SentenceList({ sentences }: { readonly sentences: Sentences }) {
  const { language } = useLanguage();
  return (
    <ul className={styles.sentences}>
      {sentences.map((sentence) => (
        <li key={sentence.zh}>{sentence[language]}</li>
      ))}
    </ul>
  );
}
