import { useIndustries } from '../../lib/code-tables.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { ComboBox } from '../../ui/combo-box.js';
import type { PickerProps } from '../../ui/region-picker.js';
import { useTyping } from '../../ui/use-typing.js';

/** Any level of the industry classification, by part of its name or by its code. */
export function IndustryPicker({ valueName, onChange, ...field }: PickerProps) {
  const { language } = useLanguage();
  const { typed, setTyped, search } = useTyping(valueName);
  const industries = useIndustries(search).data?.items ?? [];
  return (
    <ComboBox
      {...field}
      options={industries.map(({ code, name, nameEn }) => ({
        id: code,
        label: name,
        description: language === 'en' && nameEn !== null ? `${code} ${nameEn}` : code,
      }))}
      query={typed}
      onQueryChange={setTyped}
      onChange={(code) => {
        const name = industries.find((industry) => industry.code === code)?.name;
        onChange(code);
        if (name !== undefined) setTyped(name);
      }}
    />
  );
}
