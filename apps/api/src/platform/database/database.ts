import { DataSource, QueryFailedError, type QueryRunner } from 'typeorm';
import pg from 'pg';
import { CALLER_ROLE, type Caller, type CallerRole, type ServiceRole } from './caller.js';
import { ownRows, type Ownership } from './ownership.js';

// Rows hold what the wire carries: plain dates as text, instants as ISO text, bigint as digits (pg's default).
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

const STATEMENT_TIMEOUT_MS = 15_000;
const LOCK_TIMEOUT_MS = 5_000;

export type SqlValue =
  string | number | boolean | null | bigint | Date | Uint8Array | readonly SqlValue[] | object;

/** One open transaction under one role. Stores receive it; nothing else reaches the database. */
export class Tx {
  constructor(
    private readonly runner: QueryRunner,
    private readonly role: CallerRole | ServiceRole,
  ) {}

  /** A condition that leaves the caller its own rows; every query that is given ids from outside has it. */
  own(ownership: Ownership): string {
    return ownRows(this.role, ownership);
  }

  /** Rows as the SQL names them; the row type is the store's statement of what its SELECT lists. */
  async rows<Row>(sql: string, values: readonly (SqlValue | undefined)[] = []): Promise<Row[]> {
    const result = await this.runner.query(sql, [...values], true);
    return result.records as Row[]; // TypeORM types records as any[]; the shape is the SELECT list above
  }

  async first<Row>(sql: string, values: readonly (SqlValue | undefined)[] = []): Promise<Row | undefined> {
    return (await this.rows<Row>(sql, values))[0];
  }

  /** Number of rows an INSERT, UPDATE or DELETE touched. */
  async execute(sql: string, values: readonly (SqlValue | undefined)[] = []): Promise<number> {
    return (await this.runner.query(sql, [...values], true)).affected ?? 0;
  }
}

/** Whether a statement failed because a row like it exists: some rules only the index can keep. */
export const isTakenBy = (index: string, error: unknown): boolean =>
  error instanceof QueryFailedError &&
  error.driverError instanceof pg.DatabaseError &&
  error.driverError.code === '23505' &&
  error.driverError.constraint === index;

type Settings = readonly (readonly [name: string, value: string])[];

function callerSettings(caller: Caller): Settings {
  return [
    ['app.account_id', caller.accountId],
    ['app.organisation_id', caller.organisationId],
    ['app.bank_id', caller.bankId ?? ''],
    ['app.unit_lo', String(caller.unit.lo)],
    ['app.unit_hi', String(caller.unit.hi)],
  ];
}

/**
 * Every piece of work is one transaction whose first statement takes on a role and the caller's identity
 * (set_config with is_local, so both end with the transaction). The login itself owns nothing and may nothing.
 */
export class Database {
  private readonly source: DataSource;

  constructor(
    readonly url: string,
    poolSize: number,
  ) {
    this.source = new DataSource({
      type: 'postgres',
      url,
      poolSize,
      synchronize: false,
      extra: { statement_timeout: STATEMENT_TIMEOUT_MS, lock_timeout: LOCK_TIMEOUT_MS, keepAlive: true },
    });
  }

  async open(): Promise<this> {
    await this.source.initialize();
    return this;
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  asCaller<T>(caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(CALLER_ROLE[caller.side], callerSettings(caller), work);
  }

  asService<T>(role: ServiceRole, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(role, [], work);
  }

  private async run<T>(
    role: CallerRole | ServiceRole,
    settings: Settings,
    work: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction();
      const all: Settings = [['role', role], ...settings];
      const calls = all.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ');
      await runner.query(`select ${calls}`, all.flat());
      const result = await work(new Tx(runner, role));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined); // the first error is the one to tell
      throw error;
    } finally {
      await runner.release();
    }
  }
}
