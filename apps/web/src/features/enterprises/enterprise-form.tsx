import { useState } from 'react';
import type { Enterprise, FactValue, ProfileAttribute } from '@yinqi/contracts/enterprises';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { faultAt } from '../../lib/problem.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/text-field.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { RegionPicker } from '../../ui/region-picker.js';
import { IndustryPicker } from './industry-picker.js';
import styles from './enterprises.module.css';
import { ENTERED, entriesOf, valueOfEntry, type Entries } from './fact-entry.js';
import { FactField } from './fact-field.js';
import type { EnterpriseWords } from './fact-text.js';
import { enterpriseMessages } from './messages.js';

export type Filled = {
  readonly uscc: string;
  readonly name: string;
  readonly regionCode: string;
  readonly industryCode: string | null;
  /** Only what differs from what the bureau had entered before. */
  readonly facts: { readonly attribute: ProfileAttribute; readonly value: FactValue | null }[];
};

type Props = {
  /** Undefined for a new one, whose code is still to be given. */
  readonly enterprise?: Enterprise;
  readonly submitLabel: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (filled: Filled) => void;
  readonly onCancel: () => void;
};

type Faults = Readonly<Record<string, string>>;

const USCC_FAULTS = ['length', 'character', 'organisation-check', 'check'] as const;

function usccFault(error: Error | null, t: EnterpriseWords): string | undefined {
  const code = USCC_FAULTS.find((known) => known === faultAt(error, '/body/uscc')?.code);
  return code && t(`fault.uscc.${code}`);
}

/** Values to send, or what is wrong with what was typed. */
function readFacts(entries: Entries, before: Entries, t: EnterpriseWords) {
  const faults: Record<string, string> = {};
  const facts: Filled['facts'] = [];
  for (const attribute of ENTERED) {
    const value = valueOfEntry(attribute, entries[attribute]);
    if (value === undefined) {
      const isDate = attribute === 'foundedOn' || attribute === 'earliestMaturity';
      faults[attribute] = t(isDate ? 'fault.date' : 'fault.number');
    } else if (entries[attribute] !== before[attribute]) facts.push({ attribute, value });
  }
  return { faults, facts };
}

/** Registration and verified facts, for a new enterprise and a known one alike. */
export function EnterpriseForm({ enterprise, submitLabel, isPending, error, onSubmit, onCancel }: Props) {
  const t = useMessages(enterpriseMessages);
  const wording = useErrorWording();
  const before = enterprise === undefined ? {} : entriesOf(enterprise);
  const [registration, setRegistration] = useState<Registration>({
    uscc: '',
    name: enterprise?.name ?? '',
    regionCode: enterprise?.region?.code ?? null,
    industryCode: enterprise?.industry?.code ?? null,
  });
  const [entries, setEntries] = useState<Entries>(before);
  const [faults, setFaults] = useState<Faults>({});
  const submit = () => {
    const { uscc, name, regionCode, industryCode } = registration;
    const read = readFacts(entries, before, t);
    const found: Faults = {
      ...(name.trim().length < 2 && { name: t('fault.name') }),
      ...(enterprise === undefined && uscc.trim() === '' && { uscc: t('fault.uscc') }),
      ...(regionCode === null && { region: t('fault.region') }),
      ...read.faults,
    };
    setFaults(found);
    if (regionCode === null || Object.keys(found).length > 0) return;
    onSubmit({ uscc: uscc.trim(), name: name.trim(), regionCode, industryCode, facts: read.facts });
  };
  const refused = usccFault(error, t);
  const shown: Faults = refused === undefined ? faults : { uscc: refused, ...faults };
  const count = Object.keys(shown).length;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {(count > 0 || error !== null) && (
        <p className={styles.alert} role="alert">
          {count > 0 ? t('form.problems', { count }) : wording(error)}
        </p>
      )}
      <RegistrationFields
        enterprise={enterprise}
        value={registration}
        faults={shown}
        onChange={(change) => setRegistration({ ...registration, ...change })}
      />
      <h2 className={styles.group}>{t('form.facts')}</h2>
      <p className={styles.text}>{t('form.factsText')}</p>
      <div className={styles.pair}>
        {ENTERED.map((attribute) => (
          <FactField
            key={attribute}
            attribute={attribute}
            entry={entries[attribute]}
            error={shown[attribute]}
            onChange={(entry) => setEntries({ ...entries, [attribute]: entry })}
          />
        ))}
      </div>
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" isPending={isPending}>
          {submitLabel}
        </Button>
        <Button onPress={onCancel}>{t('form.cancel')}</Button>
      </div>
    </form>
  );
}

type Registration = {
  readonly uscc: string;
  readonly name: string;
  readonly regionCode: string | null;
  readonly industryCode: string | null;
};

type RegistrationProps = {
  readonly enterprise: Enterprise | undefined;
  readonly value: Registration;
  readonly faults: Faults;
  readonly onChange: (change: Partial<Registration>) => void;
};

/** Who and where the enterprise is; the code of a known one is never changed. */
function RegistrationFields({ enterprise, value, faults, onChange }: RegistrationProps) {
  const t = useMessages(enterpriseMessages);
  return (
    <>
      <h2>{t('form.main')}</h2>
      {enterprise === undefined && (
        <TextField
          label={t('form.uscc')}
          hint={t('form.usccHint')}
          error={faults['uscc']}
          value={value.uscc}
          onChange={(uscc) => onChange({ uscc })}
          maxLength={40}
          spellCheck={false}
          autoComplete="off"
        />
      )}
      <TextField
        label={t('form.name')}
        error={faults['name']}
        value={value.name}
        onChange={(name) => onChange({ name })}
        maxLength={120}
        width="full"
        autoComplete="off"
      />
      <div className={styles.pair}>
        <RegionPicker
          label={t('form.region')}
          hint={t('form.regionHint')}
          error={faults['region']}
          value={value.regionCode}
          valueName={enterprise?.region?.name}
          onChange={(regionCode) => onChange({ regionCode })}
        />
        <IndustryPicker
          label={t('form.industry')}
          hint={t('form.industryHint')}
          isOptional
          value={value.industryCode}
          valueName={enterprise?.industry?.name}
          onChange={(industryCode) => onChange({ industryCode })}
        />
      </div>
    </>
  );
}
