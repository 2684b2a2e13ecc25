/** GB/T 4754-2017 as one string: a line per section, division and group; classes follow their group. */
import { readSource, writeGenerated } from './generated-file.mjs';

const EXPECTED = { 门类: 20, 大类: 97, 中类: 473, 小类: 1381 };

const rows = readSource('gb4754_2017.tsv');
for (const [level, count] of Object.entries(EXPECTED)) {
  const found = rows.filter((row) => row.level === level).length;
  if (found !== count) throw new Error(`${level}: ${found} rows, the standard has ${count}`);
}

const lines = rows
  .filter(({ level }) => level !== '小类')
  .map(({ code, name, level }) => {
    const classes = level === '中类' ? rows.filter(({ parent }) => parent === code) : [];
    // A class that bears the name of its group is written by its digit alone.
    const tail = classes.map((row) => ` ${row.code.at(-1)}${row.name === name ? '' : row.name}`).join('');
    return `${code} ${name}${tail}`;
  });

writeGenerated(
  'codes/industry-data.ts',
  'build-industries.mjs',
  `\n/** Lines of "code name", a group's line continued by the last digits and names of its classes. */\nexport const INDUSTRY_LINES = \`\n${lines.join('\n')}\n\`;\n`,
);
