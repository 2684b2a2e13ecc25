const BEIJING_OFFSET_MS = 8 * 3_600_000;

/** `2026-11-22` in Beijing, whatever the server's own zone. */
export const beijingDate = (now: Date): string =>
  new Date(now.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10);

/** XQ-2026-1122-: the running number is added by the database's sequence. */
export function numberPrefix(now: Date): string {
  const [year = '', month = '', day = ''] = beijingDate(now).split('-');
  return `XQ-${year}-${month}${day}-`;
}
