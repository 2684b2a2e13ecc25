import { SIZE_CLASSES } from '@yinqi/domain/codes';
import type { BorrowerCriteria } from '@yinqi/domain/facility';
import { BANK_TYPES, HOLDING_TYPES, HOLDING_TYPE_WORDS, SIZE_CLASS_WORDS } from '@yinqi/domain/matching';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../ui/choice-groups.js';
import { facilityMessages } from '../messages.js';
import { termsMessages } from './messages.js';
import { NO_BORROWER, type TermsDraft } from './terms-draft.js';

type Props = { readonly draft: TermsDraft; readonly onChange: (draft: TermsDraft) => void };

/** Who may lend under the tool. */
export function LenderFields({ draft, onChange }: Props) {
  const tTool = useMessages(facilityMessages);
  return (
    <>
      <CheckboxGroup
        label={tTool('edit.bankTypes')}
        hint={tTool('edit.bankTypes.hint')}
        isInline
        options={BANK_TYPES.map((type) => ({ value: type, label: tTool(`bank.${type}`) }))}
        value={draft.bankTypes}
        onChange={(bankTypes) => onChange({ ...draft, bankTypes })}
      />
      <Checkbox
        label={tTool('edit.localOnly')}
        isChecked={draft.localOnly}
        onChange={(localOnly) => onChange({ ...draft, localOnly })}
      />
    </>
  );
}

/** Whom the money may reach; a document that says more than this can be left as it is. */
export function BorrowerFields({
  draft,
  asDocument,
  onChange,
}: Props & { readonly asDocument: string | undefined }) {
  const t = useMessages(termsMessages);
  return (
    <>
      {asDocument !== undefined && (
        <Checkbox
          label={t('form.asDocument')}
          hint={asDocument}
          isChecked={draft.borrower === null}
          onChange={(isKept) => onChange({ ...draft, borrower: isKept ? null : NO_BORROWER })}
        />
      )}
      {draft.borrower !== null && (
        <CriteriaFields criteria={draft.borrower} onChange={(borrower) => onChange({ ...draft, borrower })} />
      )}
    </>
  );
}

type CriteriaProps = {
  readonly criteria: BorrowerCriteria;
  readonly onChange: (criteria: BorrowerCriteria) => void;
};

const JOINS = ['all', 'any'] as const;
const FLAGS = ['agriculture', 'foreignTrade'] as const;

function CriteriaFields({ criteria, onChange }: CriteriaProps) {
  const t = useMessages(termsMessages);
  const { language } = useLanguage();
  const set = (part: Partial<BorrowerCriteria>): void => onChange({ ...criteria, ...part });
  const flags = FLAGS.filter((flag) => criteria[flag]);
  const named = [criteria.sizeClasses, criteria.holdingTypes].filter(({ length }) => length > 0).length;
  return (
    <>
      <CheckboxGroup
        label={t('form.sizes')}
        hint={t('form.anyone')}
        isInline
        options={SIZE_CLASSES.map((size) => ({ value: size, label: SIZE_CLASS_WORDS[size][language] }))}
        value={criteria.sizeClasses}
        onChange={(sizeClasses) => set({ sizeClasses })}
      />
      <CheckboxGroup
        label={t('form.holdings')}
        isInline
        options={HOLDING_TYPES.map((type) => ({ value: type, label: HOLDING_TYPE_WORDS[type][language] }))}
        value={criteria.holdingTypes}
        onChange={(holdingTypes) => set({ holdingTypes })}
      />
      <CheckboxGroup
        label={t('form.sectors')}
        isInline
        options={FLAGS.map((flag) => ({ value: flag, label: t(`form.${flag}`) }))}
        value={flags}
        onChange={(chosen) =>
          set({ agriculture: chosen.includes('agriculture'), foreignTrade: chosen.includes('foreignTrade') })
        }
      />
      {named + flags.length > 1 && (
        <RadioGroup
          label={t('form.join')}
          isInline
          options={JOINS.map((join) => ({ value: join, label: t(`form.join.${join}`) }))}
          value={criteria.join}
          onChange={(join) => set({ join })}
        />
      )}
    </>
  );
}
