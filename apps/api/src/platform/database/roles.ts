import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Logins of the running processes. They own nothing; what they may do comes from the roles they take on. */
export const LOGINS = ['app_api', 'app_worker', 'app_queue'] as const;
export type Login = (typeof LOGINS)[number];

const CALLERS = [
  'app_enterprise',
  'app_bank',
  'app_bureau',
  'app_association',
  'app_facility_administrator',
  'app_platform',
  'app_auth',
  'app_public',
] as const;

/** Who may take on which role. app_seed exists for `npm start`'s demo world and is granted to nobody at run time. */
const MEMBERS = {
  app_api: [...CALLERS, 'app_poster', 'app_counter'],
  app_worker: ['app_relay', 'app_poster', 'app_public'],
  app_queue: [],
} as const satisfies Record<Login, readonly string[]>;

/** Roles that hold policies; the catalogue test checks that no other role appears in one. */
export const POLICY_ROLES: readonly string[] = [
  ...CALLERS,
  'app_worker',
  'app_relay',
  'app_poster',
  'app_counter',
  'app_seed',
];

export type LoginPasswords = Readonly<Record<Login, string>>;

export const newPasswords = (): LoginPasswords => ({
  app_api: randomBytes(24).toString('base64url'),
  app_worker: randomBytes(24).toString('base64url'),
  app_queue: randomBytes(24).toString('base64url'),
});

async function ensureRole(client: pg.Client, name: string, attributes: string): Promise<void> {
  const { rows } = await client.query<{ rolbypassrls: boolean }>(
    'select rolbypassrls from pg_roles where rolname = $1',
    [name],
  );
  const [existing] = rows;
  const verb = existing === undefined ? 'create' : 'alter';
  // An administrator who is no superuser may not even name the attribute: it is named where it must be taken away.
  const bypass = existing?.rolbypassrls === true ? 'nobypassrls' : '';
  await client.query(`${verb} role ${pg.escapeIdentifier(name)} ${attributes} ${bypass}`);
}

/**
 * Creates or repairs the cluster's roles and what they may do with this database. Runs as an administrator of
 * the database (PostgreSQL ≥ 16: membership WITH INHERIT FALSE, SET TRUE), and may run any number of times.
 */
export async function ensureRoles(client: pg.Client, passwords: LoginPasswords): Promise<void> {
  // Two starts at once would both see a role missing; the lock makes the second wait.
  await client.query('select pg_advisory_lock(20282020)');
  try {
    await ensureRole(client, 'app_owner', 'nologin noinherit');
    await ensureRole(client, 'app_relay', 'nologin noinherit');
    await ensureRole(client, 'app_poster', 'nologin noinherit');
    await ensureRole(client, 'app_counter', 'nologin noinherit');
    await ensureRole(client, 'app_seed', 'nologin noinherit');
    for (const role of CALLERS) await ensureRole(client, role, 'nologin noinherit');
    for (const login of LOGINS) {
      const password = pg.escapeLiteral(passwords[login]);
      await ensureRole(client, login, `login noinherit password ${password}`);
      for (const role of MEMBERS[login]) {
        await client.query(`grant ${role} to ${login} with inherit false, set true`);
      }
    }
    await client.query('grant app_owner, app_seed to current_user with inherit false, set true');
  } finally {
    await client.query('select pg_advisory_unlock(20282020)');
  }
  const database = pg.escapeIdentifier(client.database ?? 'postgres');
  await client.query(`grant connect, create on database ${database} to app_owner`);
  await client.query('create extension if not exists pg_trgm');
  await client.query('grant usage, create on schema public to app_owner');
  await client.query('revoke create on schema public from public');
}
