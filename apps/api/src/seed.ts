import 'reflect-metadata';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from './platform/clock/clock.js';
import { toolEnvironment } from './platform/config/tool-environment.js';
import { Database } from './platform/database/database.js';
import { createLogger } from './platform/telemetry/logger.js';
import { seedInstallation } from './seed/installation.seed.js';

/** Fills an installation once: reference data always, the demo world unless --empty. */
const { databaseUrl, dataDir } = toolEnvironment();
const accountsFile = join(dataDir, 'demo-accounts.json');
const logger = createLogger('info', 'tool');
const database = await new Database(databaseUrl, 2).open();
try {
  const empty = process.argv.includes('--empty');
  const accounts = await seedInstallation(database, new SystemClock(), {
    empty,
    keepAccounts: existsSync(accountsFile),
  });
  if (accounts) writeFileSync(accountsFile, JSON.stringify(accounts, null, 2), { mode: 0o600 });
  logger.info({ empty, accounts: accounts?.length ?? 'kept' }, 'seeded');
} finally {
  await database.close();
}
