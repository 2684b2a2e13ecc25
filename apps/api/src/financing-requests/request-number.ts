import { chinaDate } from '../platform/clock/china-date.js';

/** XQ-2026-1122-: the running number is added by the database's sequence. */
export function numberPrefix(now: Date): string {
  const [year = '', month = '', day = ''] = chinaDate(now).split('-');
  return `XQ-${year}-${month}${day}-`;
}
