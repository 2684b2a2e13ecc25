/** How soon a kind of message leaves by e-mail. */
export const MAIL_PACES = ['at_once', 'daily', 'never'] as const;
export type MailPace = (typeof MAIL_PACES)[number];

/** Full hours in Beijing; from 22 until 7 spans midnight. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// China keeps one time zone without daylight saving.
const CHINA_OFFSET_MS = 8 * HOUR_MS;
/** The hour in Beijing from which the day's digest goes out: before the day's work, after the night's news. */
export const DIGEST_HOUR = 8;

const startOfDay = (atMs: number): number =>
  Math.floor((atMs + CHINA_OFFSET_MS) / DAY_MS) * DAY_MS - CHINA_OFFSET_MS;

/** When a letter may leave: now, or at the end of the quiet hours it falls into. */
export function mailDueMs(atMs: number, quiet: QuietHours | null): number {
  if (quiet === null || quiet.from === quiet.until) return atMs;
  const dayMs = startOfDay(atMs);
  const hour = (atMs - dayMs) / HOUR_MS;
  const spansMidnight = quiet.from > quiet.until;
  const isQuiet = spansMidnight
    ? hour >= quiet.from || hour < quiet.until
    : hour >= quiet.from && hour < quiet.until;
  if (!isQuiet) return atMs;
  const endMs = dayMs + quiet.until * HOUR_MS;
  return endMs > atMs ? endMs : endMs + DAY_MS;
}

/** The instant from which the digest of this day is due; null while that has not come. */
export function digestSinceMs(atMs: number): number | null {
  const dueMs = startOfDay(atMs) + DIGEST_HOUR * HOUR_MS;
  return atMs >= dueMs ? dueMs : null;
}
