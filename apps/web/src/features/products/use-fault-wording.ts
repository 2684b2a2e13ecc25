import type { FieldFault } from '@yinqi/contracts/errors';
import { percentText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ProblemError } from '../../lib/problem.js';
import { productMessages } from './messages.js';
import { MAX_LIST_LENGTH, MAX_LISTS, MAX_MATERIAL_LENGTH, MAX_MATERIALS } from './product-draft.js';
import type { DraftFault } from './product-draft.js';
import type { ProductWords } from './product-words.js';

/** Where the API's pointers belong in the form. */
const FIELD_OF: Readonly<Record<string, DraftFault>> = {
  '/body/code': 'code',
  '/body/name': 'name',
  '/body/nameEn': 'nameEn',
  '/body/facilityId': 'facilityId',
  '/body/terms/rateFromBp': 'rateFrom',
  '/body/terms/rateToBp': 'rateTo',
};

const PLAIN_FAULTS = [
  'below_lowest_rate',
  'unknown_facility',
  'min_above_max',
  'operand_empty',
  'operand_unknown_code',
  'operand_duplicate',
  'operand_out_of_range',
] as const;

function wordFault({ code, params = {} }: FieldFault, t: ProductWords, language: Language): string {
  if (code === 'above_rate_cap')
    return t('fault.above_rate_cap', { cap: percentText(Number(params['capBp'])) });
  if (code === 'too_many_clauses') {
    return t('fault.too_many_clauses', {
      alternatives: String(params['alternatives'] ?? ''),
      maximum: String(params['maximum'] ?? ''),
    });
  }
  const plain = PLAIN_FAULTS.find((known) => known === code);
  if (plain !== undefined) return t(`fault.${plain}`);
  // The check of rules says itself what is wrong, in both languages.
  const told = params[language];
  return typeof told === 'string' ? told : t('fault.unreadable');
}

function wordOwn(field: DraftFault, t: ProductWords): string {
  switch (field) {
    case 'code':
      return t('fault.code');
    case 'rateFrom':
    case 'rateTo':
      return t('fault.number');
    case 'days':
      return t('fault.days');
    case 'facilityId':
      return t('fault.unknown_facility');
    case 'materials':
      return t('fault.tooLong', { maximum: MAX_MATERIALS, length: MAX_MATERIAL_LENGTH });
    case 'lists':
      return t('fault.tooLong', { maximum: MAX_LISTS, length: MAX_LIST_LENGTH });
    default:
      return t('fault.required');
  }
}

/** What is wrong with each part of the form, seen here or by the API. */
export function useFaultWording(own: readonly DraftFault[], error: Error | null) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  const told = error instanceof ProblemError ? error.faults : [];
  const place = (index: number) => `/body/rule/all/${index}`;
  const whole = told.find(({ pointer }) => pointer === '/body/rule');
  return {
    field: (field: DraftFault): string | undefined => {
      if (own.includes(field)) return wordOwn(field, t);
      const fault = told.find(({ pointer }) => FIELD_OF[pointer] === field);
      return fault && wordFault(fault, t, language);
    },
    part: (index: number, key: number | undefined): string | undefined => {
      if (key !== undefined && own.includes(`part-${key}`)) return t('fault.atom');
      const fault = told.find(
        ({ pointer }) => pointer === place(index) || pointer.startsWith(`${place(index)}/`),
      );
      return fault && wordFault(fault, t, language);
    },
    rule: whole && wordFault(whole, t, language),
  };
}
