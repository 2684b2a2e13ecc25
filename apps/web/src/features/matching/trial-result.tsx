import type { ReactNode } from 'react';
import type { ProductLine, TriedMatches } from '@yinqi/contracts/match-advice';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Tag } from '../../ui/tag.js';
import type { AdviceWords } from './advice-words.js';
import styles from './advice.module.css';
import { adviceMessages } from './messages.js';
import { nameIn, said, scoreText } from './words.js';

type Props = {
  readonly result: TriedMatches | undefined;
  /** Whether the answer is to a change, or to the request as it stands. */
  readonly isTried: boolean;
  /** What can be done with it, above the lists. */
  readonly children?: ReactNode;
};

/** Counts first and read out; then what comes, what goes and why, and the best of what then fits. */
export function TrialResult({ result, isTried, children }: Props) {
  const t = useMessages(adviceMessages);
  const { language } = useLanguage();
  const shown = isTried ? result : undefined;
  return (
    <>
      <p className={styles.figure} role="status">
        {shown === undefined ? idleText(result, t) : countsText(shown, t)}
      </p>
      {shown !== undefined && shown.after.needsInformation !== shown.before.needsInformation && (
        <p className={styles.quiet}>
          {t('trial.open', {
            after: shown.after.needsInformation,
            before: shown.before.needsInformation,
          })}
        </p>
      )}
      {children}
      {shown !== undefined && (
        <>
          <Lines title={t('trial.gained')} items={shown.gained.items} total={shown.gained.total}>
            {({ score }) =>
              score !== null && (
                <span className={styles.side}>{t('trial.score', { score: scoreText(score) })}</span>
              )
            }
          </Lines>
          <Lines title={t('trial.lost')} items={shown.lost.items} total={shown.lost.total}>
            {({ because }) =>
              because !== null && (
                <span className={styles.why}>
                  {t('trial.because', { condition: said(because, language) })}
                </span>
              )
            }
          </Lines>
          <Lines title={t('trial.best')} items={shown.best} total={shown.best.length}>
            {({ score, isGained }) => (
              <span className={styles.side}>
                {isGained && <Tag pigment="malachite">{t('trial.isNew')}</Tag>}
                {t('trial.score', { score: scoreText(score) })}
              </span>
            )}
          </Lines>
        </>
      )}
    </>
  );
}

function idleText(result: TriedMatches | undefined, t: AdviceWords): string {
  return result === undefined ? t('trial.idleUnknown') : t('trial.idle', { count: result.before.eligible });
}

function countsText({ before, after, gained, lost }: TriedMatches, t: AdviceWords): string {
  if (gained.total === 0 && lost.total === 0) return t('trial.same', { after: after.eligible });
  return t('trial.counts', {
    after: after.eligible,
    before: before.eligible,
    gained: gained.total,
    lost: lost.total,
  });
}

type LinesProps<Item extends ProductLine> = {
  readonly title: string;
  readonly items: readonly Item[];
  readonly total: number;
  readonly children: (item: Item) => ReactNode;
};

function Lines<Item extends ProductLine>({ title, items, total, children }: LinesProps<Item>) {
  const t = useMessages(adviceMessages);
  const { language } = useLanguage();
  if (items.length === 0) return null;
  return (
    <div className={styles.moved}>
      <h3 className={styles.subtitle}>
        {title} <span className={styles.number}>{t('blocker.count', { count: total })}</span>
      </h3>
      <ul className={styles.lines}>
        {items.map((item) => (
          <li key={item.productId} className={styles.line}>
            {nameIn(language, item.productName, item.productNameEn)}
            <span className={styles.bank}>{nameIn(language, item.bankName, item.bankNameEn)}</span>
            {children(item)}
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p className={styles.quiet}>{t('trial.andMore', { count: total - items.length })}</p>
      )}
    </div>
  );
}
