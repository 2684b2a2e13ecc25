import 'reflect-metadata';
import path from 'node:path';
import pg from 'pg';
import { ROOT } from '../local/install.mjs';
import { startPostgres } from '../local/postgres.mjs';
import { runTool } from '../local/tools.mjs';
import { AS_OF } from './matching/world.mjs';
import { fill } from './national/fill.mjs';
import { cpuMs } from './cpu.mjs';
import { compare, openWorker } from './national/worker.mjs';
import { peakMb, StageClock } from './national/stages.mjs';
import { rowOf } from './statistics.mjs';

const dist = (file) => path.join(ROOT, 'apps', 'api', 'dist', file);
const NOW = new Date(`${AS_OF}T02:00:00Z`);

/** From PostgreSQL to stored results for a whole country's open requests, by the product's own code. */
export async function measure({ folder, quick }) {
  const size = quick ? { products: 2_000, requests: 10_000 } : { products: 20_000, requests: 100_000 };
  const rounds = quick ? 2 : 3;
  const postgres = await startPostgres({ dataDir: folder });
  try {
    const urls = await migrate(postgres, folder);
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await fill(client, size);
    const times = new StageClock(() => cpuMs(postgres.pid));
    let checks = { compared: 0, different: 0 };
    for (let round = 0; round < rounds; round += 1) {
      checks = await runOnce({ urls, client, times });
      console.log(`${round + 1}/${rounds}`);
    }
    await client.end();
    return {
      rounds,
      rows: [
        ...times.rows(size.requests),
        rowOf('peak RSS of the process', size.requests, 'MiB', [peakMb()]),
      ],
      checks,
      notes: {
        size,
        shards:
          'as the product cuts them; with threads the first one of each, which starts it, is not in the time',
        durability: 'fsync and full_page_writes on',
      },
    };
  } finally {
    await postgres.stop();
  }
}

async function migrate(postgres, folder) {
  const env = { ...process.env, DATABASE_URL: postgres.url, DATA_DIR: folder };
  const printed = await runTool([dist('migrate.js')], { env });
  return JSON.parse(printed.trim().split('\n').at(-1)).urls;
}

/** A worker that has just started: it knows neither products nor requests, and its threads are yet to come. */
async function runOnce({ urls, client, times }) {
  const app = await openWorker(urls);
  try {
    await app.inStep.percolate();
    const catalogue = await times.stage('products from PostgreSQL', () =>
      app.work((tx) => app.catalogue.present(tx)),
    );
    await times.stage('index over the products', async () => catalogue.engineOn(AS_OF));
    for (const lanes of [0, 1, 2]) await matchAll(client, app, lanes, times);
    return await compare(client, app, catalogue);
  } finally {
    await app.close();
  }
}

/**
 * A run as the product cuts it. Inline everything is met for the first time: facts are read in the register, and no
 * result stands yet. In threads it is a run as every night has one: results and facts are there, of the day before.
 */
async function matchAll(client, app, lanes, times) {
  if (lanes === 0) await client.query('truncate match_result, match_input');
  else await client.query('update match_result set as_of = as_of - 1');
  await client.query('delete from outbox_event');
  await app.work((tx) => app.runs.begin(tx, 'day', NOW));
  const { rows: events } = await client.query(
    `with events as (select id, payload from outbox_event where topic = 'matching.shard'),
       deliveries as (insert into outbox_delivery (event_id, queue) select id, 'match-shard' from events)
     select id, payload from events`,
  );
  await client.query('vacuum analyze match_result, match_input');
  await client.query('checkpoint');
  const inThread = ({ id, payload }) =>
    app.threads.run({ shard: payload, eventId: id, now: NOW }, AbortSignal.timeout(60_000));
  const inline = ({ payload }) => app.work((tx) => app.shards.do(tx, payload, NOW));
  // The first task of a thread starts it and hands it the index: a worker at work has both behind it.
  if (lanes > 0) await inLanes(events.splice(0, lanes), lanes, inThread);
  const name = lanes === 0 ? 'first results, inline' : `results anew, ${lanes} thread${lanes > 1 ? 's' : ''}`;
  await times.stage(name, () => inLanes(events, Math.max(1, lanes), lanes === 0 ? inline : inThread));
}

async function inLanes(tasks, lanes, work) {
  const waiting = [...tasks];
  const lane = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await work(task);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
