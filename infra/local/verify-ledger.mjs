import path from 'node:path';
import { embeddedUrl } from './embedded-url.mjs';
import { ROOT } from './install.mjs';
import { build, runTool } from './tools.mjs';

/** `npm run verify:ledger [-- --export FILE | --from FILE]`: the quota ledger worked out again (docs/operations.md). */
const words = process.argv.slice(2).map((word) => (word.startsWith('-') ? word : path.resolve(word)));
const dataDir = path.resolve(process.env.DATA_DIR || path.join(ROOT, '.data'));
const tool = path.join(ROOT, 'apps', 'api', 'dist', 'verify-ledger.js');
try {
  const DATABASE_URL = words.includes('--from') ? '' : process.env.DATABASE_URL || embeddedUrl(dataDir);
  await build({ projects: ['@yinqi/api'] });
  await runTool([tool, ...words], {
    env: { ...process.env, DATABASE_URL, DATA_DIR: dataDir },
    onOutput: (text) => process.stdout.write(text),
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
