import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './install.mjs';
import { build, runTool } from './tools.mjs';

/** `npm run rematch`: every open request of the installation that runs here is matched again (docs/operations.md). */
const dataDir = path.resolve(process.env.DATA_DIR || path.join(ROOT, '.data'));
const tool = path.join(ROOT, 'apps', 'api', 'dist', 'rematch.js');
try {
  const env = { ...process.env, DATABASE_URL: process.env.DATABASE_URL || embeddedUrl(), DATA_DIR: dataDir };
  await build({ projects: ['@yinqi/api'] });
  await runTool([tool], { env, onOutput: (text) => process.stdout.write(text) });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Of the PostgreSQL that `npm start` runs. */
function embeddedUrl() {
  const record = path.join(dataDir, 'postgres.json');
  if (!fs.existsSync(record)) {
    throw new Error(
      `${dataDir} 中没有数据库：请先 npm start，或设置 DATABASE_URL。\nNo database in ${dataDir}: npm start first, or set DATABASE_URL.`,
    );
  }
  const { port, password } = JSON.parse(fs.readFileSync(record, 'utf8'));
  return `postgres://postgres:${password}@127.0.0.1:${port}/yinqi`;
}
