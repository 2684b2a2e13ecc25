import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import { uiMessages } from './messages.js';
import styles from './timeline.module.css';

export type TimelineNode = {
  readonly id: string;
  readonly state: 'done' | 'current' | 'todo';
  readonly title: ReactNode;
  /** When, who, allowed time and time taken. */
  readonly meta?: ReactNode;
  readonly detail?: ReactNode;
};

type Props = { readonly label: string; readonly nodes: readonly TimelineNode[] };

export function Timeline({ label, nodes }: Props) {
  const t = useMessages(uiMessages);
  return (
    <ol className={styles.timeline} aria-label={label}>
      {nodes.map((node) => (
        <li
          key={node.id}
          className={classNames(styles.node, styles[node.state])}
          aria-current={node.state === 'current' ? 'step' : undefined}
        >
          <span className="visually-hidden">{t(`timeline.${node.state}`)}：</span>
          <span className={styles.title}>{node.title}</span>
          {node.meta !== undefined && <span className={styles.meta}>{node.meta}</span>}
          {node.detail !== undefined && <div className={styles.detail}>{node.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
