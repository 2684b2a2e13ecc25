import { useId, useState, type ReactNode } from 'react';
import type { MatchItem } from '@yinqi/contracts/matching';
import { percentText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { FitExplanation } from './fit-explanation.js';
import styles from './fit-list.module.css';
import { matchingMessages } from './messages.js';
import type { messages } from './messages.zh.js';
import { nameIn, said, scoreText } from './words.js';

type Words = Translate<typeof messages>;

function rateText({ rateFromBp, rateToBp }: MatchItem, t: Words): string | undefined {
  if (rateFromBp === null) return undefined;
  const from = percentText(rateFromBp);
  return rateToBp === null || rateToBp === rateFromBp
    ? t('fit.rateFrom', { from })
    : t('fit.rate', { from, to: percentText(rateToBp) });
}

type Props = { readonly requestId: string; readonly item: MatchItem; readonly action?: ReactNode };

/** One product: what it is, how many conditions are met, and on demand every one of them. */
export function FitRow({ requestId, item, action }: Props) {
  const t = useMessages(matchingMessages);
  const { language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  const name = nameIn(language, item.productName, item.productNameEn);
  const terms = [
    nameIn(language, item.bank.name, item.bank.nameEn),
    rateText(item, t),
    t('fit.funding', { name: nameIn(language, item.facilityName, item.facilityNameEn) }),
  ];
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls={detailId}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={styles.mark} aria-hidden="true">
            {isOpen ? '−' : '+'}
          </span>
          <span className={styles.name}>{name}</span>
          <span className={styles.figures}>
            <span>
              {item.total === 0 ? t('fit.metAll') : t('fit.met', { met: item.met, total: item.total })}
            </span>
            {item.score !== null && <span>{t('fit.score', { score: scoreText(item.score) })}</span>}
          </span>
        </button>
        {action !== undefined && action !== null && <div className={styles.action}>{action}</div>}
      </div>
      <p className={styles.terms}>{terms.filter((term) => term !== undefined).join(' · ')}</p>
      <Reason item={item} />
      <div id={detailId} className={styles.detail} hidden={!isOpen}>
        {isOpen && <FitExplanation requestId={requestId} item={item} />}
      </div>
    </li>
  );
}

/** Why a row stands where it stands, without opening it: what is missing, or what the bank's side lacks. */
function Reason({ item }: { readonly item: MatchItem }) {
  const t = useMessages(matchingMessages);
  const { language } = useLanguage();
  const comma = language === 'zh' ? '、' : ', ';
  if (item.missing.length > 0) {
    const facts = item.missing.map(({ label, text }) =>
      t('fit.missingFact', { label: said(label, language), text: said(text, language) }),
    );
    return <p className={styles.reason}>{t('fit.missing', { facts: facts.join(comma) })}</p>;
  }
  if (item.closedGates.length === 0) return null;
  return (
    <p className={styles.reason}>{item.closedGates.map(({ text }) => said(text, language)).join(comma)}</p>
  );
}
