import pg from 'pg';
import { eventually } from './eventually.js';

/**
 * An administrator's eye on a database that is about to be hurt: it can hold a table, so that whoever wants to
 * write there stands still in the middle of its work, and counts afterwards. It opens a connection per question,
 * because the server may have been killed in between.
 */
export class Witness {
  private holding: pg.Client | undefined;

  constructor(private readonly adminUrl: string) {}

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.connect();
    try {
      return (await client.query(sql, [...values])).rows as Row[]; // the test states what its SELECT lists
    } finally {
      await client.end();
    }
  }

  async count(sql: string): Promise<number> {
    const [row] = await this.rows<{ count: number }>(`select count(*)::int as count from ${sql}`);
    return row?.count ?? 0;
  }

  /** From now on nobody writes to the table. */
  async hold(table: string): Promise<void> {
    this.holding = await this.connect();
    await this.holding.query('begin');
    await this.holding.query(`lock table ${table} in exclusive mode`);
  }

  /** From now on nobody writes to these rows, named by a SELECT. */
  async holdRows(select: string): Promise<void> {
    this.holding = await this.connect();
    await this.holding.query('begin');
    await this.holding.query(`${select} for update`);
  }

  /** Somebody has come as far as wanting to write one of them. */
  async untilRowWaitedFor(): Promise<void> {
    await eventually('somebody writes to a held row', async () => {
      const waiting = await this.count(`pg_locks where locktype = 'transactionid' and not granted`);
      return waiting > 0 ? waiting : undefined;
    });
  }

  /** Somebody has come as far as wanting to write there. */
  async untilWaitedFor(table: string): Promise<void> {
    await eventually(`somebody writes to ${table}`, async () => {
      const waiting = await this.count(`pg_locks where relation = '${table}'::regclass and not granted`);
      return waiting > 0 ? waiting : undefined;
    });
  }

  async release(): Promise<void> {
    await this.holding?.end();
    this.holding = undefined;
  }

  /** As if the 45 seconds had passed after which the relay takes a handed-over job for lost. */
  async letHandoversLapse(): Promise<void> {
    await this.rows(`update outbox_delivery set handed_at = now() - interval '1 hour' where done_at is null`);
  }

  /** Every published event was consumed. */
  async untilSettled(): Promise<void> {
    await eventually(
      'all deliveries are done',
      async () => {
        const open = await this.count(
          `outbox_event e left join outbox_delivery d on d.event_id = e.id
           where (e.dispatched_at is null and e.available_at <= now()) or (d.event_id is not null and d.done_at is null)`,
        );
        return open === 0 ? true : undefined;
      },
      40_000,
    );
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.adminUrl });
    client.on('error', () => undefined); // the server is killed on purpose while a table is held
    await client.connect();
    return client;
  }
}
