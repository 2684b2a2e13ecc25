import { spawn } from 'node:child_process';
import { ROOT } from './install.mjs';

/**
 * `npm run check:full`: the engine against its definition and the ledger through crashes, ten times as often as in
 * `npm test`; races for the last of a quota, twenty kills of API and PostgreSQL under load, and colours in both languages.
 */
const words = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
  '--selectProjects=domain',
  '--selectProjects=checks',
  '--selectProjects=db',
  '--selectProjects=journey',
  '--selectProjects=browser',
  '--testPathPatterns=((engine|quota)/|quota-poster|quota-kill|accessibility)',
  '--testTimeout=3600000',
];
const env = {
  ...process.env,
  NODE_ENV: 'test',
  ENGINE_CHECKS: 'full',
  LEDGER_CHECKS: 'full',
  AXE_CHECKS: 'full',
};
spawn(process.execPath, words, { cwd: ROOT, env, stdio: 'inherit' }).once('close', (code) => {
  process.exitCode = code ?? 1;
});
