/** Holiday arrangements of the State Council by year, and the lunar holidays of the years not yet arranged. */
import { createRequire } from 'node:module';
import { writeGenerated } from './generated-file.mjs';

const require = createRequire(import.meta.url);
const { holidays, workdays } = require('chinese-days/dist/chinese-days.json');
const { getSolarDateFromLunar, getSolarTerms } = require('chinese-days');

const FORECAST = { from: 2027, to: 2035 };
const DAY_MS = 86_400_000;

const nextDay = (date) => new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);

/** ['2020-01-24', …, '2020-02-02'] → '01-24..02-02' */
function ranges(dates) {
  const runs = [];
  for (const date of dates) {
    const run = runs.at(-1);
    if (run !== undefined && nextDay(run.at(-1)) === date) run.push(date);
    else runs.push([date]);
  }
  return runs
    .map((run) => [...new Set([run[0], run.at(-1)])].map((date) => date.slice(5)).join('..'))
    .join(' ');
}

const years = [...new Set(Object.keys(holidays).map((date) => date.slice(0, 4)))].sort();
const published = years.map((year) => {
  const of = (table) =>
    Object.keys(table)
      .filter((date) => date.startsWith(year))
      .sort();
  return `${year} ${ranges(of(holidays))} / ${ranges(of(workdays))}`;
});
if (Number(years.at(-1)) + 1 !== FORECAST.from)
  throw new Error(`Arranged to ${years.at(-1)}: move FORECAST.`);

const monthDay = (date) => date.slice(5);
const forecast = [];
for (let year = FORECAST.from; year <= FORECAST.to; year += 1) {
  const lunar = (month, day) => monthDay(getSolarDateFromLunar(`${year}-${month}-${day}`).date);
  const qingming = getSolarTerms(`${year}-04-01`, `${year}-04-10`).find(({ name }) => name === '清明');
  forecast.push(
    [year, lunar('01', '01'), monthDay(qingming.date), lunar('05', '05'), lunar('08', '15')].join(' '),
  );
}

writeGenerated(
  'calendar/holiday-data.ts',
  'build-holidays.mjs',
  [
    '\n/** Lines of "year, days off / working days at weekends" as the State Council arranged them. */',
    `export const PUBLISHED_LINES = \`\n${published.join('\n')}\n\`;`,
    '\n/** Lines of "year, 春节 (初一), 清明, 端午, 中秋" for years without an arrangement. */',
    `export const LUNAR_LINES = \`\n${forecast.join('\n')}\n\`;\n`,
  ].join('\n'),
);
