import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import {
  ensureRoles,
  LOGINS,
  newPasswords,
  type Login,
  type LoginPasswords,
} from './platform/database/roles.js';
import { runMigrations } from './platform/database/migrations.js';
import { migrateQueueSchema } from './platform/queue/queue-schema.js';
import { toolEnvironment } from './platform/config/tool-environment.js';

/** Passwords of the run-time logins: random per installation, kept beside the data, readable by its owner only. */
function loginPasswords(file: string): LoginPasswords {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as LoginPasswords; // written below
  const passwords = newPasswords();
  writeFileSync(file, JSON.stringify(passwords, null, 2), { mode: 0o600 });
  return passwords;
}

const { databaseUrl, dataDir } = toolEnvironment();
mkdirSync(dataDir, { recursive: true });
const passwords = loginPasswords(join(dataDir, 'database-roles.json'));

const admin = new pg.Client({ connectionString: databaseUrl });
await admin.connect();
try {
  await ensureRoles(admin, passwords);
  await migrateQueueSchema(admin);
} finally {
  await admin.end();
}
const done = await runMigrations(databaseUrl);

const urlOf = (login: Login): string => {
  const url = new URL(databaseUrl);
  url.username = login;
  url.password = passwords[login];
  return url.href;
};
const urls = Object.fromEntries(LOGINS.map((login) => [login, urlOf(login)]));
console.log(JSON.stringify({ migrations: done, urls }));
