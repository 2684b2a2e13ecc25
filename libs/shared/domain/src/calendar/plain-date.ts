const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const FIRST_DATE = '1949-10-01';
const LAST_DATE = '2199-12-31';

/** True for a real date of the Gregorian calendar within the years the platform accepts. */
export function isPlainDate(text: string): boolean {
  if (!DATE.test(text) || text < FIRST_DATE || text > LAST_DATE) return false;
  const ms = Date.parse(text);
  // Date.parse accepts 2023-02-30 in some engines and moves it to March.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Days since 1970-01-01. */
export function toEpochDay(date: string): number {
  if (!isPlainDate(date)) throw new RangeError(`Not a date between ${FIRST_DATE} and ${LAST_DATE}: ${date}`);
  return Date.parse(date) / DAY_MS;
}

/** The date 'YYYY-MM-DD' of a count of days since 1970-01-01. */
export function fromEpochDay(day: number): string {
  const ms = day * DAY_MS;
  if (!Number.isSafeInteger(day) || ms < Date.parse(FIRST_DATE) || ms > Date.parse(LAST_DATE)) {
    throw new RangeError(`Day ${day} is outside ${FIRST_DATE} to ${LAST_DATE}`);
  }
  return new Date(ms).toISOString().slice(0, 10);
}
