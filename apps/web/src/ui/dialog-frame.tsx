import { useEffect, useRef, type ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from '../lib/class-names.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import { ClosingHead } from './closing-head.js';
import type { DialogProps } from './dialog.js';
import styles from './dialog-frame.module.css';
import { uiMessages } from './messages.js';

export function DialogFrame({
  title,
  isOpen,
  onClose,
  children,
  actions,
  size = 'medium',
  isDismissable = false,
}: DialogProps) {
  const t = useMessages(uiMessages);
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={isOpen}
      isDismissable={isDismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={classNames(styles.modal, styles[size])}>
        <Dialog className={styles.dialog ?? ''}>
          <ClosingHead closeLabel={t('dialog.close')} onClose={onClose}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
          </ClosingHead>
          <Body>{children}</Body>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const FIELDS = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** Whoever opened a dialog goes on at its first question; one that asks nothing is read from its title. */
function Body({ children }: { readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  // Before the dialog's own effect, which takes the focus only where nothing in it has it.
  useEffect(() => {
    if (body.current?.contains(document.activeElement) === true) return;
    firstField(body.current)?.focus();
  }, []);
  return (
    <div ref={body} className={styles.body}>
      {children}
    </div>
  );
}

/** Of radio buttons the one that is chosen: the others are not in the order of the keyboard. */
function firstField(body: HTMLElement | null): HTMLElement | undefined {
  const fields = [...(body?.querySelectorAll<HTMLInputElement>(FIELDS) ?? [])];
  const [first] = fields;
  if (first?.type !== 'radio') return first;
  return fields.find(({ name, checked }) => name === first.name && checked) ?? first;
}
