import pg from 'pg';
import { CALLER_ROLE, type Caller, type ServiceRole } from './caller.js';
import {
  callerSettings,
  STATEMENT_TIMEOUT_MS,
  takeOn,
  Tx,
  type Send,
  type Settings,
  type SqlValue,
} from './database.js';

/** A statement the server parses once per connection. */
export type Statement = { readonly name: string; readonly text: string };
type Values = readonly (SqlValue | undefined)[];

const NOBODY: Settings = ['account_id', 'organisation_id', 'bank_id', 'unit_lo', 'unit_hi'].map((name) => [
  `app.${name}`,
  '',
]);

/** A transaction of a batch: statements sent one after the other are answered in order, without waiting in between. */
export class Batch {
  private corked = false;
  /** The same transaction for what knows no batches. */
  readonly tx: Tx;
  private readonly unawaited: Promise<unknown>[] = [];

  constructor(
    private readonly client: pg.Client,
    private readonly role: ServiceRole,
  ) {
    this.tx = new Tx(this.send, role);
  }

  async rows<Row>({ name, text }: Statement, values: Values): Promise<Row[]> {
    this.gather();
    return (await this.client.query({ name, text, values: [...values] })).rows as Row[]; // the shape is the SELECT list
  }

  /** Sends a change whose success the commit tells. */
  write({ name, text }: Statement, values: Values): void {
    this.gather();
    const sent = this.client.query({ name, text, values: [...values] });
    sent.catch(() => undefined); // reported by settled()
    this.unawaited.push(sent);
  }

  async settled(): Promise<void> {
    await Promise.all(this.unawaited);
  }

  /**
   * Work of a caller inside the batch: under its own role, and undone alone when it throws. What it wrote commits or
   * vanishes with the batch.
   */
  async asCaller<T>(caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
    const role = CALLER_ROLE[caller.side];
    try {
      await Promise.all([this.client.query('savepoint act'), this.become(role, callerSettings(caller))]);
      const result = await work(new Tx(this.send, role));
      await Promise.all([this.become(this.role, NOBODY), this.client.query('release savepoint act')]);
      return result;
    } catch (error) {
      // Role and settings were taken on inside the savepoint and go with it.
      await this.client.query('rollback to savepoint act; release savepoint act');
      throw error;
    }
  }

  /** What is sent in one turn leaves in one piece: a write to the socket costs more than most statements. */
  gather(): void {
    if (this.corked) return;
    const { stream } = this.client.connection;
    this.corked = true;
    stream.cork();
    process.nextTick(() => {
      this.corked = false;
      stream.uncork();
    });
  }

  private readonly send: Send = async (sql, values) => {
    const { rows, rowCount } = await this.client.query(sql, values);
    return { rows, count: rowCount ?? 0 };
  };

  private become(role: Parameters<typeof takeOn>[0], settings: Settings): Promise<unknown> {
    const [text, values] = takeOn(role, settings);
    return this.client.query({ name: 'take-on', text, values });
  }
}

/**
 * One connection of its own for work done in batches, one transaction at a time. It is opened when first needed and
 * again after it was lost.
 */
export class BatchConnection {
  private client: pg.Client | undefined;

  constructor(
    private readonly url: string,
    private readonly role: ServiceRole,
    private readonly lockTimeoutMs: number,
  ) {}

  async transaction<T>(work: (batch: Batch) => Promise<T>): Promise<T> {
    const client = (this.client ??= await this.connect());
    const batch = new Batch(client, this.role);
    try {
      batch.gather();
      const begun = client.query(`begin; set local role ${pg.escapeIdentifier(this.role)}`);
      begun.catch(() => undefined); // awaited below, together with what follows it
      const result = await work(batch);
      const ended = client.query('commit');
      await Promise.all([begun, batch.settled(), ended]);
      // A transaction that had failed answers "commit" with a rollback and no error.
      if ((await ended).command !== 'COMMIT') throw new Error('the batch was rolled back');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => this.forget(client));
      throw error;
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined); // already gone is as good as closed
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      pipeline: true,
      keepAlive: true,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: this.lockTimeoutMs,
      // Plans are made once and kept: one made while a table was small must not read all of it when it has grown.
      options: '-c enable_seqscan=off -c plan_cache_mode=force_generic_plan',
    });
    client.on('error', () => this.forget(client));
    await client.connect();
    return client;
  }

  private forget(client: pg.Client): void {
    if (this.client === client) this.client = undefined;
    client.end().catch(() => undefined); // it is of no use, whatever it still says
  }
}
