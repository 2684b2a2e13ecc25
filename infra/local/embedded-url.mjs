import fs from 'node:fs';
import path from 'node:path';

/** URL of the PostgreSQL that `npm start` runs on these data. */
export function embeddedUrl(dataDir) {
  const record = path.join(dataDir, 'postgres.json');
  if (!fs.existsSync(record)) {
    throw new Error(
      `${dataDir} 中没有数据库：请先 npm start，或设置 DATABASE_URL。\nNo database in ${dataDir}: npm start first, or set DATABASE_URL.`,
    );
  }
  const { port, password } = JSON.parse(fs.readFileSync(record, 'utf8'));
  return `postgres://postgres:${password}@127.0.0.1:${port}/yinqi`;
}
