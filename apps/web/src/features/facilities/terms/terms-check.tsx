import type { ReactNode } from 'react';
import type { TermsVersion } from '@yinqi/contracts/facility-terms';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Facts, type Fact } from '../../../ui/facts.js';
import { facilityMessages } from '../messages.js';
import styles from '../quota.module.css';
import { termsMessages } from './messages.js';
import { TermsComparison } from './terms-comparison.js';
import { linesOf } from './terms-words.js';

type Props = {
  readonly terms: TermsVersion;
  /** What they take the place of; undefined for an opening. */
  readonly before: TermsVersion | undefined;
  readonly more: readonly Fact[];
  readonly needsSecond: boolean;
  readonly outcome: string;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly children?: ReactNode;
  readonly onMend: () => void;
  readonly onSend: () => void;
};

/** Everything once more before it is sent, and who still has to agree. */
export function TermsCheck({
  terms,
  before,
  more,
  needsSecond,
  outcome,
  error,
  isPending,
  onMend,
  onSend,
}: Props) {
  const t = useMessages(termsMessages);
  return (
    <section aria-label={t('check.title')} className={styles.form}>
      <h2>{t('check.title')}</h2>
      {before === undefined ? <TermsFacts terms={terms} more={more} /> : <Facts facts={more} />}
      {before !== undefined && <TermsComparison before={before} after={terms} />}
      <p className={needsSecond ? styles.second : styles.atOnce}>{outcome}</p>
      {error !== null && <ErrorState error={error} title={t('check.failed')} />}
      <div className={styles.actions}>
        <Button variant="primary" isPending={isPending} onPress={onSend}>
          {t(needsSecond ? 'check.propose' : 'check.send')}
        </Button>
        <Button onPress={onMend}>{t('check.mend')}</Button>
      </div>
    </section>
  );
}

/** The terms of one version, after what else is known of it. */
export function TermsFacts({
  terms,
  more,
}: {
  readonly terms: TermsVersion;
  readonly more: readonly Fact[];
}) {
  const t = useMessages(termsMessages);
  const tTool = useMessages(facilityMessages);
  const { language } = useLanguage();
  const lines = linesOf(terms, language, tTool, t);
  return (
    <Facts facts={[...more, ...lines.map(({ id, text }) => ({ id, label: t(`line.${id}`), value: text }))]} />
  );
}
