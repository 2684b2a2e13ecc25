export const PERIODS = ['all', 'month', 'quarter', 'year', 'days90'] as const;
export type Period = (typeof PERIODS)[number];

export type Span = { readonly from?: string | undefined; readonly to?: string | undefined };

const DAY_MS = 86_400_000;

/** The first day of a period that runs until today; no day for all time. */
export function spanOf(period: Period, today: string): Span {
  const [year = '', month = ''] = today.split('-');
  switch (period) {
    case 'all':
      return {};
    case 'month':
      return { from: `${year}-${month}-01` };
    case 'quarter': {
      const first = Math.floor((Number(month) - 1) / 3) * 3 + 1;
      return { from: `${year}-${String(first).padStart(2, '0')}-01` };
    }
    case 'year':
      return { from: `${year}-01-01` };
    case 'days90':
      return { from: new Date(Date.parse(today) - 89 * DAY_MS).toISOString().slice(0, 10) };
  }
}

/** The period a span in the address stands for; undefined for days somebody chose otherwise. */
export const periodOf = ({ from, to }: Span, today: string): Period | undefined =>
  to === undefined ? PERIODS.find((period) => spanOf(period, today).from === from) : undefined;
