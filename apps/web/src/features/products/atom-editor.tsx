import { criterionOf, ATTRIBUTES, OPERATORS_OF } from '@yinqi/domain/matching';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { CheckboxGroup, RadioGroup } from '../../ui/choice-groups.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { productMessages } from './messages.js';
import type { ProductWords } from './product-words.js';
import styles from './products.module.css';
import { entryOf, newAtom, type AtomDraft } from './rule-draft.js';

type Props = {
  readonly atom: AtomDraft;
  readonly onChange: (atom: AtomDraft) => void;
  readonly onRemove: () => void;
  readonly error: string | undefined;
};

/** One condition: what it looks at, how it compares, and with what. */
export function AtomEditor({ atom, onChange, onRemove, error }: Props) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  const { kind, label, subset } = criterionOf(atom.attribute);
  return (
    <div className={styles.atom} role="group" aria-label={label[language]}>
      <div className={styles.condition}>
        <Select
          label={t('form.atom.attribute')}
          options={ATTRIBUTES.map((attribute) => ({
            value: attribute,
            label: criterionOf(attribute).label[language],
          }))}
          value={atom.attribute}
          onChange={(attribute) => onChange(newAtom(attribute, atom.key))}
        />
        {OPERATORS_OF[kind].length > 1 && (
          <Select
            label={t('form.atom.op')}
            width="short"
            options={OPERATORS_OF[kind].map((op) => ({
              value: op,
              label: op === 'subsetOf' && subset === 'held' ? t('op.subsetOf.held') : t(`op.${op}`),
            }))}
            value={atom.op}
            onChange={(op) => onChange({ ...atom, op })}
          />
        )}
        <Operand atom={atom} onChange={onChange} />
      </div>
      <div className={styles.remove}>
        <Button
          variant="quiet"
          onPress={onRemove}
          aria-label={t('form.rule.removeOf', { label: label[language] })}
        >
          {t('form.rule.remove')}
        </Button>
      </div>
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

type OperandProps = Pick<Props, 'atom' | 'onChange'>;

function Operand({ atom, onChange }: OperandProps) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  const { words, kind } = criterionOf(atom.attribute);
  const choices = Object.entries(words ?? {}).map(([value, word]) => ({ value, label: word[language] }));
  switch (entryOf(atom)) {
    case 'flag':
      return (
        <RadioGroup
          label={t('form.atom.flag')}
          isInline
          options={[
            { value: 'yes', label: t('form.atom.yes') },
            { value: 'no', label: t('form.atom.no') },
          ]}
          value={atom.flag ? 'yes' : 'no'}
          onChange={(answer) => onChange({ ...atom, flag: answer === 'yes' })}
        />
      );
    case 'choice':
      return (
        <Select
          label={t('form.atom.choices')}
          prompt={t('form.facility.prompt')}
          options={choices}
          value={atom.codes[0] ?? ''}
          onChange={(code) => onChange({ ...atom, codes: [code] })}
        />
      );
    case 'choices':
      return (
        <CheckboxGroup
          label={t('form.atom.choices')}
          isInline
          options={choices}
          value={atom.codes}
          onChange={(codes) => onChange({ ...atom, codes })}
        />
      );
    case 'codes':
      return (
        <TextField
          label={t('form.atom.codes')}
          hint={codesHint(atom, t)}
          maxLength={2000}
          value={atom.codesText}
          onChange={(codesText) => onChange({ ...atom, codesText })}
        />
      );
    default:
      return kind === 'money' ? (
        <AmountOperand atom={atom} onChange={onChange} />
      ) : (
        <FigureOperand atom={atom} onChange={onChange} />
      );
  }
}

function codesHint({ attribute }: AtomDraft, t: ProductWords): string {
  if (attribute === 'region') return t('form.atom.codes.region');
  return attribute === 'industry' ? t('form.atom.codes.industry') : t('form.atom.codes.lists');
}

function AmountOperand({ atom, onChange }: OperandProps) {
  const t = useMessages(productMessages);
  const isRange = entryOf(atom) === 'range';
  return (
    <>
      <MoneyField
        label={t(isRange ? 'form.atom.min' : 'form.atom.value')}
        value={atom.minFen}
        onChange={(minFen) => onChange({ ...atom, minFen })}
      />
      {isRange && (
        <MoneyField
          label={t('form.atom.max')}
          value={atom.maxFen}
          onChange={(maxFen) => onChange({ ...atom, maxFen })}
        />
      )}
    </>
  );
}

function FigureOperand({ atom, onChange }: OperandProps) {
  const t = useMessages(productMessages);
  const { unit } = criterionOf(atom.attribute);
  const isRange = entryOf(atom) === 'range';
  const unitWord = unitText(unit, t);
  const shown = unitWord === undefined ? {} : { unit: unitWord };
  return (
    <>
      <TextField
        {...shown}
        label={t(isRange ? 'form.atom.min' : 'form.atom.value')}
        width="short"
        inputMode="decimal"
        value={atom.minText}
        onChange={(minText) => onChange({ ...atom, minText })}
      />
      {isRange && (
        <TextField
          {...shown}
          label={t('form.atom.max')}
          width="short"
          inputMode="decimal"
          value={atom.maxText}
          onChange={(maxText) => onChange({ ...atom, maxText })}
        />
      )}
    </>
  );
}

function unitText(unit: ReturnType<typeof criterionOf>['unit'], t: ProductWords): string | undefined {
  switch (unit) {
    case 'month':
    case 'year':
    case 'person':
    case 'day':
      return t(`unit.${unit}`);
    case 'basis-point':
      return t('unit.percent');
    default:
      return undefined;
  }
}
