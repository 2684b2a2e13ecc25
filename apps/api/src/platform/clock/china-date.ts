const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 86_400_000;

/** The calendar day in China (UTC+8 without daylight saving) at an instant, or so many days after it, YYYY-MM-DD. */
export const chinaDate = (instant: Date, daysAhead = 0): string =>
  new Date(instant.getTime() + CHINA_OFFSET_MS + daysAhead * DAY_MS).toISOString().slice(0, 10);

/** Midnight in China after a calendar day. */
export const chinaDayEnd = (day: string): Date => new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY_MS);
