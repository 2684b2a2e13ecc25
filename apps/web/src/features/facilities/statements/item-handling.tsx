import type { StatementItem } from '@yinqi/contracts/statements';
import { dateTimeText } from '../../../lib/format.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { Link } from '../../../ui/link.js';
import { statementMessages } from './messages.js';
import styles from './statements.module.css';

type Props = { readonly item: StatementItem; readonly onAsk: (act: 'settle' | 'repair') => void };

/** What was said or proposed about an item, and what the reader may do. */
export function ItemHandling({ item, onAsk }: Props) {
  const t = useMessages(statementMessages);
  const { settled, repair, maySettle, mayRepair } = item;
  return (
    <>
      {settled !== null && (
        <>
          {settled.note}
          <p className={styles.quiet}>
            {t('settled.by', { name: settled.by, at: dateTimeText(settled.at) })}
          </p>
        </>
      )}
      {repair !== null && (
        <Link to="/allotments/$allotmentId" params={{ allotmentId: repair.allotmentId }}>
          {t(`repair.${repair.state}`)}
        </Link>
      )}
      {(maySettle || mayRepair) && (
        <div className={styles.acts}>
          {mayRepair && <Button onPress={() => onAsk('repair')}>{t('act.repair')}</Button>}
          {maySettle && <Button onPress={() => onAsk('settle')}>{t('act.settle')}</Button>}
        </div>
      )}
    </>
  );
}
