import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { financingRequestMessages } from './messages.js';
import styles from './requests.module.css';

type Props = { readonly items: RequestDetail['returnItems'] };

/** What the bureau asked to be corrected, field by field. */
export function ReturnedItems({ items }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  if (items.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2>{t('request.returned')}</h2>
      <ol className={styles.returned}>
        {items.map((item, index) => (
          <li key={index}>
            <strong>{t(`fact.${item.field}`)}</strong>
            {language === 'zh' ? '：' : ': '}
            {item.text}
          </li>
        ))}
      </ol>
    </section>
  );
}
