import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './install.mjs';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { launchNode } from './service.mjs';
import { runTool } from './tools.mjs';

const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 3_000;
const api = (file) => path.join(ROOT, 'apps', 'api', 'dist', file);

/**
 * An installation of real processes, each of which can be killed and started again: for tests that do so, for
 * benchmarks and for pictures of the demo world. Everything lies in `dataDir`; what is built must be built before.
 * Without a worker it is started later, or never; what is not durable is lost with the machine, not with a process.
 */
export async function openProcesses({
  dataDir,
  seed = [],
  logLevel = 'warn',
  withWorker = true,
  durable = true,
}) {
  fs.mkdirSync(dataDir, { recursive: true });
  const postgres = new PostgresProcess(dataDir, durable);
  await postgres.start();
  const toolEnv = { ...process.env, DATABASE_URL: postgres.url, DATA_DIR: dataDir };
  const printed = await runTool([api('migrate.js')], { env: toolEnv });
  const { urls } = JSON.parse(printed.trim().split('\n').at(-1));
  await runTool([api('seed.js'), ...seed], { env: toolEnv });
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    WEB_DIR: path.join(ROOT, 'apps', 'web', 'dist'),
    DATABASE_KIND: 'embedded',
    DATABASE_API_URL: urls.app_api,
    DATABASE_WORKER_URL: urls.app_worker,
    DATABASE_QUEUE_URL: urls.app_queue,
    LOG_LEVEL: logLevel,
  };
  // The queue lies in the database that was just made: someone's Redis may hold the jobs of another one.
  delete env.REDIS_URL;
  const origin = `http://127.0.0.1:${port}`;
  const server = new NodeProcess('main.js', { ...env, PORT: String(port) }, () => answers(origin));
  const worker = new NodeProcess('worker.js', { ...env, PORT: '0' });
  await Promise.all([server.start(), ...(withWorker ? [worker.start()] : [])]);
  return {
    origin,
    adminUrl: postgres.url,
    accounts: JSON.parse(fs.readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8')),
    postgres,
    api: server,
    worker,
    stop: async () => {
      await Promise.all([server.stop(), worker.stop()]);
      await postgres.stop();
    },
  };
}

class PostgresProcess {
  #running;

  constructor(dataDir, durable) {
    this.dataDir = dataDir;
    this.durable = durable;
  }

  get pid() {
    return this.#running.pid;
  }

  /** On the port of the first start: its clients hold that address. */
  async start() {
    this.#running = await startPostgres({ dataDir: this.dataDir, durable: this.durable });
    this.url ??= this.#running.url;
    if (this.url !== this.#running.url) throw new Error('PostgreSQL moved to another port');
  }

  async kill() {
    process.kill(this.#running.pid, 'SIGKILL');
    await this.#running.exited;
  }

  async stop() {
    await this.#running.stop();
  }
}

/** One of the two programs; `whenUp` says when it serves, the word `ready` otherwise. */
class NodeProcess {
  #running;
  output = '';

  constructor(file, env, whenUp) {
    this.file = file;
    this.env = env;
    this.whenUp = whenUp;
  }

  get pid() {
    return this.#running.pid;
  }

  async start() {
    let announce;
    const ready = new Promise((resolve) => (announce = resolve));
    this.#running = launchNode(api(this.file), {
      env: this.env,
      onReady: () => announce('ready'),
      onOutput: (text) => (this.output = (this.output + text).slice(-8_000)),
    });
    const ended = this.#running.exited.then(({ code, signal }) => `ended with ${signal ?? code}`);
    const up = this.whenUp ? this.whenUp().then(() => 'ready') : ready;
    const outcome = await withLimit(Promise.race([up, ended]));
    if (outcome !== 'ready') throw new Error(`${this.file} ${outcome}\n${this.output}`);
  }

  async kill() {
    process.kill(this.#running.pid, 'SIGKILL');
    await this.#running.exited;
  }

  async stop() {
    await this.#running?.stop(STOP_LIMIT_MS);
  }
}

async function withLimit(promise) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(`was not ready within ${READY_LIMIT_MS / 1000} s`), READY_LIMIT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function answers(origin) {
  const end = performance.now() + READY_LIMIT_MS;
  while (performance.now() < end) {
    const answer = await fetch(`${origin}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
