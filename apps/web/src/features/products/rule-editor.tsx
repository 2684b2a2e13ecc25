import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { describeAtom, checkRule, clausesOf } from '@yinqi/domain/matching';
import { Button } from '../../ui/button.js';
import { Section } from '../../ui/panel.js';
import { AtomEditor } from './atom-editor.js';
import { productMessages } from './messages.js';
import styles from './products.module.css';
import { isKept, newAtom, type KeptPart, type RulePart } from './rule-draft.js';

type Props = {
  readonly parts: readonly RulePart[];
  readonly onChange: (parts: readonly RulePart[]) => void;
  /** Worded, by the place of the part. */
  readonly errorOf: (index: number) => string | undefined;
  /** A fault of the rule as a whole. */
  readonly error: string | undefined;
};

/** The conditions of a product, all of which must hold; groups of alternatives are shown and kept. */
export function RuleEditor({ parts, onChange, errorOf, error }: Props) {
  const t = useMessages(productMessages);
  const nextKey = Math.max(-1, ...parts.map(({ key }) => key)) + 1;
  const without = (key: number) => onChange(parts.filter((part) => part.key !== key));
  return (
    <Section title={t('form.rule')}>
      <p className={styles.hint}>{t('form.rule.hint')}</p>
      {error !== undefined && (
        <p className={styles.fault} role="alert">
          {error}
        </p>
      )}
      {parts.length === 0 && <p>{t('form.rule.empty')}</p>}
      {parts.map((part, index) =>
        isKept(part) ? (
          <KeptGroup key={part.key} part={part} onRemove={() => without(part.key)} />
        ) : (
          <AtomEditor
            key={part.key}
            atom={part}
            onChange={(atom) => onChange(parts.map((one) => (one.key === atom.key ? atom : one)))}
            onRemove={() => without(part.key)}
            error={errorOf(index)}
          />
        ),
      )}
      <div className={styles.foot}>
        <Button onPress={() => onChange([...parts, newAtom('amount', nextKey)])}>{t('form.rule.add')}</Button>
      </div>
    </Section>
  );
}

function KeptGroup({ part, onRemove }: { readonly part: KeptPart; readonly onRemove: () => void }) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  const checked = checkRule(part.kept);
  const comma = language === 'zh' ? '，' : ', ';
  const groups = checked.ok
    ? clausesOf(checked.rule).map((clause) => clause.map((atom) => describeAtom(atom, language)).join(comma))
    : [];
  return (
    <div className={styles.atom} role="group" aria-label={t('form.rule.kept')}>
      <div>
        <p className={styles.hint}>{t('form.rule.kept')}</p>
        <ul className={styles.sentences}>
          {groups.map((group) => (
            <li key={group}>{group}</li>
          ))}
        </ul>
      </div>
      <div className={styles.remove}>
        <Button
          variant="quiet"
          onPress={onRemove}
          aria-label={t('form.rule.removeOf', { label: t('form.rule.kept') })}
        >
          {t('form.rule.remove')}
        </Button>
      </div>
    </div>
  );
}
