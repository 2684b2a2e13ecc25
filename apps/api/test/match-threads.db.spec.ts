import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { MatchThreadModule } from '../src/matching/threads/match-thread.module.js';
import { openInstallation, type Installation } from './support/installation.js';
import { MatchCrowd } from './support/match-crowd.js';
import { NOW } from './support/matching-world.js';
import { Witness } from './support/witness.js';

const REQUESTS = 30;
/** Each statement waits five seconds for a lock; what is beyond twenty waits for more than that. */
const STOP_LIMIT_MS = 20_000;

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
  afterAll(() => witness.close());

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
  /** By what lies in the database, read anew. */
  const check = async () => {
    const module = MatchThreadModule.register(installation.database.workerUrl);
    const context = await NestFactory.createApplicationContext(module, {
      logger: false,
      abortOnError: false,
    });
    const differing = await crowd.differing({ context });
    await context.close();
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

  // The last: it ends the installation, and times that.
  it('do not keep a worker from stopping in time, even where they stand still', async () => {
    try {
      await witness.hold('match_result');
      await begin(2);
      await witness.untilWaitedFor('match_result');
    } finally {
      await crowd.close();
      const began = performance.now();
      await installation.close();
      expect(performance.now() - began).toBeLessThan(STOP_LIMIT_MS);
    }
  });
});
