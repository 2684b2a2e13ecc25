import { ProblemError } from '../../lib/problem.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ErrorState } from '../../ui/error-state.js';
import type { ClaimWords } from './claim-words.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';

const TESTS = ['lender', 'borrower', 'rate_cap', 'window', 'maturity', 'single_customer'] as const;
const FIELDS = ['borrowerUscc', 'discountedOn', 'maturesOn'] as const;

/** Why nothing was marked, with the tests that were in the way. */
export function RefusalNotice({ error }: { readonly error: Error }) {
  const t = useMessages(claimMessages);
  const details = detailsOf(error, t);
  return (
    <ErrorState error={error} title={t('mark.failed')}>
      {details !== '' && <p className={styles.fault}>{details}</p>}
    </ErrorState>
  );
}

function detailsOf(error: Error, t: ClaimWords): string {
  if (!(error instanceof ProblemError)) return '';
  const tests = TESTS.filter((test) => error.faults.some(({ code }) => code === test));
  const fields = FIELDS.filter((field) => error.faults.some(({ pointer }) => pointer === `/body/${field}`));
  const named = tests.map((test) => t(`test.name.${test}`)).join(' / ');
  return [
    ...fields.map((field) => t(`fault.${field}`)),
    ...(named === '' ? [] : [t('fault.test', { tests: named })]),
  ].join(' ');
}
