import {
  Button,
  ComboBox as AriaComboBox,
  FieldError,
  I18nProvider,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import { classNames } from '../lib/class-names.js';
import { HTML_LANG, useLanguage } from '../lib/i18n/language.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import styles from './combo-box.module.css';
import { Icon } from './icon.js';
import type { FieldProps } from './field.js';
import fieldStyles from './field.module.css';
import { uiMessages } from './messages.js';

export type ComboOption = {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
};

type Props = Omit<FieldProps, 'hint'> & {
  readonly hint?: string;
  readonly options: readonly ComboOption[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** What has been typed; given when the options come from the server, which then does the filtering. */
  readonly query?: string;
  readonly onQueryChange?: (query: string) => void;
};

/** Choose one of many by typing part of its name; composing pinyin neither opens nor confirms. */
export function ComboBox({
  label,
  hint,
  error,
  isOptional = false,
  width = 'medium',
  options,
  value,
  onChange,
  query,
  onQueryChange,
}: Props) {
  const t = useMessages(uiMessages);
  const isServerFiltered = onQueryChange !== undefined;
  const { language } = useLanguage();
  return (
    <I18nProvider locale={HTML_LANG[language]}>
      <AriaComboBox
        className={classNames(
          fieldStyles.field,
          fieldStyles[width],
          error !== undefined && fieldStyles.invalid,
        )}
        value={value}
        onChange={(key) => onChange(key === null ? null : String(key))}
        isInvalid={error !== undefined}
        menuTrigger="focus"
        allowsEmptyCollection
        {...(isServerFiltered
          ? { items: options, inputValue: query ?? '', onInputChange: onQueryChange }
          : { defaultItems: options })}
      >
        <Label className={fieldStyles.label ?? ''}>
          {label}
          {isOptional && <span className={fieldStyles.optional}>{t('field.optional')}</span>}
        </Label>
        {hint !== undefined && (
          <Text slot="description" className={fieldStyles.hint ?? ''}>
            {hint}
          </Text>
        )}
        <div className={styles.box}>
          <Input className={classNames(fieldStyles.control, styles.input)} />
          <Button className={styles.open ?? ''} aria-label={t('combo.open')}>
            <Icon name="open" />
          </Button>
        </div>
        <FieldError className={fieldStyles.error ?? ''}>{error}</FieldError>
        <Popover className={styles.popover ?? ''}>
          <ListBox
            className={styles.list ?? ''}
            renderEmptyState={() => <div className={styles.empty}>{t('combo.empty')}</div>}
          >
            {(option: ComboOption) => (
              <ListBoxItem id={option.id} textValue={option.label} className={styles.option ?? ''}>
                <Text slot="label">{option.label}</Text>
                {option.description !== undefined && (
                  <Text slot="description" className={styles.description ?? ''}>
                    {option.description}
                  </Text>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </I18nProvider>
  );
}
