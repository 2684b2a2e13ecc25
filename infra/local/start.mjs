import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BoundedLog } from './bounded-log.mjs';
import { printAccounts, reporter, say, timed } from './console.mjs';
import { ensureInstalled, ROOT } from './install.mjs';
import { takeLock } from './launcher-lock.mjs';
import { watchNpm } from './npm-parent.mjs';
import { freePort, isPortFree } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { keepRunning, launchNode } from './service.mjs';
import { build, runTool } from './tools.mjs';

const HEALTH_LIMIT_MS = 90_000;
const PORT_LIMIT_MS = 10_000;
/** Together below the 10 s a supervisor usually grants between SIGTERM and SIGKILL. */
const STOP_LIMIT_MS = { api: 3_000, worker: 3_000, postgres: 2_400 };
const EXIT_LIMIT_MS = 9_500;

// An empty variable, as compose files and shells leave it, means "not set".
for (const name of [
  'DATA_DIR',
  'DATABASE_URL',
  'HOST',
  'METRICS_PORT',
  'PORT',
  'PUBLIC_URL',
  'REDIS_URL',
  'WEB_DIR',
])
  if (process.env[name] === '') delete process.env[name];

const began = performance.now();
const dataDir = path.resolve(process.env.DATA_DIR ?? path.join(ROOT, '.data'));
const api = (file) => path.join(ROOT, 'apps', 'api', 'dist', file);
const running = [];
const leaving = new AbortController();
let lock;

async function main() {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const port = Number(process.env.PORT ?? 3000) || (await freePort());
  const health = `http://127.0.0.1:${port}/health`;
  lock = await takeLock(dataDir, port);
  console.log('银企桥 Yinqi Bridge');
  await ensureInstalled(leaving.signal);
  await timed('构建 build', () => build({ signal: leaving.signal }));
  await waitForPort(port);
  const adminUrl = process.env.DATABASE_URL ?? (await startDatabase());
  const urls = await timed('数据库 database', () => prepareDatabase(adminUrl));
  const env = serviceEnvironment(port, urls);
  await startService('api', 'main.js', env);
  const worker = withResolver();
  await startService('worker', 'worker.js', workerEnvironment(env), worker.resolve);
  const state = await waitForHealth(health);
  await withLimit(worker.promise);
  report(port, state);
}

async function startDatabase() {
  const log = new BoundedLog(path.join(dataDir, 'logs'), 'postgres');
  let url;
  const service = await keepRunning({
    name: 'postgres',
    launch: async () => {
      const server = await startPostgres({ dataDir, onLog: (text) => log.write(text) });
      if (server.created) forgetAccounts();
      // The children hold the first URL: on another port they would wait for ever.
      if (url !== undefined && url !== server.url) throw new Error('PostgreSQL moved to another port');
      url = server.url;
      return server;
    },
    onStart: () => {},
    ...reactions('postgres'),
  });
  running.push(service);
  return url;
}

/** Sign-ins and role passwords of a database that is gone would only mislead. */
function forgetAccounts() {
  for (const file of ['demo-accounts.json', 'database-roles.json'])
    fs.rmSync(path.join(dataDir, file), { force: true });
}

async function prepareDatabase(adminUrl) {
  const options = {
    env: { ...process.env, DATABASE_URL: adminUrl, DATA_DIR: dataDir },
    signal: leaving.signal,
  };
  const printed = await runTool([api('migrate.js')], options);
  const { urls } = JSON.parse(printed.trim().split('\n').at(-1));
  const empty = process.argv.includes('--empty') ? ['--empty'] : [];
  await runTool([api('seed.js'), ...empty], options);
  return urls;
}

/** The administrator's URL stays here: the two processes get logins that own nothing. */
function serviceEnvironment(port, urls) {
  const { DATABASE_URL: external, ...rest } = process.env;
  return {
    ...rest,
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: dataDir,
    WEB_DIR: process.env.WEB_DIR ?? path.join(ROOT, 'apps', 'web', 'dist'),
    DATABASE_KIND: external ? 'external' : 'embedded',
    DATABASE_API_URL: urls.app_api,
    DATABASE_WORKER_URL: urls.app_worker,
    DATABASE_QUEUE_URL: urls.app_queue,
  };
}

/** Both processes publish metrics; a fixed port can only be the API's. */
function workerEnvironment(env) {
  const port = Number(env.METRICS_PORT ?? 0);
  return { ...env, METRICS_PORT: String(port === 0 ? 0 : port + 1) };
}

async function startService(name, file, env, onReady) {
  if (leaving.signal.aborted) return;
  const log = new BoundedLog(path.join(dataDir, 'logs'), name);
  const show = reporter(name, process.env.LOG_LEVEL);
  const service = await keepRunning({
    name,
    launch: async () =>
      launchNode(api(file), {
        env,
        onReady,
        onOutput: (text) => {
          log.write(text);
          show(text);
        },
      }),
    onStart: ({ pid }) => lock.remember(name, pid),
    ...reactions(name),
  });
  running.push(service);
}

function reactions(name) {
  const logFile = shown(path.join(dataDir, 'logs', `${name}.log`));
  return {
    onCrash: ({ code, signal, error }) =>
      say(
        `${name} !`,
        `意外退出，正在重启 ended unexpectedly (${error?.message ?? signal ?? code}), starting again`,
      ),
    onGiveUp: (error) => {
      say(`${name} !`, `无法保持运行 will not stay up ${error?.message ?? ''}→ ${logFile}`);
      void leave(1);
    },
  };
}

async function waitForPort(port) {
  const end = Date.now() + PORT_LIMIT_MS;
  while (!(await isPortFree(port, process.env.HOST ?? '127.0.0.1'))) {
    if (Date.now() > end) {
      throw new Error(
        `端口 ${port} 已被其他程序占用，请用 PORT 指定另一个端口。\nPort ${port} is taken by another program: choose one with PORT.`,
      );
    }
    await pause(200, undefined, { signal: leaving.signal });
  }
}

async function waitForHealth(url) {
  const end = Date.now() + HEALTH_LIMIT_MS;
  for (;;) {
    try {
      const answer = await fetch(url, {
        signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(5_000)]),
      });
      if (answer.ok) return await answer.json();
    } catch (error) {
      if (leaving.signal.aborted) throw error;
    }
    if (Date.now() > end) throw new Error(`${url} 没有应答 does not answer; ${path.join(dataDir, 'logs')}`);
    await pause(100, undefined, { signal: leaving.signal });
  }
}

function withResolver() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function withLimit(promise) {
  const late = pause(HEALTH_LIMIT_MS, 'late', { signal: leaving.signal, ref: false });
  if ((await Promise.race([promise, late])) === 'late')
    throw new Error('worker 没有就绪 does not become ready');
}

function report(port, { database, queue, version }) {
  const file = path.join(dataDir, 'demo-accounts.json');
  say('版本 version', version);
  say('数据 data', `PostgreSQL (${database}), ${shown(dataDir)}`);
  say('队列 queue', queue);
  if (fs.existsSync(file)) {
    printAccounts(JSON.parse(fs.readFileSync(file, 'utf8')), shown(file));
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `\n  已就绪 Ready  ${process.env.PUBLIC_URL ?? `http://localhost:${port}`}  (${seconds} s, Ctrl-C 停止 stops)`,
  );
}

function shown(file) {
  const relative = path.relative(process.cwd(), file);
  return relative === '' || relative.startsWith('..') ? file : relative;
}

async function leave(code) {
  if (leaving.signal.aborted) return;
  leaving.abort();
  lock?.announceLeaving();
  // Whatever still hangs then loses its launcher and ends by itself.
  setTimeout(() => process.exit(1), EXIT_LIMIT_MS).unref();
  const order = ['api', 'worker', 'postgres'];
  const last = running.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  for (const service of last) await service.stop(STOP_LIMIT_MS[service.name]);
  lock?.release();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void leave(0));
watchNpm(() => void leave(0));
try {
  await main();
} catch (error) {
  if (!leaving.signal.aborted) {
    console.error(`\n${error.message}`);
    await leave(1);
  }
}
