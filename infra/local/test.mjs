import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import jest from '../../jest.config.mjs';
import { ensureInstalled, ROOT } from './install.mjs';

/** Ends what hangs; a busy machine may take several times the usual ten minutes. */
const STEP_LIMIT_MS = 40 * 60_000;
/** Scripts of package.json; each counts as one passed or failed, beside the tests. */
const CHECKS = ['build', 'format:check', 'types', 'boundaries', 'lock', 'unused', 'kernel'];
/** Takes as long as all the others together with the tests that need neither a database nor a page. */
const LONGEST_CHECK = 'lint';
const LIGHT = ['infra', 'domain', 'contracts', 'api'];
const HEAVY = jest.projects.map(({ displayName }) => displayName).filter((name) => !LIGHT.includes(name));

const env = {
  ...process.env,
  NODE_ENV: 'test',
  NX_TUI: 'false',
  // Jest runs ES modules in Node's VM, which each of its workers would announce as experimental.
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --disable-warning=ExperimentalWarning`.trim(),
};
const total = { passed: 0, failed: 0 };

async function main() {
  await ensureInstalled();
  await Promise.all([runCheck(LONGEST_CHECK), runOthers()]);
  await runJest('tests', HEAVY);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

async function runOthers() {
  for (const name of CHECKS) await runCheck(name);
  await runJest('light tests', LIGHT, ['--runInBand']);
}

async function runCheck(name) {
  const step = await run('npm', ['run', '--silent', name], { quiet: true });
  count(name, { passed: step.ok ? 1 : 0, failed: step.ok ? 0 : 1 }, step.seconds);
  if (!step.ok) console.log(step.output);
  if (name === 'build' && step.ok) env.TEST_BUILT = 'yes';
}

async function runJest(label, projects, options = []) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yinqi-results-'));
  const file = path.join(folder, 'jest.json');
  const words = [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    ...projects.map((name) => `--selectProjects=${name}`),
    ...options,
  ];
  try {
    const step = await run(process.execPath, [...words, '--json', `--outputFile=${file}`]);
    count(label, readResults(file, step.ok), step.seconds);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** A suite that cannot be loaded is a failure, and so is a run that ends badly for another reason. */
function readResults(file, ok) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 1 };
  const results = JSON.parse(fs.readFileSync(file, 'utf8'));
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: ok ? failed : Math.max(1, failed) };
}

function count(name, { passed, failed }, seconds) {
  total.passed += passed;
  total.failed += failed;
  const mark = failed === 0 ? '✓' : '✗';
  console.log(`${mark} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s`);
}

function run(command, args, { quiet = false } = {}) {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env,
      timeout: STEP_LIMIT_MS,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    const end = (ok) => resolve({ ok, output, seconds: (performance.now() - began) / 1000 });
    child.once('error', () => end(false));
    child.once('close', (code) => end(code === 0));
  });
}

await main();
