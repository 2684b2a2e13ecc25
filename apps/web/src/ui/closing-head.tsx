import type { ReactNode } from 'react';
import styles from './closing-head.module.css';
import { Icon } from './icon.js';

type Props = {
  /** The heading itself: a dialog and a panel name themselves in different ways. */
  readonly children: ReactNode;
  readonly closeLabel: string;
  readonly onClose: () => void;
};

/** The first line of what lies on or beside a page, with the way to close it. */
export function ClosingHead({ children, closeLabel, onClose }: Props) {
  return (
    <div className={styles.head}>
      {children}
      <button type="button" className={styles.close} aria-label={closeLabel} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
