import type { ReactNode } from 'react';
import type { ClaimLine } from '@yinqi/contracts/claim-batches';
import { amountText, dateTimeText, percentText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ConditionList } from '../../ui/condition-list.js';
import { Tag } from '../../ui/tag.js';
import { conditionsOf, shareText, standOfLine, STAND_PIGMENT } from './claim-words.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';

type Props = {
  readonly claims: readonly ClaimLine[];
  /** What the reader may do with a line. */
  readonly act?: (claim: ClaimLine) => ReactNode;
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

function Line({ claim }: { readonly claim: ClaimLine }) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const { kind, number, drawer } = claim;
  const stand = standOfLine(claim);
  const share = shareText(claim, t, language);
  return (
    <div>
      <h2>
        <span>
          {t(`number.${kind}`)} {number}
        </span>
        <Tag pigment={STAND_PIGMENT[stand]}>{t(`state.${stand}`)}</Tag>
      </h2>
      <p>
        {amountText(claim.askedFen, language)} · {percentText(claim.annualRateBp)} ·{' '}
        {t(kind === 'bill' ? 'lentOn.bill' : 'lentOn')} <span className={styles.number}>{claim.lentOn}</span>{' '}
        · {t('maturesOn')} <span className={styles.number}>{claim.maturesOn}</span>
      </p>
      {share !== undefined && <p>{share}</p>}
      <p>
        {t(kind === 'bill' ? 'bill.holder' : 'borrower')} {claim.borrowerName}
        {drawer !== null && ` · ${t('drawer')} ${drawer}`}
      </p>
      <Outcome claim={claim} />
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

/** The holder's word on it in this batch, and whether that was taken back since. */
function Outcome({ claim: { outcome, askedFen, correction } }: { readonly claim: ClaimLine }) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  if (outcome === null) return null;
  const { reimbursedFen, rest, reason, note, isCorrected } = outcome;
  const restFen = BigInt(askedFen) - BigInt(reimbursedFen);
  return (
    <>
      {rest !== null && (
        <p>
          {t(`line.${rest}`, {
            amount: amountText(reimbursedFen, language),
            rest: amountText(restFen, language),
          })}
        </p>
      )}
      {reason !== null && (
        <p className={styles.fault}>
          {t(`reason.${reason}`)}
          {note !== null && ` · ${note}`}
        </p>
      )}
      {isCorrected && correction !== null && (
        <p className={styles.fault}>
          {t('line.corrected', { time: dateTimeText(correction.at), reason: correction.reason })}
        </p>
      )}
    </>
  );
}
