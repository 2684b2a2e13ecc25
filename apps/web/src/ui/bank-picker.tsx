import { useBanks } from '../lib/code-tables.js';
import { useLanguage, type Language } from '../lib/i18n/language.js';
import { ComboBox } from './combo-box.js';
import type { PickerProps } from './region-picker.js';
import { useTyping } from './use-typing.js';

type Named = { readonly name: string; readonly nameEn: string | null };

const nameIn = ({ name, nameEn }: Named, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;

/** One of the banks on the platform, by part of its name. */
export function BankPicker({ valueName, onChange, ...field }: PickerProps) {
  const { language } = useLanguage();
  const { typed, setTyped, search } = useTyping(valueName);
  const banks = useBanks(search).data ?? [];
  return (
    <ComboBox
      {...field}
      options={banks.map((bank) => ({ id: bank.id, label: nameIn(bank, language) }))}
      query={typed}
      onQueryChange={setTyped}
      onChange={(id) => {
        const bank = banks.find((one) => one.id === id);
        onChange(id, bank && nameIn(bank, language));
        if (bank !== undefined) setTyped(nameIn(bank, language));
      }}
    />
  );
}
