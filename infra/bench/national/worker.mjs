import { NestFactory } from '@nestjs/core';
import { matchRequest, POLICY_V1 } from '@yinqi/domain/matching';
import { AppModule } from '../../../apps/api/dist/app.module.js';
import { RequestReader } from '../../../apps/api/dist/financing-requests/financing-requests.public.js';
import { InStep } from '../../../apps/api/dist/matching/percolation/in-step.js';
import { MatchCatalogue } from '../../../apps/api/dist/matching/catalogue/match-catalogue.js';
import { contextOn } from '../../../apps/api/dist/matching/match-context.js';
import { MatchRuns } from '../../../apps/api/dist/matching/runs/match-runs.js';
import { MatchThreads } from '../../../apps/api/dist/matching/threads/match-threads.js';
import { ShardWork } from '../../../apps/api/dist/matching/runs/shard-work.js';
import { unpack } from '../../../apps/api/dist/matching/results/packed-result.js';
import { RequestFactsReader } from '../../../apps/api/dist/matching/facts/request-facts.js';
import { ManualClock } from '../../../apps/api/dist/platform/clock/clock.js';
import { Database } from '../../../apps/api/dist/platform/database/database.js';
import { createLogger } from '../../../apps/api/dist/platform/telemetry/logger.js';
import { AS_OF } from '../matching/world.mjs';

const NOW = new Date(`${AS_OF}T02:00:00Z`);

/** The worker's own services without its queues. */
export async function openWorker(urls) {
  const config = {
    apiDatabaseUrl: urls.app_api,
    workerDatabaseUrl: urls.app_worker,
    queueDatabaseUrl: urls.app_queue,
    publicUrl: undefined,
    host: '127.0.0.1',
    logLevel: 'error',
  };
  const context = await NestFactory.createApplicationContext(
    AppModule.register(
      { config, logger: createLogger('error', 'tool'), process: 'worker', clock: new ManualClock(NOW) },
      { database: 'embedded', queue: 'postgres', version: '0' },
    ),
    { logger: false, abortOnError: false },
  );
  const get = (type) => context.get(type, { strict: false });
  const database = get(Database);
  return {
    inStep: get(InStep),
    catalogue: get(MatchCatalogue),
    runs: get(MatchRuns),
    threads: get(MatchThreads),
    shards: get(ShardWork),
    now: NOW,
    requests: get(RequestReader),
    facts: get(RequestFactsReader),
    work: (task) => database.asService('app_worker', task),
    close: () => context.close(),
  };
}

const COMPARED = 30;

/** Some stored results against the definition over the whole catalogue. */
export async function compare(client, { work, requests, facts }, { entries }) {
  const { rows } = await client.query(
    `select request_id as id, results, eligible_count from match_result order by request_id limit ${COMPARED}`,
  );
  const numbers = await client.query('select number, product_id from match_product');
  const idOf = new Map(numbers.rows.map(({ number, product_id }) => [number, product_id]));
  const products = [...entries.values()].map(({ match }) => match);
  const known = await work(async (tx) =>
    facts.of(
      tx,
      await requests.load(
        tx,
        rows.map(({ id }) => id),
      ),
    ),
  );
  let different = 0;
  for (const [at, { id, results, eligible_count }] of rows.entries()) {
    const one = known.find(({ request }) => request.id === id);
    const expected = matchRequest(one.facts, products, contextOn(AS_OF), POLICY_V1);
    const { top, eligible } = unpack(results);
    const given = [
      eligible_count,
      eligible.length,
      top.map(({ number, score }) => [idOf.get(number), score]),
    ];
    const wanted = [
      expected.eligibleCount,
      expected.eligibleCount,
      expected.top.map(({ productId, score }) => [productId, score]),
    ];
    if (JSON.stringify(given) !== JSON.stringify(wanted)) different += 1;
    if (at + 1 === COMPARED) break;
  }
  return { compared: rows.length, different };
}
