import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './install.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { runTool } from './tools.mjs';

/** Kept in memory by Linux. A copy of the template is some 800 files, for which a disk takes ten times the CPU time. */
const MEMORY = '/dev/shm';
/** Of a run, several times over: it holds a few copies of 15 MB, and the log of what is written. */
const ROOM_BYTES = 2 * 2 ** 30;
const FOLDER = 'yinqi-test-';
/** No run takes as long: what is older was left by one that was killed. */
const STALE_MS = 6 * 3_600_000;

/**
 * One PostgreSQL for a whole test run (the embedded one, or DATABASE_URL), with a migrated template in it that
 * each suite copies in some 25 ms, and a Redis where there is one. Returns the environment that names them.
 */
export async function startTestServers() {
  const folder = fs.mkdtempSync(path.join(roomyPlace(), FOLDER));
  const server = await openServer(folder);
  const redis = process.env.REDIS_URL ? undefined : await startRedis();
  const redisUrl = process.env.REDIS_URL ?? redis?.url;
  const template = `yinqi_test_${randomBytes(4).toString('hex')}`;
  const stop = async () => {
    if (!server.embedded) await dropDatabases(server.url, template);
    if (!redis && redisUrl) await removeKeys(redisUrl, template);
    await server.stop();
    await redis?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const urls = await migrateTemplate(server, template);
    const env = {
      TEST_DATABASE_URL: server.url,
      TEST_TEMPLATE: template,
      // Copied files are synced to disk: quick where that is switched off, dear on a server that means it.
      TEST_COPY_STRATEGY: server.embedded ? 'file_copy' : 'wal_log',
      TEST_LOGIN_URLS: JSON.stringify(urls),
    };
    return { env: redisUrl ? { ...env, TEST_REDIS_URL: redisUrl } : env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function roomyPlace() {
  try {
    fs.accessSync(MEMORY, fs.constants.W_OK);
    for (const name of fs.readdirSync(MEMORY).filter((one) => one.startsWith(FOLDER))) {
      const left = path.join(MEMORY, name);
      if (Date.now() - fs.statSync(left).mtimeMs > STALE_MS)
        fs.rmSync(left, { recursive: true, force: true });
    }
    const { bavail, bsize } = fs.statfsSync(MEMORY);
    if (Math.min(bavail * bsize, os.freemem() / 2) >= ROOM_BYTES) return MEMORY;
  } catch {
    // Not on every system, and somebody else's remains cannot be cleared away.
  }
  return os.tmpdir();
}

async function openServer(folder) {
  const url = process.env.DATABASE_URL;
  // Roles belong to the whole server: their passwords must stay the ones `npm start` wrote down.
  const installed = path.resolve(process.env.DATA_DIR ?? path.join(ROOT, '.data'));
  if (url) return { url, dataDir: installed, embedded: false, stop: async () => {} };
  // Two suites at once, each with an API, up to two workers and its own questions: some hundred for either at most.
  // A password costs both sides thousands of hashes by default, and a run opens thousands of connections.
  const settings = {
    max_connections: '250',
    scram_iterations: '1',
    // Nobody replicates or restores it.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '256MB',
  };
  const server = await startPostgres({ dataDir: folder, durable: false, settings });
  return { url: server.url, dataDir: folder, embedded: true, stop: () => server.stop() };
}

async function migrateTemplate({ url, dataDir }, template) {
  await runSql(url, `create database ${template}`);
  const target = new URL(url);
  target.pathname = `/${template}`;
  const printed = await runTool([path.join(ROOT, 'apps', 'api', 'dist', 'migrate.js')], {
    env: { ...process.env, DATABASE_URL: target.href, DATA_DIR: dataDir },
  });
  return JSON.parse(printed.trim().split('\n').at(-1)).urls;
}

/** The template and what suites that died left of their copies: its name begins the names of all. */
async function dropDatabases(url, template) {
  const rows = await runSql(url, `select datname from pg_database where starts_with(datname, '${template}')`);
  for (const { datname } of rows) await runSql(url, `drop database if exists ${datname} with (force)`);
}

/** Keys of a queue begin with the name of its database, see QueueBackend. */
async function removeKeys(redisUrl, template) {
  const { Redis } = await import('ioredis');
  for (const url of redisUrl.split(',')) {
    const redis = new Redis(url.trim());
    try {
      // One by one: on a cluster, keys of several databases lie in several slots.
      for await (const keys of redis.scanStream({ match: `{yinqi:${template}_*`, count: 1000 }))
        for (const key of keys) await redis.unlink(key);
    } finally {
      redis.disconnect();
    }
  }
}

async function runSql(url, sql) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
