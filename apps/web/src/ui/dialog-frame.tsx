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
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
