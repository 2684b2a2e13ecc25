import type { Trial } from '@yinqi/contracts/match-advice';
import type { Currency } from '@yinqi/domain/money';
import { COLLATERAL_WORDS } from '@yinqi/domain/matching';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import styles from './advice.module.css';
import { amountWords, listText } from './advice-words.js';
import { adviceMessages } from './messages.js';

type Props = { readonly trial: Trial; readonly currency: Currency };

/** Above a form that was filled in from a trial: what differs from the request as it stands. */
export function TrialNotice({ trial, currency }: Props) {
  const t = useMessages(adviceMessages);
  const { language } = useLanguage();
  const { amountFen, termMonths, collateral } = trial;
  const changes = [
    amountFen !== undefined && t('trial.carriedAmount', { to: amountWords(amountFen, currency, language) }),
    termMonths !== undefined && t('trial.carriedTerm', { to: termMonths }),
    collateral !== undefined &&
      t('trial.carriedCollateral', {
        what:
          collateral.map((code) => COLLATERAL_WORDS[code][language]).join(language === 'zh' ? '、' : ', ') ||
          t('trial.nothing'),
      }),
  ].filter((change) => change !== false);
  if (changes.length === 0) return null;
  return (
    <p className={styles.notice} role="status">
      {t('trial.carried', { changes: listText(changes, language) })}
    </p>
  );
}
