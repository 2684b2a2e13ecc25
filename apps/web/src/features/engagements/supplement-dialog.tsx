import { useState } from 'react';
import type { EngagementItem } from '@yinqi/contracts/engagements';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { CheckboxGroup } from '../../ui/choice-groups.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/text-field.js';
import styles from './desk.module.css';
import { decisionMessages } from './messages.js';
import { caseName } from './words.js';

const COMMON = ['audit', 'statement', 'orders', 'tax', 'customs', 'collateral'] as const;
const MAX_ITEMS = 12;
const MAX_ITEM_LENGTH = 200;

type Props = {
  readonly item: EngagementItem;
  readonly onClose: () => void;
  readonly onAsk: (items: readonly string[]) => void;
};

/** 补充材料: a list the enterprise can tick off, not a letter. */
export function SupplementDialog({ item, onClose, onAsk }: Props) {
  const t = useMessages(decisionMessages);
  const [common, setCommon] = useState<readonly (typeof COMMON)[number][]>([]);
  const [other, setOther] = useState('');
  const [fault, setFault] = useState<'supplement.none' | 'supplement.tooMany'>();
  const send = () => {
    const lines = other.split('\n').map((line) => line.trim().slice(0, MAX_ITEM_LENGTH));
    const items = [
      ...common.map((one) => t(`supplement.item.${one}`)),
      ...lines.filter((line) => line !== ''),
    ];
    if (items.length === 0) setFault('supplement.none');
    else if (items.length > MAX_ITEMS) setFault('supplement.tooMany');
    else onAsk(items);
  };
  return (
    <Dialog
      isOpen
      title={t('supplement.title', { name: caseName(item) })}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" onPress={send}>
            {t('supplement.submit')}
          </Button>
          <Button onPress={onClose}>{t('decline.cancel')}</Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p>{t('supplement.intro')}</p>
        <CheckboxGroup
          label={t('supplement.common')}
          options={COMMON.map((one) => ({ value: one, label: t(`supplement.item.${one}`) }))}
          value={common}
          onChange={setCommon}
          error={fault === undefined ? undefined : t(fault)}
        />
        <TextArea
          label={t('supplement.other')}
          hint={t('supplement.otherHint')}
          isOptional
          rows={3}
          value={other}
          onChange={setOther}
        />
      </div>
    </Dialog>
  );
}
