import { useId, type ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import { isComposing } from '../lib/ime.js';
import { ClosingHead } from './closing-head.js';
import { uiMessages } from './messages.js';
import styles from './panel.module.css';

type LayoutProps = { readonly children: ReactNode; readonly panel: ReactNode };

/** A list with its record beside it: the list stays in view; under 1200 px the record covers it. */
export function PanelLayout({ children, panel }: LayoutProps) {
  return (
    <div className={classNames(styles.layout, panel !== null && panel !== undefined && styles.open)}>
      <div className={styles.list}>{children}</div>
      {panel}
    </div>
  );
}

type PanelProps = {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Decision buttons, kept at the foot of the panel. */
  readonly actions?: ReactNode;
};

export function Panel({ title, subtitle, onClose, children, actions }: PanelProps) {
  const t = useMessages(uiMessages);
  const titleId = useId();
  return (
    <aside
      className={styles.panel}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (!isComposing(event) && event.key === 'Escape') onClose();
      }}
    >
      <ClosingHead closeLabel={t('panel.close')} onClose={onClose}>
        <h2 id={titleId}>{title}</h2>
      </ClosingHead>
      {subtitle !== undefined && <div className={styles.subtitle}>{subtitle}</div>}
      <div className={styles.body} tabIndex={0}>
        {children}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </aside>
  );
}

type SectionProps = { readonly title: ReactNode; readonly children: ReactNode };

/** A titled part of a panel or record page. */
export function Section({ title, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
