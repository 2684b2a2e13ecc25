import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from './postgres.mjs';
import { endsWithin } from './process-table.mjs';

let dataDir;
const running = [];

// One cluster for all, because making one is the slow part; the first test sees it being made.
beforeAll(() => {
  dataDir = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'yinqi-postgres-')), 'data');
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

afterAll(() => fs.rmSync(path.dirname(dataDir), { recursive: true, force: true }));

async function start() {
  const server = await startPostgres({ dataDir, durable: false });
  running.push(server);
  return server;
}

async function query(server, sql) {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A launcher of its own, so that it can be killed without a word. */
async function startElsewhere() {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(path.join(import.meta.dirname, 'postgres.mjs'))});
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false });
    process.stdout.write(String(server.pid));
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = await once(launcher.stdout, 'data');
  return { launcher, pid: Number(pid) };
}

describe('embedded PostgreSQL', () => {
  it('keeps data, port and password from one start to the next', async () => {
    const first = await start();
    await query(first, 'create table kept as select 32000000 as amount');
    await first.stop();

    const second = await start();
    expect(second.url).toBe(first.url);
    expect([first.created, second.created]).toEqual([true, false]);
    expect(await query(second, 'select amount from kept')).toEqual([{ amount: 32000000 }]);
  });

  it('sorts by code point, and in reading order only where asked', async () => {
    const server = await start();
    const sql = `select string_agg(name, '' order by name) as plain,
                        string_agg(name, '' order by name collate "zh-x-icu") as read
                 from (values ('阿'), ('北'), ('中')) names(name)`;
    // 中 U+4E2D, 北 U+5317, 阿 U+963F; pinyin ā, běi, zhōng.
    expect(await query(server, sql)).toEqual([{ plain: '中北阿', read: '阿北中' }]);
  });

  it('lets nobody in without the password, and nobody else read it', async () => {
    const server = await start();
    const stranger = new pg.Client({ connectionString: server.url.replace(/:[^:@]+@/, ':guess@') });
    await expect(stranger.connect()).rejects.toThrow('password authentication failed');
    expect(fs.statSync(path.join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
  });

  it('ends with a launcher that was killed, and starts again with its data', async () => {
    const { launcher, pid } = await startElsewhere();
    launcher.kill('SIGKILL');
    expect(await endsWithin(pid, 10_000)).toBe(true);

    const server = await start();
    expect(server.created).toBe(false);
  });

  it('takes the cluster over from a PostgreSQL that nobody owns any more', async () => {
    const { launcher, pid } = await startElsewhere();
    const server = await start();
    expect(server.pid).not.toBe(pid);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    launcher.kill('SIGKILL');
  });

  it('recovers after PostgreSQL itself was killed', async () => {
    const first = await start();
    await query(first, 'create table survivor as select 1 as one');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;

    const second = await start();
    expect(await query(second, 'select one from survivor')).toEqual([{ one: 1 }]);
  });

  it('is not stopped by a pid file whose number another program has by now', async () => {
    const first = await start();
    await first.stop();
    const cluster = first.location;
    fs.writeFileSync(path.join(cluster, 'postmaster.pid'), `${process.ppid}\n${cluster}\n0\n${first.port}\n`);

    const second = await start();
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
