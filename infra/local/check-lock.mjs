import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './install.mjs';
import { lockFaults } from './lock-faults.mjs';

const lock = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
const faults = lockFaults(lock.packages);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  console.error(
    'Pin the package to a version whose binaries the registry has for every platform (package.json, "overrides"),\n' +
      'or install with omit-lockfile-registry-resolved=true, then commit the new package-lock.json.',
  );
  process.exitCode = 1;
}
