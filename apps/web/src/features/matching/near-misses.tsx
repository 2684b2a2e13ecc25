import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  getNearMisses,
  tryRequest,
  type Change,
  type NearMisses as Near,
} from '@yinqi/contracts/match-advice';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Section } from '../../ui/panel.js';
import { Skeleton } from '../../ui/skeleton.js';
import { changeText, listText } from './advice-words.js';
import styles from './advice.module.css';
import { BlockerList } from './blocker-list.js';
import { adviceMessages } from './messages.js';
import { nameIn } from './words.js';

/** As many as a reader takes in at once; the rest comes when asked for. */
const FIRST_SHOWN = 5;

type Props = {
  readonly requestId: string;
  readonly onTry: (changes: readonly Change[]) => void;
};

/** Products one step away: what is in the way, what moving it would win, and each product with its change. */
export function NearMisses({ requestId, onTry }: Props) {
  const t = useMessages(adviceMessages);
  const client = useQueryClient();
  const near = useQuery(reading(getNearMisses, { params: { id: requestId } }));
  useLive(['match', 'match_run'], (news) => {
    if (news !== 'resumed' && news.kind === 'match' && news.id !== requestId) return;
    void client.invalidateQueries({ queryKey: [getNearMisses.id] });
    void client.invalidateQueries({ queryKey: [tryRequest.id] });
  });
  return (
    <Section title={t('near.title')}>
      {near.isPending && <Skeleton rows={3} />}
      {near.isError && (
        <ErrorState error={near.error} title={t('near.failed')} onRetry={() => void near.refetch()} />
      )}
      {near.data !== undefined && <Found near={near.data} onTry={onTry} />}
    </Section>
  );
}

function Found({ near, onTry }: { readonly near: Near; readonly onTry: Props['onTry'] }) {
  const t = useMessages(adviceMessages);
  const { one, two } = near.changeable;
  if (near.products === 0 && two === 0) {
    return <EmptyState title={t('near.none')}>{t('near.none.text')}</EmptyState>;
  }
  return (
    <>
      {near.products > 0 && <p className={styles.quiet}>{t('near.text', { count: near.products })}</p>}
      <BlockerList blockers={near.blockers} onTry={(change) => onTry([change])} />
      <Products title={t('near.one')} near={near} steps={1} total={one} onTry={onTry} />
      <Products title={t('near.two')} near={near} steps={2} total={two} onTry={onTry} />
    </>
  );
}

type ProductsProps = Pick<Props, 'onTry'> & {
  readonly title: string;
  readonly near: Near;
  readonly steps: number;
  readonly total: number;
};

function Products({ title, near, steps, total, onTry }: ProductsProps) {
  const t = useMessages(adviceMessages);
  const { language } = useLanguage();
  const [shown, setShown] = useState(FIRST_SHOWN);
  const items = near.items.filter(({ changes }) => changes.length === steps);
  if (total === 0) return null;
  return (
    <details className={styles.products}>
      <summary>
        {title} <span className={styles.number}>{t('blocker.count', { count: total })}</span>
      </summary>
      <ul className={styles.lines}>
        {items.slice(0, shown).map((item) => {
          const name = nameIn(language, item.productName, item.productNameEn);
          const text = listText(
            item.changes.map((change) => changeText(change, t, language)),
            language,
          );
          return (
            <li key={item.productId} className={styles.way}>
              <span>
                {name}
                <span className={styles.bank}>{nameIn(language, item.bankName, item.bankNameEn)}</span>
                <span className={styles.step}>{text}</span>
              </span>
              {item.changes.every(({ kind }) => kind !== 'purpose') && (
                <Button
                  variant="quiet"
                  aria-label={`${t('near.tryThis', { change: text })} · ${name}`}
                  onPress={() => onTry(item.changes)}
                >
                  {t('near.try')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {items.length > shown && (
        <Button size="touch" onPress={() => setShown(items.length)}>
          {t('near.more', { count: items.length - shown })}
        </Button>
      )}
      {items.length <= shown && items.length < total && (
        <p className={styles.quiet}>{t('near.shown', { shown: items.length, total })}</p>
      )}
    </details>
  );
}
