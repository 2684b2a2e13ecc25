import { dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { financingRequestMessages } from './messages.js';
import styles from './request-form.module.css';
import type { SaveState } from './draft-saver.js';

type Props = { readonly state: SaveState; readonly onReload: () => void };

/** Whether what was typed is safe, and since when. */
export function SaveStateLine({ state, onReload }: Props) {
  const t = useMessages(financingRequestMessages);
  return (
    <p className={styles.saveState} role="status">
      {state.kind === 'saved' && t('save.saved', { at: dateTimeText(state.at).slice(11) })}
      {state.kind === 'conflict' && t('save.conflict', { who: state.who, at: dateTimeText(state.when) })}
      {state.kind !== 'saved' && state.kind !== 'conflict' && t(`save.${state.kind}`)}
      {state.kind === 'conflict' && (
        <Button variant="quiet" onPress={onReload}>
          {t('save.reload')}
        </Button>
      )}
    </p>
  );
}
