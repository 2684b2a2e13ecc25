import type { ImportRow } from '@yinqi/contracts/imports';
import type { Translate } from '../../lib/i18n/messages.js';
import type { messages } from './messages.zh.js';

export type ImportWords = Translate<typeof messages>;
export type Finding = ImportRow['faults'][number] | ImportRow['warnings'][number];

/** What was read in the cell and why it does not do. */
export function foundText({ code, found, params }: Finding, t: ImportWords): string {
  const number = (name: string): string | number => params[name] ?? '';
  switch (code) {
    case 'blank':
    case 'formula-without-value':
      return t(`found.${code}`);
    case 'length':
      return t('found.length', { found, length: number('length') });
    case 'before-filing':
      return t('found.before-filing', { found, filledOn: number('filledOn') });
    case 'too-late':
      return t('found.too-late', { found, last: number('last') });
    case 'repeats-row':
      return t('found.repeats-row', { row: number('row') });
    case 'unknown-division':
      return t('found.unknown-division', { found, division: number('division') });
    case 'registered-before':
      return t('found.registered-before', { number: number('number') });
    case 'too-long':
    case 'character':
    case 'organisation-check':
    case 'check':
    case 'number-cell':
    case 'not-a-number':
    case 'not-positive':
    case 'too-large':
    case 'currency-unknown':
    case 'currency-conflict':
    case 'not-a-phone':
    case 'unreadable':
    case 'no-such-day':
    case 'error-cell':
    case 'inexact':
    case 'other-unit':
      return t(`found.${code}`, { found });
    default:
      return t('found.other', { found });
  }
}
