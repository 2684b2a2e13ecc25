import type { ReactNode } from 'react';
import { useMessages } from '../lib/i18n/use-messages.js';
import { ConnectionError, ProblemError, UnexpectedAnswerError } from '../lib/problem.js';
import { classNames } from '../lib/class-names.js';
import { Button } from './button.js';
import { uiMessages } from './messages.js';
import styles from './state.module.css';
import { useErrorWording } from './use-error-wording.js';

type Props = {
  readonly error: unknown;
  /** What failed: 待受理清单没有载入. */
  readonly title?: string;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
};

const traceOf = (error: unknown): string | undefined =>
  error instanceof ProblemError || error instanceof UnexpectedAnswerError ? error.correlationId : undefined;

/** What failed, what is safe, how to go on, and the number by which support finds it. */
export function ErrorState({ error, title, onRetry, children }: Props) {
  const t = useMessages(uiMessages);
  const wording = useErrorWording();
  const trace = traceOf(error);
  const kind = error instanceof ConnectionError ? 'connection' : 'unexpected';
  return (
    <div className={classNames(styles.state, styles.error)} role="alert">
      <p className={styles.title}>{title ?? t(`error.title.${kind}`)}</p>
      <p className={styles.text}>{wording(error)}</p>
      <div className={styles.action}>
        {onRetry !== undefined && <Button onPress={onRetry}>{t('error.retry')}</Button>}
        {children}
      </div>
      {trace !== undefined && trace !== '' && (
        <p className={styles.trace}>{t('error.trace', { id: trace })}</p>
      )}
    </div>
  );
}
