import { useSyncExternalStore } from 'react';
import { classNames } from '../lib/class-names.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import { Button } from './button.js';
import { uiMessages } from './messages.js';
import styles from './toast-region.module.css';
import { dismissToast, toastStore } from './toast-store.js';

/** Stands once in the shell; announces politely and never takes the focus. */
export function ToastRegion() {
  const t = useMessages(uiMessages);
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.current);
  return (
    <div className={styles.region} role="region" aria-label={t('toast.region')}>
      <div role="status">
        {toasts.map((toast) => (
          <div key={toast.id} className={classNames(styles.toast, styles[toast.tone])}>
            <span className={styles.message}>{toast.message}</span>
            {toast.onUndo !== undefined && (
              <Button
                onPress={() => {
                  dismissToast(toast.id);
                  toast.onUndo?.();
                }}
                shortcut="U"
              >
                {t('toast.undo')}
              </Button>
            )}
            <Button variant="quiet" onPress={() => dismissToast(toast.id)}>
              {t('toast.dismiss')}
            </Button>
          </div>
        ))}
      </div>
    </div>
  );
}
