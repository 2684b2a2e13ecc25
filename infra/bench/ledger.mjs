import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { ROOT } from '../local/install.mjs';
import { startPostgres } from '../local/postgres.mjs';
import { runTool } from '../local/tools.mjs';
import { fdatasyncUs } from './ledger/disk.mjs';
import { ReservationsOverHttp } from './ledger/http.mjs';
import { runLifeCycle } from './ledger/life-cycle.mjs';
import { faultsOf, openPools } from './ledger/pools.mjs';
import { SingleRowUpdate } from './ledger/single-row-update.mjs';
import { quantile, rowOf } from './statistics.mjs';

const CLIENTS = [1, 8, 32, 64];
const HTTP_CLIENTS = 32;
const CASES = [
  { name: 'hot', pools: 1 },
  { name: 'pools30', pools: 30 },
];
const SLICES = CASES.flatMap(({ name, pools: count }) =>
  CLIENTS.map((clients) => ({ name, count, clients })),
);
const api = (file) => path.join(ROOT, 'apps', 'api', 'dist', file);

/**
 * The quota ledger's life cycle (holds, keys, hash chain) beside a bare single-row update, which is measured right before
 * and right after each slice, since what the disk does changes from minute to minute.
 */
export async function measure({ folder, quick }) {
  const [rounds, ms] = quick ? [1, 1_500] : [7, 4_000];
  const postgres = await startPostgres({ dataDir: folder });
  const closers = [() => postgres.stop()];
  try {
    const urls = await prepare(postgres, folder);
    const admin = new pg.Client({ connectionString: postgres.url });
    await admin.connect();
    closers.push(() => admin.end());
    const baseline = await SingleRowUpdate.open(postgres.url, Math.max(...CLIENTS));
    closers.push(() => baseline.close());
    const { poster, close } = await openPoster(urls.app_api);
    closers.push(close);
    const slices = [];
    for (let round = 1; round <= rounds; round += 1) {
      for (const slice of SLICES) {
        slices.push(await measureSlice({ ...slice, ms }, { admin, baseline, poster, folder }));
        console.log(`${round}/${rounds}`, summaryOf(slices.at(-1)));
      }
    }
    const http = await ReservationsOverHttp.open({ urls, folder, admin, poster });
    closers.push(() => http.close());
    await http.signIn(JSON.parse(fs.readFileSync(path.join(folder, 'demo-accounts.json'), 'utf8')));
    const answers = await measureHttp(http, { rounds, ms });
    const checks = await check(admin);
    return {
      rounds,
      rows: [...rowsOf(slices), ...answers.rows],
      ratios: [...ratiosOf(slices), answers.ratio],
      checks,
      notes: NOTES,
    };
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

async function measureSlice({ name, count, clients, ms }, { admin, baseline, poster, folder }) {
  const pools = await openPools(admin, count);
  const asks = { clients, rows: count, ms: ms / 2 };
  const before = await baseline.perSecond(asks);
  const ours = await runLifeCycle(poster, pools, { clients, ms });
  const after = await baseline.perSecond(asks);
  return { case: name, clients, ...ours, update: (before + after) / 2, fdatasyncUs: fdatasyncUs(folder) };
}

/** A reservation over HTTP beside a command that only leaves its receipt, before and after. */
async function measureHttp(http, { rounds, ms }) {
  const asks = { clients: HTTP_CLIENTS, ms: ms / 2 };
  const times = { noop: [], reservation: [] };
  await http.perSecond('noop', asks);
  await http.perSecond('reservation', asks);
  for (let round = 1; round <= rounds; round += 1) {
    const before = await http.perSecond('noop', asks);
    const ours = await http.perSecond('reservation', { ...asks, ms });
    const after = await http.perSecond('noop', asks);
    times.noop.push((before.perSecond + after.perSecond) / 2);
    times.reservation.push(ours.perSecond);
    console.log(
      `${round}/${rounds} over HTTP: ${Math.round(ours.perSecond)}/s, p99 ${rounded(ours.p99Ms)} ms`,
    );
  }
  const paired = times.reservation.map((perSecond, round) => perSecond / times.noop[round]);
  return {
    rows: [
      rowOf('http: reservations a second', HTTP_CLIENTS, '1/s', times.reservation),
      rowOf('http: no-op commands a second', HTTP_CLIENTS, '1/s', times.noop),
    ],
    ratio: {
      case: 'http',
      clients: HTTP_CLIENTS,
      vs: 'noop-command',
      median: rounded(quantile(paired, 0.5)),
      min: rounded(Math.min(...paired)),
      max: rounded(Math.max(...paired)),
    },
  };
}

async function check(admin) {
  const { rows } = await admin.query('select count(*)::int as entries from quota_entry');
  const faults = await faultsOf(admin);
  const different = Object.values(faults).reduce((sum, count) => sum + count, 0);
  return { compared: rows[0].entries, different, ...faults };
}

const NOTES = {
  mix: 'reserve, then commit and post seven in ten and void three; each command with its own key, hashed into its pool’s chain',
  vs: 'prepared single-row updates by as many connections, on as many rows as there are pools, right before and after each slice',
  where: 'clients, poster and embedded PostgreSQL (durable) share the host',
};

async function prepare(postgres, folder) {
  const env = { ...process.env, DATABASE_URL: postgres.url, DATA_DIR: folder };
  const printed = await runTool([api('migrate.js')], { env });
  await runTool([api('seed.js'), '--empty'], { env });
  return JSON.parse(printed.trim().split('\n').at(-1)).urls;
}

/** The poster as the API has it, without the API around it. */
async function openPoster(url) {
  const { Database } = await import(api('platform/database/database.js'));
  const { SystemClock } = await import(api('platform/clock/clock.js'));
  const { LedgerStore } = await import(api('facilities/ledger/ledger.store.js'));
  const { QuotaPoster } = await import(api('facilities/ledger/quota-poster.js'));
  const database = await new Database(url, 1).open();
  const poster = new QuotaPoster(database, new LedgerStore(), new SystemClock());
  const close = async () => {
    await poster.onApplicationShutdown();
    await database.close();
  };
  return { poster, close };
}

const rounded = (value) => Math.round(value * 100) / 100;

const summaryOf = ({ case: name, clients, perSecond, update, p99Ms, fdatasyncUs: sync, refused }) =>
  `${name} × ${clients}: ${Math.round(perSecond)}/s against ${Math.round(update)}/s = ×${rounded(perSecond / update)}, p99 ${rounded(p99Ms)} ms, fdatasync ${sync} µs${refused.length > 0 ? ` refused ${JSON.stringify(refused)}` : ''}`;

const groups = (slices) =>
  CASES.flatMap(({ name }) =>
    CLIENTS.map((clients) => ({
      case: name,
      clients,
      of: slices.filter((slice) => slice.case === name && slice.clients === clients),
    })),
  );

const ratiosOf = (slices) =>
  groups(slices).map(({ of, ...named }) => {
    const paired = of.map(({ perSecond, update }) => perSecond / update);
    return {
      ...named,
      vs: 'single-row-update',
      median: rounded(quantile(paired, 0.5)),
      min: rounded(Math.min(...paired)),
      max: rounded(Math.max(...paired)),
      p99Ms: rounded(
        quantile(
          of.map(({ p99Ms }) => p99Ms),
          0.5,
        ),
      ),
      fdatasyncUs: quantile(
        of.map(({ fdatasyncUs: sync }) => sync),
        0.5,
      ),
    };
  });

const rowsOf = (slices) =>
  groups(slices).flatMap(({ case: name, clients, of }) => [
    rowOf(
      `${name}: commands a second`,
      clients,
      '1/s',
      of.map(({ perSecond }) => perSecond),
    ),
    rowOf(
      `${name}: single-row updates a second`,
      clients,
      '1/s',
      of.map(({ update }) => update),
    ),
    rowOf(
      `${name}: slowest of a hundred`,
      clients,
      'ms',
      of.map(({ p99Ms }) => p99Ms),
    ),
  ]);
