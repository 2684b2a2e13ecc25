import { useState } from 'react';
import { useLanguage } from '../../lib/i18n/language.js';
import { ComboBox } from '../../ui/combo-box.js';
import { useIndustries, useRegions } from './use-enterprises.js';

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly isOptional?: boolean;
  readonly value: string | null;
  /** Name of the code chosen before, shown until something is typed. */
  readonly valueName: string | undefined;
  readonly onChange: (code: string | null) => void;
};

/** A typed name is a search as long as it is not the name of what is chosen. */
function useTyping(valueName: string | undefined) {
  const [typed, setTyped] = useState(valueName ?? '');
  return { typed, setTyped, search: typed === valueName ? '' : typed };
}

export function RegionPicker({ valueName, onChange, ...field }: Props) {
  const { typed, setTyped, search } = useTyping(valueName);
  const regions = useRegions(search).data?.items ?? [];
  return (
    <ComboBox
      {...field}
      options={regions.map(({ code, name, pathName }) => ({
        id: code,
        label: name,
        description: `${pathName} ${code}`,
      }))}
      query={typed}
      onQueryChange={setTyped}
      onChange={(code) => {
        const name = regions.find((region) => region.code === code)?.name;
        onChange(code);
        if (name !== undefined) setTyped(name);
      }}
    />
  );
}

export function IndustryPicker({ valueName, onChange, ...field }: Props) {
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
