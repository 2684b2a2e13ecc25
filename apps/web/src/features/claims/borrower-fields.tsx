import type { DeclaredBorrower } from '@yinqi/contracts/quota-ledger';
import { SIZE_CLASSES } from '@yinqi/domain/codes';
import {
  criterionOf,
  HOLDING_TYPE_WORDS,
  HOLDING_TYPES,
  SIZE_CLASS_WORDS,
  type Attribute,
} from '@yinqi/domain/matching';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Select } from '../../ui/select.js';
import { claimMessages } from './messages.js';
import styles from './claims.module.css';

const FLAGS = ['agriculture', 'foreignTrade'] as const;

type Props = {
  readonly asked: readonly Attribute[];
  readonly value: DeclaredBorrower;
  readonly onChange: (value: DeclaredBorrower) => void;
};

/** The facts a tool's conditions ask for and nobody has told yet. */
export function BorrowerFields({ asked, value, onChange }: Props) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const label = (attribute: Attribute): string => criterionOf(attribute).label[language];
  return (
    <div className={styles.pair}>
      {asked.includes('sizeClass') && (
        <Select
          label={label('sizeClass')}
          prompt={t('mark.prompt')}
          options={SIZE_CLASSES.map((size) => ({ value: size, label: SIZE_CLASS_WORDS[size][language] }))}
          value={value.sizeClass ?? ''}
          onChange={(sizeClass) => onChange({ ...value, sizeClass })}
        />
      )}
      {asked.includes('holdingType') && (
        <Select
          label={label('holdingType')}
          prompt={t('mark.prompt')}
          options={HOLDING_TYPES.map((type) => ({ value: type, label: HOLDING_TYPE_WORDS[type][language] }))}
          value={value.holdingType ?? ''}
          onChange={(holdingType) => onChange({ ...value, holdingType })}
        />
      )}
      {FLAGS.filter((flag) => asked.includes(flag)).map((flag) => (
        <Select
          key={flag}
          label={label(flag)}
          prompt={t('mark.prompt')}
          options={[
            { value: 'yes', label: t('mark.yes') },
            { value: 'no', label: t('mark.no') },
          ]}
          value={value[flag] === undefined ? '' : value[flag] ? 'yes' : 'no'}
          onChange={(answer) => onChange({ ...value, [flag]: answer === 'yes' })}
        />
      ))}
    </div>
  );
}
