import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openProcesses } from '../local/processes.mjs';
import { BenchClient } from './client.mjs';
import { cpuMs } from './cpu.mjs';
import { quantile, rowOf } from './statistics.mjs';
import { insertDrafts, insertEnterprises, insertProducts } from './world.mjs';

const PRODUCTS = 1_000;
const ENTERPRISES = 100;
const PER_SECOND = 50;
const STRAGGLERS_MS = 10_000;

/** Submit → matches visible, open loop: a request is sent when its time has come, whatever became of the others. */
export async function measure({ folder, quick }) {
  const [rounds, warmUpS, measuredS] = quick ? [1, 2, 5] : [3, 10, 60];
  const processes = await openProcesses({ dataDir: folder, seed: ['--empty'] });
  const database = new pg.Client({ connectionString: processes.adminUrl });
  const client = new BenchClient(processes.origin);
  try {
    await database.connect();
    const now = new Date().toISOString();
    await database.query('begin');
    await insertProducts(database, PRODUCTS, now);
    const sample = processes.accounts.find(({ side }) => side === 'bureau');
    const people = await insertEnterprises(database, ENTERPRISES, { now, sample });
    await database.query('commit');
    for (const person of people) person.cookie = await client.signIn(person);
    const results = [];
    for (let round = 1; round <= rounds; round += 1) {
      await database.query('begin');
      const count = PER_SECOND * (warmUpS + measuredS);
      const drafts = await insertDrafts(database, count, { people, now, seed: round });
      await database.query('commit');
      await database.query('analyze');
      const before = cpuOf(processes);
      const times = await runRound(client, people, drafts, warmUpS);
      results.push({ ...times, ...perSubmit(before, cpuOf(processes), count) });
      console.log(`${round}/${rounds}`, results.at(-1));
    }
    const checks = await check(database, rounds * PER_SECOND * (warmUpS + measuredS));
    return { rounds, rows: rowsOf(results), checks, notes: NOTES };
  } finally {
    client.close();
    await database.end();
    await processes.stop();
  }
}

const NOTES = {
  load: `${PER_SECOND} submits/s, open loop, 60 s after 10 s of warm-up, ${PRODUCTS} products, ${ENTERPRISES} enterprises with one open page each`,
  measured: 'from POST sent to the event "match" received by the page; the worst round is `max`',
  where: 'load generator, API, worker and embedded PostgreSQL (durable) share the host; queue on PostgreSQL',
};

async function runRound(client, people, drafts, warmUpS) {
  const sentAt = new Map();
  const tookMs = new Map();
  const hear = ({ kind, id }) => {
    if (kind !== 'match' || !sentAt.has(id) || tookMs.has(id)) return;
    tookMs.set(id, performance.now() - sentAt.get(id));
  };
  const streams = await Promise.all(people.map(({ cookie }) => client.follow(cookie, hear)));
  const refusals = [];
  const began = performance.now();
  const measured = drafts.slice(PER_SECOND * warmUpS).map(({ id }) => id);
  let lateMs = 0;
  for (const [at, { id, person }] of drafts.entries()) {
    const due = began + (at * 1_000) / PER_SECOND;
    const wait = due - performance.now();
    if (wait > 0) await pause(wait);
    else lateMs = Math.max(lateMs, -wait);
    sentAt.set(id, performance.now());
    client
      .send('POST', `/financing-requests/${id}/submit`, { cookie: person.cookie, version: 1 })
      .catch((error) => refusals.push(error.message));
  }
  const end = performance.now() + STRAGGLERS_MS;
  while (tookMs.size < drafts.length - refusals.length && performance.now() < end) await pause(50);
  for (const stream of streams) stream.close();
  if (refusals.length > 0) throw new Error(`${refusals.length} submits were refused: ${refusals[0]}`);
  const unseen = measured.filter((id) => !tookMs.has(id)).length;
  if (unseen > 0) throw new Error(`${unseen} of ${measured.length} results were not seen within 10 s`);
  const times = measured.map((id) => tookMs.get(id));
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), slowest: Math.max(...times), lateMs };
}

const cpuOf = ({ api, worker, postgres }) => [api, worker, postgres].map(({ pid }) => cpuMs(pid));

function perSubmit(before, after, count) {
  const [apiCpu, workerCpu, postgresCpu] = after.map((ms, at) => (ms - before[at]) / count);
  return { apiCpu, workerCpu, postgresCpu };
}

/** Every submitted request has one result. */
async function check(database, submitted) {
  const { rows } = await database.query(
    `select count(*)::int as results, avg(eligible_count)::float as eligible from match_result`,
  );
  const [{ results, eligible }] = rows;
  return {
    compared: submitted,
    different: submitted - results,
    eligibleShare: Math.round((eligible / PRODUCTS) * 10_000) / 10_000,
  };
}

function rowsOf(results) {
  const row = (name, key) =>
    rowOf(
      name,
      PRODUCTS,
      'ms',
      results.map((result) => result[key]),
    );
  return [
    row('submit to matches visible, p50', 'p50'),
    row('submit to matches visible, p99', 'p99'),
    row('submit to matches visible, slowest', 'slowest'),
    row('sent after its time, longest', 'lateMs'),
    row('CPU per submit, API', 'apiCpu'),
    row('CPU per submit, worker', 'workerCpu'),
    row('CPU per submit, PostgreSQL', 'postgresCpu'),
  ];
}
