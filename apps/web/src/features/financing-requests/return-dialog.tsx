import { useState, type ReactNode } from 'react';
import {
  REQUEST_CONTENT_FIELDS,
  type RequestContentField,
  type RequestDetail,
} from '@yinqi/contracts/financing-requests';
import { returnFinancingRequest } from '@yinqi/contracts/request-decisions';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Select } from '../../ui/select.js';
import { TextArea } from '../../ui/text-field.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { financingRequestMessages } from './messages.js';
import styles from './requests.module.css';
import { useDecided } from './use-decided.js';

type Props = { readonly request: RequestDetail; readonly onClose: () => void };
type Item = { readonly field: RequestContentField; readonly text: string };

const MOST = 8;

/** What the enterprise has to correct, field by field. */
export function ReturnDialog({ request, onClose }: Props) {
  const t = useMessages(financingRequestMessages);
  const wording = useErrorWording();
  const decided = useDecided();
  const [items, setItems] = useState<readonly Item[]>(() => firstItems(request));
  const [wasTried, setTried] = useState(false);
  const send = useCommand(returnFinancingRequest, {
    onSuccess: (returned) => {
      decided(returned, t('review.returnDone'));
      onClose();
    },
  });
  const change = (at: number, patch: Partial<Item>) =>
    setItems(items.map((item, index) => (index === at ? { ...item, ...patch } : item)));
  const onReturn = () => {
    setTried(true);
    if (items.some((item) => item.text.trim() === '')) return;
    send.send({ params: { id: request.id }, version: request.version, body: { items: [...items] } });
  };
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('review.returnTitle')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={send.isPending} onPress={onReturn}>
            {t('review.return')}
          </Button>
          <Button onPress={onClose}>{t('review.cancel')}</Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p>{t('review.returnText')}</p>
        {items.map((item, at) => (
          <ItemFields
            key={at}
            item={item}
            error={wasTried && item.text.trim() === '' ? t('review.returnMissing') : undefined}
            onChange={(patch) => change(at, patch)}
          >
            {items.length > 1 && (
              <Button variant="quiet" onPress={() => setItems(items.filter((_, index) => index !== at))}>
                {t('review.returnRemove', { number: at + 1 })}
              </Button>
            )}
          </ItemFields>
        ))}
        {items.length < MOST && (
          <div>
            <Button onPress={() => setItems([...items, { field: 'remarks', text: '' }])}>
              {t('review.returnAdd')}
            </Button>
          </div>
        )}
        {send.error !== null && (
          <p role="alert" className={styles.error}>
            {wording(send.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}

type ItemProps = {
  readonly item: Item;
  readonly error: string | undefined;
  readonly onChange: (patch: Partial<Item>) => void;
  readonly children: ReactNode;
};

function ItemFields({ item, error, onChange, children }: ItemProps) {
  const t = useMessages(financingRequestMessages);
  return (
    <div className={styles.item}>
      <Select
        label={t('review.returnField')}
        options={REQUEST_CONTENT_FIELDS.map((value) => ({ value, label: t(`fact.${value}`) }))}
        value={item.field}
        onChange={(field) => onChange({ field })}
      />
      <TextArea
        label={t('review.returnItem')}
        maxLength={200}
        rows={2}
        error={error}
        value={item.text}
        onChange={(text) => onChange({ text })}
      />
      {children}
    </div>
  );
}

/** Fields still open are the likeliest reason to return a request. */
function firstItems(request: RequestDetail): Item[] {
  const open = request.missing.slice(0, MOST).map((field) => ({ field, text: '' }));
  return open.length > 0 ? open : [{ field: 'amountFen', text: '' }];
}
