import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Role } from '@yinqi/contracts/access';
import { makeUscc } from '@yinqi/domain/codes';
import { seedFacilities } from '../../src/seed/facilities.seed.js';
import { seedReportingUnits, unitIdOf } from '../../src/seed/reporting-units.seed.js';
import { Database } from '../../src/platform/database/database.js';
import type { TestDatabase } from './test-database.js';

export type Account = { readonly id: string; readonly username: string; readonly password: string };
export type Organisation = { readonly id: string; readonly name: string };

const PASSWORD = 'correct horse battery staple';
/** A hash names its own cost: these people sign in thousands of times, those of the demo world at the real one. */
const passwordHash = hash(PASSWORD, { memoryCost: 64, timeCost: 1 });
const NOW = new Date('2026-11-02T01:00:00Z');

/**
 * Puts the people and institutions of a test into an installation, under the seeding role. Everything has a
 * default: a test names only what it is about.
 */
export class World {
  private constructor(private readonly seed: Database) {}

  static async open(database: Pick<TestDatabase, 'adminUrl'>): Promise<World> {
    const world = new World(await new Database(database.adminUrl, 2).open());
    await world.seed.asService('app_seed', (tx) => seedReportingUnits(tx));
    return world;
  }

  close(): Promise<void> {
    return this.seed.close();
  }

  /** A reporting unit of the seeded tree by its region code, e.g. 320500 for 苏州市. */
  readonly unitId = unitIdOf;

  async account(side: string, organisationId: string, roles: readonly Role[]): Promise<Account> {
    const id = randomUUID();
    const username = `${side}.${id.slice(0, 8)}`.replaceAll('_', '-');
    const hash = await passwordHash;
    await this.seed.asService('app_seed', (tx) =>
      tx.execute(
        `insert into account (id, organisation_id, side, username, display_name, password_hash, roles, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, organisationId, side, username, `测试 ${username}`, hash, roles, NOW],
      ),
    );
    return { id, username, password: PASSWORD };
  }

  bureauOfficer(regionCode = '320000'): Promise<Account> {
    return this.account('bureau', unitIdOf(regionCode), ['bureau_officer']);
  }

  /** An institution of a side that needs no further detail; banks come from `bank`. */
  async institution(side: string): Promise<string> {
    if (side === 'bank') return (await this.bank()).id;
    const id = randomUUID();
    await this.seed.asService('app_seed', async (tx) => {
      const last = await tx.first<{ at: number }>(
        'select coalesce(max(rgt), 0)::int as at from organisation where kind = $1',
        [side],
      );
      const lft = (last?.at ?? 0) + 10;
      await tx.execute('insert into organisation (id, kind, name, lft, rgt) values ($1, $2, $3, $4, $5)', [
        id,
        side,
        `示例机构${id.slice(0, 4)}`,
        lft,
        lft + 10,
      ]);
    });
    return id;
  }

  async bank(options: { name?: string; bankType?: string; regionCode?: string } = {}): Promise<Organisation> {
    const id = randomUUID();
    const name = options.name ?? `示例银行${id.slice(0, 4)}`;
    await this.seed.asService('app_seed', async (tx) => {
      const last = await tx.first<{ at: number }>(
        `select coalesce(max(rgt), 0)::int as at from organisation where kind = 'bank'`,
      );
      const lft = (last?.at ?? 0) + 10;
      await tx.execute(
        `insert into organisation (id, kind, name, bank_type, region_code, lft, rgt) values ($1, 'bank', $2, $3, $4, $5, $6)`,
        [id, name, options.bankType ?? 'CITY_COMMERCIAL', options.regionCode ?? '320000', lft, lft + 1000],
      );
    });
    return { id, name };
  }

  /** An office of a bank in a region, inside its interval. */
  async branch(bank: Organisation, regionCode: string): Promise<Organisation> {
    const id = randomUUID();
    const name = `${bank.name}${regionCode}分行`;
    await this.seed.asService('app_seed', (tx) =>
      tx.execute(
        `insert into organisation (id, kind, name, bank_type, region_code, parent_id, lft, rgt)
         select $1, 'bank', $3, h.bank_type, $4, h.id, at.next, at.next + 9
         from organisation h, lateral (select coalesce(max(rgt), h.lft) + 1 as next from organisation
                                       where parent_id = h.id) as at
         where h.id = $2`,
        [id, bank.id, name, regionCode],
      ),
    );
    return { id, name };
  }

  async enterprise(
    options: { name?: string; regionCode?: string; uscc?: string } = {},
  ): Promise<Organisation & { uscc: string }> {
    const id = randomUUID();
    const regionCode = options.regionCode ?? '320500';
    const serial = id
      .replaceAll('-', '')
      .slice(0, 8)
      .toUpperCase()
      .replace(/[IOSVZ]/g, '2');
    const uscc = options.uscc ?? makeUscc(`91${regionCode}`, serial);
    const name = options.name ?? `示例精密部件${id.slice(0, 4)}（苏州）有限公司`;
    await this.seed.asService('app_seed', async (tx) => {
      const unit = await tx.first<{ id: string; lft: number }>(
        'select id, lft from organisation where id = $1',
        [unitIdOf(regionCode)],
      );
      if (!unit) throw new Error(`No reporting unit for ${regionCode}`);
      await tx.execute(
        `insert into enterprise (id, uscc, name, unit_id, unit_position, region_code, industry_code, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, 'C3484', $7, $7)`,
        [id, uscc, name, unit.id, unit.lft, regionCode, NOW],
      );
    });
    return { id, name, uscc };
  }

  /** Makes an institution the holder of a policy tool. */
  async entrust(code: string, holderId: string): Promise<void> {
    await this.insert('update facility set holder_id = $2 where code = $1', [code, holderId]);
  }

  /** The policy tools of the installation, which products draw on. */
  facilities(): Promise<void> {
    return this.seed.asService('app_seed', (tx) => seedFacilities(tx, NOW));
  }

  /** For what only one suite needs: SQL under the seeding role. */
  insert(
    sql: string,
    values: readonly (string | number | boolean | null | Date | readonly string[])[],
  ): Promise<number> {
    return this.seed.asService('app_seed', (tx) => tx.execute(sql, values));
  }
}
