import { useMessages } from '../lib/i18n/use-messages.js';
import { Button } from './button.js';
import styles from './filter-chips.module.css';
import { uiMessages } from './messages.js';

export type FilterChip = { readonly id: string; readonly label: string; readonly onRemove: () => void };

type Props = { readonly chips: readonly FilterChip[]; readonly onClear?: () => void };

/** The filters in use, each removable. */
export function FilterChips({ chips, onClear }: Props) {
  const t = useMessages(uiMessages);
  if (chips.length === 0) return null;
  return (
    <div className={styles.row}>
      <ul className={styles.chips} aria-label={t('chips.label')}>
        {chips.map((chip) => (
          <li key={chip.id}>
            <button
              type="button"
              className={styles.chip}
              aria-label={t('chips.remove', { label: chip.label })}
              onClick={chip.onRemove}
            >
              {chip.label}
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      {onClear !== undefined && chips.length > 1 && (
        <Button variant="quiet" onPress={onClear}>
          {t('chips.clear')}
        </Button>
      )}
    </div>
  );
}
