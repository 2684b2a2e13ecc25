import { isPlainDate } from '@yinqi/domain/calendar';

const DAY_MS = 86_400_000;
const MAX_RUN = 31;

function runOf(text: string): readonly string[] | null {
  const [from = '', to = from] = text.split(/\.\.|至|~/);
  if (!isPlainDate(from) || !isPlainDate(to)) return null;
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (count < 1 || count > MAX_RUN) return null;
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.parse(from) + at * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Dates as people type them, single or in runs, each once and in order; the first piece that is none otherwise. */
export function daysOf(text: string): { readonly days: readonly string[] } | { readonly unreadable: string } {
  const days = new Set<string>();
  for (const piece of text.normalize('NFKC').split(/[\s,、;]+/)) {
    if (piece === '') continue;
    const run = runOf(piece);
    if (run === null) return { unreadable: piece };
    for (const day of run) days.add(day);
  }
  return { days: [...days].sort() };
}
