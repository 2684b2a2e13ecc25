import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { acceptEngagement } from '@yinqi/contracts/engagement-commands';
import type { EngagementItem } from '@yinqi/contracts/engagements';
import { amountText, countText } from '../../lib/format.js';
import { call } from '../../lib/call.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { showToast } from '../../ui/toast-store.js';
import { forwardOf } from './case-moves.js';
import styles from './desk.module.css';
import { deskMessages } from './messages.js';
import { forgetQueue } from './use-queue.js';

type Props = { readonly items: readonly EngagementItem[]; readonly onDone: () => void };

const sumOf = (items: readonly EngagementItem[]): bigint =>
  items
    .filter(({ currency }) => currency === 'CNY')
    .reduce((sum, item) => sum + BigInt(item.requestedFen ?? 0), 0n);

/** How many are selected and what they come to; taking them up one after the other, each answered for itself. */
export function SelectionBar({ items, onDone }: Props) {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);
  const acceptable = items.filter((item) => forwardOf(item)?.kind === 'accept');
  const acceptAll = async () => {
    setPending(true);
    let done = 0;
    for (const { id, version } of acceptable) {
      const accepted = call(acceptEngagement, { params: { id }, version });
      done += await accepted.then(
        () => 1,
        () => 0,
      );
    }
    setPending(false);
    const failed = acceptable.length - done;
    showToast(
      failed === 0
        ? { message: t('queue.bulkDone', { done }) }
        : { message: t('queue.bulkPart', { done, failed }), tone: 'failed' },
    );
    await forgetQueue(client);
    onDone();
  };
  return (
    <div className={styles.selection} role="status">
      <span>
        {t('queue.selected', { count: countText(items.length), amount: amountText(sumOf(items), language) })}
      </span>
      {acceptable.length > 0 && (
        <Button variant="primary" isPending={isPending} onPress={() => void acceptAll()}>
          {t('queue.acceptSelected')}
        </Button>
      )}
      <Button onPress={onDone}>{t('queue.clearSelected')}</Button>
    </div>
  );
}
