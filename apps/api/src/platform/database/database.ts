import { DataSource, QueryFailedError } from 'typeorm';
import pg from 'pg';
import { CALLER_ROLE, type Caller, type CallerRole, type ServiceRole } from './caller.js';
import { ownRows, type Ownership } from './ownership.js';

// Rows hold what the wire carries: plain dates as text, instants as ISO text, bigint as digits (pg's default).
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

export const STATEMENT_TIMEOUT_MS = 15_000;
const LOCK_TIMEOUT_MS = 5_000;

export type SqlValue =
  string | number | boolean | null | bigint | Date | Uint8Array | readonly SqlValue[] | object;

type Answer = { readonly rows: unknown[]; readonly count: number };
/** How a transaction reaches its connection. */
export type Send = (sql: string, values: unknown[]) => Promise<Answer>;

/** One open transaction under one role. Stores receive it; nothing else reaches the database. */
export class Tx {
  constructor(
    private readonly send: Send,
    private readonly role: CallerRole | ServiceRole,
  ) {}

  /** A condition that leaves the caller its own rows; every query that is given ids from outside has it. */
  own(ownership: Ownership): string {
    return ownRows(this.role, ownership);
  }

  /** Rows as the SQL names them; the row type is the store's statement of what its SELECT lists. */
  async rows<Row>(sql: string, values: readonly (SqlValue | undefined)[] = []): Promise<Row[]> {
    return (await this.send(sql, [...values])).rows as Row[]; // the shape is the SELECT list above
  }

  async first<Row>(sql: string, values: readonly (SqlValue | undefined)[] = []): Promise<Row | undefined> {
    return (await this.rows<Row>(sql, values))[0];
  }

  /** Number of rows an INSERT, UPDATE or DELETE touched. */
  async execute(sql: string, values: readonly (SqlValue | undefined)[] = []): Promise<number> {
    return (await this.send(sql, [...values])).count;
  }
}

/** Whether a statement failed because a row like it exists: some rules only the index can keep. */
export function isTakenBy(index: string, error: unknown): boolean {
  const fault: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return fault instanceof pg.DatabaseError && fault.code === '23505' && fault.constraint === index;
}

export type Settings = readonly (readonly [name: string, value: string])[];

/** Takes on a role and what its policies go by; both end with the transaction. */
export function takeOn(role: CallerRole | ServiceRole, settings: Settings): [sql: string, values: string[]] {
  const all: Settings = [['role', role], ...settings];
  const calls = all.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ');
  return [`select ${calls}`, all.flat()];
}

export function callerSettings(caller: Caller): Settings {
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
      await runner.query(...takeOn(role, settings));
      const send: Send = async (sql, values) => {
        const result = await runner.query(sql, values, true);
        return { rows: result.records, count: result.affected ?? 0 };
      };
      const result = await work(new Tx(send, role));
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
