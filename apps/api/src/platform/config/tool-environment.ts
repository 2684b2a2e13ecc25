import { resolve } from 'node:path';

/** What the command-line tools (migrate, seed) are told: an administrator's URL and where data are kept. */
export function toolEnvironment(env: NodeJS.ProcessEnv = process.env): {
  readonly databaseUrl: string;
  readonly dataDir: string;
} {
  const databaseUrl = env['DATABASE_URL'];
  if (!databaseUrl) throw new Error('DATABASE_URL must name the database and an administrator of it');
  return { databaseUrl, dataDir: resolve(env['DATA_DIR'] ?? '.data') };
}
