import { useCallback } from 'react';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { faultAt } from '../../lib/problem.js';
import { caseMessages } from './messages.js';

/** What the server checks beyond the form, worded beside its field. */
const KNOWN = [
  'above_request',
  'above_choice',
  'in_the_past',
  'too_late',
  'in_the_future',
  'before_disbursement',
  'duplicate',
  'above_note',
] as const;

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const isDay = (text: string): boolean =>
  DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;

/** A whole number within bounds; undefined for anything else. */
export function wholeNumber(text: string, from: number, to: number): number | undefined {
  const value = /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined;
  return value !== undefined && value >= from && value <= to ? value : undefined;
}

/** The words for a field: what the form found first, else what the server answered. */
export function useFieldFault(error: unknown): (field: string, own?: string) => string | undefined {
  const t = useMessages(caseMessages);
  return useCallback(
    (field: string, own?: string) => {
      if (own !== undefined) return own;
      const fault = faultAt(error, `/body/${field}`);
      if (fault === undefined) return undefined;
      const known = KNOWN.find((code) => code === fault.code);
      return t(known === undefined ? 'fault.other' : `fault.${known}`);
    },
    [error, t],
  );
}
