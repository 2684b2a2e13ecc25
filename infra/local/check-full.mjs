import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './install.mjs';
import { build } from './tools.mjs';

/**
 * `npm run check:full [-- part …]`: the engine against its definition and the ledger through crashes, ten times as often
 * as in `npm test`; races of processes for the last of a quota, twenty-four kills of API and PostgreSQL under load, and
 * colours in both languages.
 * One part after the other; what came of each is kept in bench/results/check-full.json.
 */
const PARTS = {
  'ledger-kills': { projects: ['journey'], files: 'quota-kill' },
  'ledger-races': { projects: ['endurance'], files: 'quota-races' },
  'ledger-simulation': { projects: ['checks'], files: 'quota/' },
  'engine-changes': { projects: ['domain', 'checks'], files: 'engine/(?!definition)' },
  'engine-definition': { projects: ['checks'], files: 'engine/definition' },
  pages: { projects: ['browser'], files: 'accessibility' },
};
const RESULTS = path.join(ROOT, 'bench', 'results', 'check-full.json');
const env = {
  ...process.env,
  NODE_ENV: 'test',
  ENGINE_CHECKS: 'full',
  LEDGER_CHECKS: 'full',
  AXE_CHECKS: 'full',
  TEST_BUILT: 'yes',
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`npm run check:full -- ${Object.keys(PARTS).join(' ')}`);
  process.exit(2);
}
await build();
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const result = await run(part);
  keep(name, result);
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed, ${result.seconds} s`);
  if (result.failed > 0) process.exitCode = 1;
}

async function run({ projects, files }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yinqi-check-full-'));
  const file = path.join(folder, 'jest.json');
  const words = [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--config=jest.endurance.config.mjs',
    ...projects.map((name) => `--selectProjects=${name}`),
    `--testPathPatterns=${files}`,
    '--json',
    `--outputFile=${file}`,
  ];
  const [loadBefore] = os.loadavg();
  const began = performance.now();
  try {
    const code = await new Promise((resolve) => {
      const stdio = ['ignore', 'ignore', 'inherit'];
      spawn(process.execPath, words, { cwd: ROOT, env, stdio }).once('close', resolve);
    });
    const seconds = Math.round((performance.now() - began) / 1000);
    return { seconds, loadBefore, ...read(file, code) };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** A suite that cannot be loaded is a failure, and so is a run that ends badly for another reason. */
function read(file, code) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, tests: [] };
  const results = JSON.parse(fs.readFileSync(file, 'utf8'));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const tests = results.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status }) => `${status}: ${fullName}`),
  );
  return { passed: results.numPassedTests, failed: code === 0 ? failed : Math.max(1, failed), tests };
}

function keep(name, result) {
  const kept = fs.existsSync(RESULTS) ? JSON.parse(fs.readFileSync(RESULTS, 'utf8')) : {};
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  kept[name] = { date: new Date().toISOString(), commit, ...result };
  fs.writeFileSync(RESULTS, `${JSON.stringify(kept, null, 2)}\n`);
}
