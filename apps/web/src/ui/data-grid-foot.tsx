import { classNames } from '../lib/class-names.js';
import { countText } from '../lib/format.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import type { GridKey } from './data-grid-types.js';
import styles from './data-grid.module.css';
import { KeyHint } from './key-hint.js';
import { uiMessages } from './messages.js';

type Props = {
  readonly hintId: string;
  readonly isEmpty: boolean;
  /** Undefined where rows cannot be selected. */
  readonly selectedCount: number | undefined;
  readonly rowKeys: readonly GridKey[];
  readonly isLoadingMore: boolean;
};

/** Under the rows: how many are selected and which keys work. */
export function GridFoot({ hintId, isEmpty, selectedCount, rowKeys, isLoadingMore }: Props) {
  const t = useMessages(uiMessages);
  const isSelectable = selectedCount !== undefined;
  return (
    <div className={classNames(styles.foot, isEmpty && styles.hidden)}>
      {isSelectable && <span role="status">{t('grid.selected', { count: countText(selectedCount) })}</span>}
      <span id={hintId} className="visually-hidden">
        {[
          t(isSelectable ? 'grid.keys' : 'grid.keysReadOnly'),
          ...rowKeys.map(({ key, does }) => `${key} ${does}`),
        ].join(' · ')}
      </span>
      <span aria-hidden="true">
        <KeyHint keys="J" /> <KeyHint keys="K" /> {t('grid.keys.move')}
        {isSelectable && (
          <>
            {' · '}
            <KeyHint keys="X" /> {t('grid.keys.select')}
          </>
        )}
        {' · '}
        <KeyHint keys="Enter" /> {t('grid.keys.open')}
        {rowKeys.map(({ key, does }) => (
          <span key={key}>
            {' · '}
            <KeyHint keys={key} /> {does}
          </span>
        ))}
      </span>
      {isLoadingMore && <span role="status">{t('grid.loadingMore')}</span>}
    </div>
  );
}
