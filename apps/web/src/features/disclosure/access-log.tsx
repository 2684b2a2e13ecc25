import { FIELD_GROUP_LABELS } from '@yinqi/domain/disclosure';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import styles from './disclosure.module.css';
import { disclosureMessages } from './messages.js';
import { bankNameOf, useOpenings } from './use-consents.js';

/** Who opened what, when: the receipts banks leave. */
export function AccessLog() {
  const t = useMessages(disclosureMessages);
  const { language } = useLanguage();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useOpenings();
  const openings = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={styles.group}>
      <h2>{t('log.title')}</h2>
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('log.failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && openings.length === 0 && <p className={styles.meta}>{t('log.none')}</p>}
      {openings.length > 0 && (
        <ol className={styles.log}>
          {openings.map((opening) => (
            <li key={opening.id} className={styles.entry}>
              <time dateTime={opening.openedAt}>{dateTimeText(opening.openedAt)}</time>
              <span>
                {bankNameOf(opening, language)} · {opening.openedByName}
              </span>
              <span className={styles.meta}>
                {opening.fieldGroups
                  .map((group) => FIELD_GROUP_LABELS[group][language])
                  .join(language === 'zh' ? '、' : ', ')}
              </span>
            </li>
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('log.more')}
        </Button>
      )}
    </section>
  );
}
