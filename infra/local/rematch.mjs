import path from 'node:path';
import { embeddedUrl } from './embedded-url.mjs';
import { ROOT } from './install.mjs';
import { build, runTool } from './tools.mjs';

/** `npm run rematch`: every open request of the installation that runs here is matched again (docs/operations.md). */
const dataDir = path.resolve(process.env.DATA_DIR || path.join(ROOT, '.data'));
const tool = path.join(ROOT, 'apps', 'api', 'dist', 'rematch.js');
try {
  const env = {
    ...process.env,
    DATABASE_URL: process.env.DATABASE_URL || embeddedUrl(dataDir),
    DATA_DIR: dataDir,
  };
  await build({ projects: ['@yinqi/api'] });
  await runTool([tool], { env, onOutput: (text) => process.stdout.write(text) });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
