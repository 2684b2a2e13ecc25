import { randomBytes } from 'node:crypto';
import pg from 'pg';
import * as z from 'zod';

const environment = z.object({
  TEST_DATABASE_URL: z.url(),
  TEST_TEMPLATE: z.string(),
  TEST_COPY_STRATEGY: z.enum(['file_copy', 'wal_log']),
  TEST_LOGIN_URLS: z.string(),
});
const loginUrls = z.object({ app_api: z.url(), app_worker: z.url(), app_queue: z.url() });

export type TestDatabase = {
  readonly name: string;
  readonly adminUrl: string;
  readonly apiUrl: string;
  readonly workerUrl: string;
  readonly queueUrl: string;
  /** Runs SQL as the administrator: for looking at what no caller may see, never for the act under test. */
  rows<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
};

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

const withDatabase = (url: string, name: string): string => {
  const target = new URL(url);
  target.pathname = `/${name}`;
  return target.href;
};

/** A copy of the migrated template (about 25 ms on the embedded server), dropped when the suite is done. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const env = environment.parse(process.env);
  const logins = loginUrls.parse(JSON.parse(env.TEST_LOGIN_URLS));
  const name = `${env.TEST_TEMPLATE}_${randomBytes(6).toString('hex')}`;
  await onServer(
    env.TEST_DATABASE_URL,
    `create database ${name} template ${env.TEST_TEMPLATE} strategy ${env.TEST_COPY_STRATEGY}`,
  );
  const adminUrl = withDatabase(env.TEST_DATABASE_URL, name);
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  // A connection that is being closed may still be told that its database is dropped.
  admin.on('error', () => undefined);
  return {
    name,
    adminUrl,
    apiUrl: withDatabase(logins.app_api, name),
    workerUrl: withDatabase(logins.app_worker, name),
    queueUrl: withDatabase(logins.app_queue, name),
    rows: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await admin.query(sql, [...values])).rows as Row[], // the test states what its SELECT lists
    drop: async () => {
      await admin.end();
      await onServer(env.TEST_DATABASE_URL, `drop database if exists ${name} with (force)`);
    },
  };
}
