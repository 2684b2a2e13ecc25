import { useRegions } from '../lib/code-tables.js';
import { ComboBox } from './combo-box.js';
import { useTyping } from './use-typing.js';

export type PickerProps = {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly isOptional?: boolean;
  readonly value: string | null;
  /** Name of what was chosen before, shown until something is typed. */
  readonly valueName: string | undefined;
  readonly onChange: (id: string | null, name?: string) => void;
};

/** Any level of the administrative division, by part of its name or by its code. */
export function RegionPicker({ valueName, onChange, ...field }: PickerProps) {
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
