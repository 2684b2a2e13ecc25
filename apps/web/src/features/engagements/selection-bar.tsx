import type { EngagementItem } from '@yinqi/contracts/engagements';
import { usePermission } from '../../app/session.js';
import { countText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { forwardOf, mayDecline } from './case-moves.js';
import styles from './desk.module.css';
import { deskMessages } from './messages.js';
import type { BatchAct } from './queue-keys.js';
import { amountsText } from './words.js';

type Props = {
  readonly items: readonly EngagementItem[];
  readonly onBatch: (act: BatchAct) => void;
  readonly onClear: () => void;
};

/** How many are selected, what they come to in each currency, and what can be asked for all of them. */
export function SelectionBar({ items, onBatch, onClear }: Props) {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const mayHandle = usePermission('engagements.handle');
  const forwards = items.flatMap((item) => forwardOf(item) ?? []);
  const isAccepting = forwards.every(({ kind }) => kind === 'accept');
  const count = countText(items.length);
  const amounts = amountsText(items, language);
  return (
    <div className={styles.selection}>
      <span role="status">
        {amounts === '' ? t('queue.selectedPlain', { count }) : t('queue.selected', { count, amounts })}
      </span>
      {mayHandle && forwards.length > 0 && (
        <Button variant="primary" shortcut="1" onPress={() => onBatch('forward')}>
          {t(isAccepting ? 'queue.acceptSelected' : 'queue.batchNext')}
        </Button>
      )}
      {mayHandle && items.some(mayDecline) && (
        <Button shortcut="3" onPress={() => onBatch('decline')}>
          {t('queue.declineSelected')}
        </Button>
      )}
      <Button onPress={onClear}>{t('queue.clearSelected')}</Button>
    </div>
  );
}
