import { randomUUID } from 'node:crypto';
import { openInstallation, type Installation } from './support/installation.js';
import { MatchCrowd } from './support/match-crowd.js';
import { NOW } from './support/matching-world.js';
import { Witness } from './support/witness.js';

const REQUESTS = 30;
const STOP_LIMIT_MS = 10_000;

describe('shards in threads', () => {
  let installation: Installation;
  let crowd: MatchCrowd;
  let witness: Witness;

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW });
    witness = new Witness(installation.database.adminUrl);
    crowd = await MatchCrowd.open(installation, { products: 40, requests: REQUESTS, seed: 3 });
    await installation.settled();
  });
  afterAll(async () => {
    await witness.release();
    await crowd.close();
    await installation.close();
  });

  const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
    installation.database.rows<Row>(sql, values);

  /** A run cut as a large one is, over whatever is there. */
  const begin = async (shards: number): Promise<string> => {
    const id = randomUUID();
    installation.clock.advance(1_000);
    await rows(
      `insert into match_run (id, reason, total, shards, started_at) values ($1, 'command', $2, $3, $4)`,
      [id, REQUESTS, shards, installation.clock.now()],
    );
    for (let at = 0; at < shards; at += 1) {
      const [from, to] = [(256 / shards) * at, (256 / shards) * (at + 1) - 1];
      await crowd.announce('matching.shard', { runId: id, from, to });
    }
    return id;
  };
  const run = async (id: string) =>
    (
      await rows(
        'select done, shards_done, finished_at is not null as finished from match_run where id = $1',
        [id],
      )
    )[0];
  const whole = (shards: number) => ({ done: REQUESTS, shards_done: shards, finished: true });
  const check = async () => {
    const worker = await installation.anotherWorker();
    const differing = await crowd.differing(worker);
    await worker.close();
    return differing;
  };

  it('match over the worker’s index as the definition does, each request once', async () => {
    await rows(`update match_result set results = '\\x00'`);
    const id = await begin(4);
    await installation.settled();
    expect(await run(id)).toEqual(whole(4));
    expect(await check()).toEqual([]);
  });

  it('go on with another index when products change between and during shards', async () => {
    const id = await begin(8);
    for (const product of crowd.products.slice(0, 8)) await crowd.changeProduct(product);
    const second = await begin(8);
    await installation.settled();
    expect([await run(id), await run(second)]).toEqual([whole(8), whole(8)]);
    expect(await check()).toEqual([]);
  });

  it('are done again after a thread lost its database in the middle', async () => {
    await witness.hold('match_result');
    const id = await begin(4);
    await witness.untilWaitedFor('match_result');
    await rows(
      `select pg_terminate_backend(pid) from pg_locks
       where relation = 'match_result'::regclass and not granted and database = (select oid from pg_database where datname = current_database())`,
    );
    await witness.release();
    await installation.settled();
    expect(await run(id)).toEqual(whole(4));
    expect(await check()).toEqual([]);
  });

  it('do not keep a worker from stopping in time, even where they stand still', async () => {
    const other = await openInstallation({ now: NOW });
    const watcher = new Witness(other.database.adminUrl);
    const people = await MatchCrowd.open(other, { products: 5, requests: 10, seed: 4 });
    try {
      await other.settled();
      await watcher.hold('match_result');
      const id = randomUUID();
      await other.database.rows(
        `insert into match_run (id, reason, total, shards, started_at) values ($1, 'command', 10, 2, $2)`,
        [id, new Date(NOW.getTime() + 1_000)],
      );
      await people.announce('matching.shard', { runId: id, from: 0, to: 127 });
      await people.announce('matching.shard', { runId: id, from: 128, to: 255 });
      await watcher.untilWaitedFor('match_result');
    } finally {
      const began = performance.now();
      await people.close();
      await other.close();
      expect(performance.now() - began).toBeLessThan(STOP_LIMIT_MS);
      await watcher.release();
    }
  });
});
