import type { Blocker, Change } from '@yinqi/contracts/match-advice';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { adviceText, changeText } from './advice-words.js';
import styles from './advice.module.css';
import { adviceMessages } from './messages.js';
import { said } from './words.js';

type Props = {
  readonly blockers: readonly Blocker[];
  /** Shows a change in the trial beside; left out where there is none. */
  readonly onTry?: (change: Change) => void;
};

/** What alone keeps products away, as bars with numbers; what can be changed first, with what that would win. */
export function BlockerList({ blockers, onTry }: Props) {
  const t = useMessages(adviceMessages);
  const most = Math.max(1, ...blockers.map(({ products }) => products));
  const fixed = blockers.filter(({ changeable }) => !changeable);
  return (
    <>
      <ul className={styles.blockers} aria-label={t('near.blockers')}>
        {blockers
          .filter(({ changeable }) => changeable)
          .map((blocker) => (
            <BlockerRow
              key={blocker.attribute}
              blocker={blocker}
              most={most}
              {...(onTry !== undefined && { onTry })}
            />
          ))}
      </ul>
      {fixed.length > 0 && (
        <div className={styles.fixed}>
          <h3 className={styles.subtitle}>{t('blocker.fixed')}</h3>
          <p className={styles.quiet}>{t('blocker.fixedText')}</p>
          <ul className={styles.blockers} aria-label={t('blocker.fixed')}>
            {fixed.map((blocker) => (
              <BlockerRow key={blocker.attribute} blocker={blocker} most={most} />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

type RowProps = Pick<Props, 'onTry'> & { readonly blocker: Blocker; readonly most: number };

function BlockerRow({ blocker, most, onTry }: RowProps) {
  const t = useMessages(adviceMessages);
  const { language } = useLanguage();
  return (
    <li className={styles.blocker}>
      <div className={styles.measure}>
        <span>{said(blocker.label, language)}</span>
        <span className={styles.track} aria-hidden="true">
          <span
            className={blocker.changeable ? styles.bar : styles.fixedBar}
            style={{ inlineSize: `${(100 * blocker.products) / most}%` }}
          />
        </span>
        <span className={styles.number}>{t('blocker.count', { count: blocker.products })}</span>
      </div>
      {blocker.advice.length > 0 && (
        <ul className={styles.advice}>
          {blocker.advice.map((advice) => (
            <li key={JSON.stringify(advice.change)} className={styles.way}>
              <span>{adviceText(advice, t, language)}</span>
              {onTry !== undefined && advice.change.kind !== 'purpose' && (
                <Button
                  variant="quiet"
                  aria-label={t('near.tryThis', { change: changeText(advice.change, t, language) })}
                  onPress={() => onTry(advice.change)}
                >
                  {t('near.try')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
