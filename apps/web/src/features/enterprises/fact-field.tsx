import { PROFILE_ATTRIBUTES, type ProfileAttribute } from '@yinqi/contracts/enterprises';
import { VOCABULARIES } from '@yinqi/contracts/reference';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { DateField } from '../../ui/date-field.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import type { Entry } from './fact-entry.js';
import { enterpriseMessages } from './messages.js';
import { useVocabularies } from './use-enterprises.js';

type Props = {
  readonly attribute: ProfileAttribute;
  readonly entry: Entry | undefined;
  readonly onChange: (entry: Entry) => void;
  readonly error: string | undefined;
};

const UNKNOWN = 'unknown';

/** One fact in the form its kind asks for. */
export function FactField({ attribute, entry, onChange, error }: Props) {
  const t = useMessages(enterpriseMessages);
  const label = t(`attribute.${attribute}`);
  const text = typeof entry === 'string' ? entry : '';
  const shared = { label, error };
  switch (PROFILE_ATTRIBUTES[attribute]) {
    case 'money':
      return (
        <MoneyField
          {...shared}
          value={typeof entry === 'bigint' ? entry : undefined}
          onChange={(fen) => onChange(fen ?? '')}
        />
      );
    case 'date':
      return <DateField {...shared} value={text} onChange={onChange} />;
    case 'code':
      return <CodeField {...shared} attribute={attribute} text={text} onChange={onChange} />;
    case 'flag':
      return (
        <Select
          {...shared}
          options={[
            { value: UNKNOWN, label: t('form.unknown') },
            { value: 'true', label: t('value.yes') },
            { value: 'false', label: t('value.no') },
          ]}
          value={text === 'true' || text === 'false' ? text : UNKNOWN}
          onChange={(value) => onChange(value === UNKNOWN ? '' : value)}
        />
      );
    case 'basis_points':
      return (
        <TextField
          {...shared}
          value={text}
          onChange={onChange}
          unit={t('form.percent')}
          inputMode="decimal"
        />
      );
    case 'count':
      return (
        <TextField
          {...shared}
          value={text}
          onChange={onChange}
          unit={t(attribute === 'longestOverdueDays' ? 'form.days' : 'form.persons')}
          inputMode="numeric"
        />
      );
    case 'text':
    case 'set':
      return <TextField {...shared} value={text} onChange={onChange} maxLength={500} />;
  }
}

type CodeProps = {
  readonly label: string;
  readonly error: string | undefined;
  readonly attribute: ProfileAttribute;
  readonly text: string;
  readonly onChange: (entry: Entry) => void;
};

function CodeField({ attribute, text, onChange, ...field }: CodeProps) {
  const t = useMessages(enterpriseMessages);
  const { language } = useLanguage();
  const vocabularies = useVocabularies().data?.vocabularies;
  const vocabulary = VOCABULARIES.find((name) => name === attribute);
  const words = vocabulary === undefined ? [] : (vocabularies?.[vocabulary] ?? []);
  return (
    <Select
      {...field}
      options={[
        { value: UNKNOWN, label: t('form.unknown') },
        ...words.map((word) => ({ value: word.code, label: word[language] })),
      ]}
      value={text === '' ? UNKNOWN : text}
      onChange={(value) => onChange(value === UNKNOWN ? '' : value)}
    />
  );
}
