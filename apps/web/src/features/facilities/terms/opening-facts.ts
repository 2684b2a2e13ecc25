import type { FacilityTermsView } from '@yinqi/contracts/facility-terms';
import { amountText } from '../../../lib/format.js';
import type { Language } from '../../../lib/i18n/language.js';
import type { Fact } from '../../../ui/facts.js';
import type { FacilityWords } from '../facility-words.js';
import type { TermsWords } from './terms-words.js';

type Opened = NonNullable<FacilityTermsView['opening']> & { readonly code: string };

/** What a tool is from its first day. */
export const openingFacts = (
  opened: Opened,
  language: Language,
  t: TermsWords,
  tTool: FacilityWords,
): readonly Fact[] => [
  { id: 'code', label: t('form.code'), value: opened.code },
  { id: 'mechanism', label: tTool('fact.mechanism'), value: tTool(`mechanism.${opened.mechanism}`) },
  { id: 'authority', label: tTool('fact.authority'), value: tTool(`authority.${opened.authority}`) },
  { id: 'basis', label: t('form.basis'), value: t(`form.basis.${opened.basis}`) },
  {
    id: 'customer',
    label: t('form.customer'),
    value:
      opened.singleCustomerLimitFen === null
        ? t('none.limit')
        : amountText(opened.singleCustomerLimitFen, language),
  },
  { id: 'from', label: t('form.from'), value: amountText(opened.secondPersonFromFen, language) },
];
