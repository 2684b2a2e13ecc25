import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { refusalMessages } from '../messages.js';
import styles from './refusal.module.css';

/** Whose the second look at a refusal may be: never theirs who declined. */
export function SecondLook({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(refusalMessages);
  const { language } = useLanguage();
  const { secondLook, candidates, status } = detail;
  if (secondLook === null) return null;
  const name = secondLook.declinedByName;
  const names = candidates.join(language === 'zh' ? '、' : ', ');
  return (
    <p className={styles.look}>
      {t(status === 'appealed' ? 'look.appeal' : 'look.again', { name })}{' '}
      {secondLook.mayDecide && status !== 'appealed'
        ? t('look.may')
        : candidates.length === 0
          ? t('look.nobody')
          : t('look.others', { names })}
    </p>
  );
}
