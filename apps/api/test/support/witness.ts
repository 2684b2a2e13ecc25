import pg from 'pg';
import { eventually } from './eventually.js';

/**
 * An administrator's eye on a database that is about to be hurt: it can hold a table, so that whoever wants to
 * write there stands still in the middle of its work, and counts afterwards.
 */
export class Witness {
  private holding: pg.Client | undefined;
  private asking: Promise<pg.Client> | undefined;

  constructor(private readonly adminUrl: string) {}

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = await (this.asking ??= this.connect(() => (this.asking = undefined)));
    return (await client.query(sql, [...values])).rows as Row[]; // the test states what its SELECT lists
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

  /** Whoever worked under this login is gone, and what it held is free. */
  async untilGone(login: 'app_worker'): Promise<void> {
    await eventually(`${login} is gone`, async () =>
      (await this.count(`pg_stat_activity where usename = '${login}'`)) === 0 ? true : undefined,
    );
  }

  /** As if the 45 seconds had passed after which the relay takes a handed-over job for lost; it looks when it starts. */
  async letHandoversLapse(): Promise<void> {
    await this.rows(`update outbox_delivery set handed_at = now() - interval '1 hour' where done_at is null`);
  }

  /** Every published event was consumed; a worker killed between handing a job over and counting it costs 45 seconds. */
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
      75_000,
    );
  }

  /** Ends what it holds and what it asks with. */
  async close(): Promise<void> {
    await this.release();
    const asking = await this.asking;
    await asking?.end();
  }

  private async connect(lost: () => void = () => undefined): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.adminUrl });
    client.on('error', () => undefined); // the server is killed on purpose
    client.once('end', lost);
    try {
      await client.connect();
    } catch (error) {
      lost();
      throw error;
    }
    return client;
  }
}
