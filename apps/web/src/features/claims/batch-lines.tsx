import type { ReactNode } from 'react';
import type { ClaimView } from '@yinqi/contracts/claims';
import { amountText, dateTimeText, percentText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ConditionList } from '../../ui/condition-list.js';
import { Tag } from '../../ui/tag.js';
import { conditionsOf, STATE_PIGMENT } from './claim-words.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';

type Props = {
  readonly claims: readonly ClaimView[];
  /** What the reader may do with a line. */
  readonly act?: (claim: ClaimView) => ReactNode;
};

/** The lines of a batch, each with its grounds as they stood when it was marked. */
export function BatchLines({ claims, act }: Props) {
  return (
    <ul className={styles.lines}>
      {claims.map((claim) => (
        <li key={claim.id} className={styles.line}>
          <Line claim={claim} />
          <div>{act?.(claim)}</div>
        </li>
      ))}
    </ul>
  );
}

function Line({ claim }: { readonly claim: ClaimView }) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const { kind, number, state, drawer, rejection, note } = claim;
  return (
    <div>
      <h2>
        <span>
          {t(`number.${kind}`)} {number}
        </span>
        <Tag pigment={claim.isLapsed ? 'ochre' : STATE_PIGMENT[state]}>
          {t(claim.isLapsed ? 'state.lapsed' : `state.${state}`)}
        </Tag>
      </h2>
      <p>
        {amountText(claim.amountFen, language)} · {percentText(claim.annualRateBp)} ·{' '}
        {t(kind === 'bill' ? 'lentOn.bill' : 'lentOn')} {claim.lentOn} · {t('maturesOn')} {claim.maturesOn}
      </p>
      <p>
        {t(kind === 'bill' ? 'bill.holder' : 'borrower')} {claim.borrowerName}
        {drawer !== null && ` · ${t('drawer')} ${drawer}`}
      </p>
      {rejection !== null && (
        <p className={styles.fault}>
          {t(`reason.${rejection}`)}
          {note !== null && ` · ${note}`}
        </p>
      )}
      {claim.correction !== null && (
        <p className={styles.fault}>
          {t('line.corrected', { time: dateTimeText(claim.correction.at), reason: claim.correction.reason })}
        </p>
      )}
      <details>
        <summary>{t('tests.label')}</summary>
        <ConditionList
          label={`${t('tests.label')} ${number}`}
          conditions={conditionsOf(claim.tests, t, language)}
        />
      </details>
    </div>
  );
}
