import pg from 'pg';
import { POLICY_ROLES } from '../src/platform/database/roles.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';
import { World } from './support/world.js';

/** TypeORM's own ledger of migrations: the owner's alone, no role at run time may touch it. */
const WITHOUT_ROWS_OF_TENANTS = new Set(['migrations']);

describe('the catalogue of row-level security', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('finds row-level security enabled and forced on every table, each with a policy', async () => {
    const tables = await database.rows<{ name: string; enabled: boolean; forced: boolean; policies: number }>(
      `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
              (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p')`,
    );
    const open = tables
      .filter((table) => !WITHOUT_ROWS_OF_TENANTS.has(table.name))
      .filter((table) => !table.enabled || !table.forced || table.policies === 0);
    expect(tables.length).toBeGreaterThan(20);
    expect(open).toEqual([]);
  });

  it('grants nothing on a table to a role that has no policy there, and every policy names known roles', async () => {
    const granted = await database.rows<{ table_name: string; grantee: string }>(
      `select distinct g.table_name, g.grantee from information_schema.table_privileges g
       where g.table_schema = 'public' and g.grantee not in ('app_owner', 'postgres')
         and not exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = g.table_name
                         and g.grantee = any (p.roles))`,
    );
    expect(granted).toEqual([]);
    const roles = await database.rows<{ role: string }>(
      `select distinct unnest(roles)::text as role from pg_policies where schemaname = 'public'`,
    );
    expect(roles.map(({ role }) => role).filter((role) => !POLICY_ROLES.includes(role))).toEqual([]);
  });

  it('gives no login or role the right to bypass policies, and no login ownership of anything', async () => {
    const powerful = await database.rows(
      `select rolname from pg_roles where rolname like 'app\\_%' and (rolbypassrls or rolsuper or rolcreaterole or rolcreatedb)`,
    );
    expect(powerful).toEqual([]);
    const owned = await database.rows(
      `select c.relname, r.rolname from pg_class c join pg_roles r on r.oid = c.relowner
       join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and r.rolname not in ('app_owner', 'postgres') and c.relkind in ('r', 'v', 'S')`,
    );
    expect(owned).toEqual([]);
  });

  it('keeps each policy one plain predicate: none joins kinds of callers with OR', async () => {
    const joined = await database.rows<{ tablename: string; policyname: string }>(
      `select tablename, policyname from pg_policies
       where schemaname = 'public' and (qual ilike '% or %' or with_check ilike '% or %')`,
    );
    expect(joined).toEqual([]);
  });

  it('lets nobody change or delete history: events and money rows are written once', async () => {
    const writable = await database.rows<{ table_name: string; grantee: string; privilege_type: string }>(
      `select table_name, grantee, privilege_type from information_schema.table_privileges
       where table_schema = 'public' and privilege_type in ('UPDATE', 'DELETE')
         and table_name in ('financing_request_event', 'engagement_event', 'disclosure_receipt', 'loan_contract',
                            'disbursement', 'credit_approval', 'quota_entry')
         and grantee not in ('app_owner', 'postgres', 'app_seed')`,
    );
    expect(writable).toEqual([]);
  });

  it.each([
    ['supervision_letter', 'app_bank', ['status', 'updated_at', 'version']],
    ['repair_plan', 'app_bank', ['ended_at', 'engagement_id', 'status']],
    ['repair_task', 'app_bank', ['done_at', 'done_by_name', 'engagement_id', 'evidence', 'field']],
    ['repair_task', 'app_enterprise', ['done_at', 'done_by_name', 'evidence', 'field']],
    [
      'refusal_review',
      'app_bank',
      ['decided_at', 'decided_by_name', 'engagement_id', 'outcome', 'statement'],
    ],
    ['timer', 'app_bank', ['due_at', 'fired_at', 'generation']],
    ['timer', 'app_bureau', ['due_at', 'fired_at', 'generation']],
    ['statement_item', 'app_bank', ['note', 'settled_at', 'settled_by', 'settled_by_name']],
  ])('lets what was put to somebody be answered, not reworded: %s by %s', async (table, role, columns) => {
    const writable = await database.rows<{ column_name: string }>(
      `select column_name from information_schema.column_privileges
       where table_schema = 'public' and privilege_type = 'UPDATE' and table_name = $1 and grantee = $2 order by 1`,
      [table, role],
    );
    expect(writable.map(({ column_name }) => column_name)).toEqual(columns);
  });

  it('lets a bank act on a letter in its own name alone, an enterprise on its own tasks, and a statement be of a pool that is read', async () => {
    const restricting = await database.rows<{ name: string; predicate: string }>(
      `select tablename || ' ' || policyname as name, coalesce(with_check, qual) as predicate from pg_policies
       where schemaname = 'public' and permissive = 'RESTRICTIVE'
         and tablename in ('supervision_letter_event', 'repair_task', 'statement') order by 1`,
    );
    expect(restricting.map(({ name }) => name)).toEqual([
      'repair_task app_enterprise_own_task',
      'statement of_own_pool',
      'supervision_letter_event app_bank_own_act',
    ]);
    expect(restricting.at(-1)?.predicate).toContain(`actor_side = 'bank'`);
  });

  it('shows nothing to a caller role without an identity, though there are rows', async () => {
    const world = await World.open(database);
    await world.enterprise();
    await world.close();
    expect(await database.rows('select count(*)::int as count from enterprise')).toEqual([{ count: 1 }]);
    const nobody = new pg.Client({ connectionString: database.apiUrl });
    await nobody.connect();
    try {
      for (const role of ['app_bureau', 'app_enterprise']) {
        await nobody.query('begin');
        await nobody.query(`select set_config('role', $1, true)`, [role]);
        const { rows } = await nobody.query('select count(*)::int as count from enterprise');
        await nobody.query('rollback');
        expect({ role, rows }).toEqual({ role, rows: [{ count: 0 }] });
      }
      // The login itself may not even ask, and a bank has no right on the table at all.
      await expect(nobody.query('select 1 from enterprise')).rejects.toThrow('permission denied');
      await nobody.query('begin');
      await nobody.query(`select set_config('role', 'app_bank', true)`);
      await expect(nobody.query('select 1 from enterprise')).rejects.toThrow('permission denied');
    } finally {
      await nobody.end();
    }
  });
});
