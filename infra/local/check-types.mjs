import { spawnSync } from 'node:child_process';
import { ROOT } from './install.mjs';

const PROJECTS = ['libs/shared/domain', 'libs/shared/contracts', 'apps/api', 'apps/web', 'apps/web/test'];
const COMPILER = 'node_modules/typescript-native/bin/tsc';

/** All are checked even when the first has faults, so that one run shows everything. */
const failed = PROJECTS.filter((project) => {
  const args = [COMPILER, '--project', project, '--noEmit', '--pretty', 'false'];
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status !== 0;
});
process.exitCode = failed.length === 0 ? 0 : 1;
