import { dateText } from '../../lib/format.js';

/** Today in Beijing. */
export const todayText = (): string => dateText(new Date().toISOString());

const dayText = (date: Date): string => date.toISOString().slice(0, 10);

export function daysLater(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return dayText(date);
}

/** The same day of a later month, or its last day: one month after 2027-01-31 is 2027-02-28. */
export function monthsLater(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const dayOfMonth = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + count);
  if (date.getUTCDate() !== dayOfMonth) date.setUTCDate(0);
  return dayText(date);
}
