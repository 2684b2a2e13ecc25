import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { ROOT } from '../local/install.mjs';
import { build } from '../local/tools.mjs';

/** `npm run bench -- <suite>`: measures, prints a table, writes bench/results/<suite>.json (docs/operations.md). */
const SUITES = [
  'journey',
  'import',
  'web',
  'matching',
  'percolation',
  'nearmiss',
  'plan',
  'national',
  'ledger',
];

const [suite = '', ...words] = process.argv.slice(2);
if (!SUITES.includes(suite)) {
  console.error(`npm run bench -- ${SUITES.join('|')}`);
  process.exit(2);
}
await build();
// Of the minute before: whoever reads the figures should know whether the machine was theirs.
const [loadBefore] = os.loadavg();
const { measure, plots = {} } = await import(`./${suite}.mjs`);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), `yinqi-bench-${suite}-`));
try {
  const { rounds, rows, ratios, checks, notes } = await measure({ folder, quick: words.includes('--quick') });
  print(rows);
  if (ratios) console.table(ratios);
  if (!words.includes('--quick')) write({ suite, ...provenance(), rounds, rows, ratios, checks, notes });
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

function provenance() {
  const cpus = os.cpus();
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  return {
    date: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    host: { cpu: cpus[0]?.model ?? 'unknown', cores: cpus.length, node: process.version, loadBefore },
  };
}

function print(rows) {
  console.table(
    rows.map(({ name, size, unit, median, min, max }) => ({ name, size, unit, median, min, max })),
  );
}

function write(result) {
  const file = path.join(ROOT, 'bench', 'results', `${result.suite}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(path.relative(ROOT, file));
  for (const [plot, draw] of Object.entries(plots)) fs.writeFileSync(path.join(ROOT, plot), draw(result));
}
