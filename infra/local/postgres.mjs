import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './ports.mjs';
import { chooseAccount, makePrivateFolder, underAccount, writePrivateFile } from './postgres-account.mjs';
import { clearOrphan } from './postgres-orphan.mjs';

const DATABASE = 'yinqi';
const SUPERUSER = 'postgres';
const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 8_000;
const RETRY_LIMIT_MS = 15_000;
const LOG_TAIL = 4_000;
// What a start right after kill -9 may meet while the old processes are still leaving.
const PASSING_FAULT = /pre-existing shared memory block|lock file .* already exists|could not bind/;

/**
 * Starts the PostgreSQL that npm brought, on 127.0.0.1, with its cluster below `dataDir` (or where
 * `dataDir/postgres.json` says). Resolves once it takes connections. It ends when this process ends, also
 * after kill -9.
 */
export async function startPostgres({ dataDir, settings = {}, durable = true, onLog = () => {} }) {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const record = readRecord(dataDir);
  const account = chooseAccount(fs.realpathSync(dataDir), record);
  refuseChangedAccount(dataDir, record, account);
  await clearOrphan(account.location);

  const password = record?.password ?? randomBytes(24).toString('base64url');
  const created = prepareCluster(account, password, { known: record !== undefined, durable });
  const port = await freePort(record?.port);
  writeRecord(dataDir, { location: account.location, account: account.kind, port, password });

  const server = await startPatiently(account, { port, settings, durable, onLog });
  return {
    url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`,
    port,
    pid: server.pid,
    location: account.location,
    created,
    exited: server.exited,
    stop: (limitMs = STOP_LIMIT_MS) => stopServer(server, limitMs),
  };
}

function readRecord(dataDir) {
  try {
    return JSON.parse(fs.readFileSync(path.join(dataDir, 'postgres.json'), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A new, empty cluster in place of the old one would look like lost data. */
function refuseChangedAccount(dataDir, record, account) {
  if (!record || record.account === account.kind) return;
  throw new Error(
    `${dataDir} 中的数据库是以另一种账户创建的（${record.account}，现为 ${account.kind}），请用原账户启动，或删除该目录重新开始。\n` +
      `The database in ${dataDir} was made under another account (${record.account}, now ${account.kind}): ` +
      `start under that one, or delete the folder to begin anew.`,
  );
}

function writeRecord(dataDir, record) {
  const file = path.join(dataDir, 'postgres.json');
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

/** Returns whether the cluster is new. */
function prepareCluster(account, password, { known, durable }) {
  const { location } = account;
  const exists = fs.existsSync(path.join(location, 'PG_VERSION'));
  if (exists && known) return false;
  if (exists && account.kind !== 'nobody') {
    // Only postgres.json was lost: the data stay, the password is set anew.
    runSingleUser(account, location, `ALTER ROLE ${SUPERUSER} PASSWORD '${password}';\n`);
    return false;
  }
  // Outside DATA_DIR a cluster without postgres.json is what a deleted DATA_DIR left behind.
  fs.rmSync(location, { recursive: true, force: true });
  createCluster(account, password, durable);
  return true;
}

/** Built under another name and moved in one step, so that an interrupted start leaves no half cluster. */
function createCluster(account, password, durable) {
  const { location } = account;
  const draft = `${location}.new`;
  const passwordFile = `${location}.password`;
  fs.rmSync(draft, { recursive: true, force: true });
  makePrivateFolder(account, draft);
  writePrivateFile(account, passwordFile, password);
  try {
    runBinary(account, 'initdb', [
      ...['-D', draft, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ]);
    runSingleUser(account, draft, `CREATE DATABASE ${DATABASE};\n`);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(draft, location);
}

function runSingleUser(account, cluster, sql) {
  runBinary(account, 'postgres', ['--single', '-D', cluster, 'postgres'], sql);
}

function runBinary(account, binary, words, input = '') {
  const { command, args, options } = underAccount(account, binary, words);
  const result = spawnSync(command, args, { ...options, input, encoding: 'utf8', cwd: '/' });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`;
  // Single-user mode reports a failed statement but still exits with 0.
  if (result.status !== 0 || /^.*(ERROR|FATAL|PANIC): /m.test(output)) {
    throw new Error(`${binary} 失败 / failed: ${output || result.error}`);
  }
}

async function startPatiently(account, options) {
  const end = Date.now() + RETRY_LIMIT_MS;
  for (;;) {
    try {
      return await startServer(account, options);
    } catch (error) {
      if (Date.now() > end || !PASSING_FAULT.test(error.message)) throw error;
      await pause(300);
    }
  }
}

async function startServer(account, { port, settings, durable, onLog }) {
  // Loses data with the machine only: what was committed still survives the death of the processes.
  const careless = { fsync: 'off', full_page_writes: 'off' };
  const flags = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // API and worker hold 57 at most (docs/operations.md); the rest is for tools and a second worker.
    max_connections: '100',
    ...(durable ? {} : careless),
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const words = ['-D', account.location, '-p', String(port), ...flags];
  const { command, args, options } = underAccount(account, 'postgres', words);
  // Its own process group: Ctrl-C in the terminal must reach it last, through the launcher.
  const child = spawn(command, args, {
    ...options,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const guard = child.pid === undefined ? undefined : guardAgainstOrphaning(child.pid);
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  void exited.then(() => guard?.kill('SIGKILL'));
  await waitUntilReady(child, onLog);
  return { child, pid: child.pid, exited };
}

/** The shell's read ends when this process does, however it dies; then PostgreSQL is asked to shut down. */
function guardAgainstOrphaning(pid) {
  const script = 'read -r _; kill -INT "$1"';
  const guard = spawn('sh', ['-c', script, 'postgres-guard', String(pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  guard.stdin.unref();
  guard.stdin.on('error', () => {});
  return guard;
}

function waitUntilReady(child, onLog) {
  return new Promise((resolve, reject) => {
    let tail = '';
    const fail = (reason) => reject(new Error(`PostgreSQL ${reason}\n${tail}`));
    const timer = setTimeout(() => {
      child.kill('SIGQUIT');
      fail(`did not become ready within ${READY_LIMIT_MS / 1000} s`);
    }, READY_LIMIT_MS);
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text) => {
      onLog(text);
      tail = (tail + text).slice(-LOG_TAIL);
      if (!tail.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('error', (error) => fail(error.message));
    child.once('close', (code) => {
      clearTimeout(timer);
      fail(`exited with ${code}`);
    });
  });
}

async function stopServer(server, limitMs) {
  const signals = ['SIGINT', 'SIGQUIT', 'SIGKILL'];
  for (const signal of signals) {
    if (server.child.exitCode !== null || server.child.signalCode !== null) break;
    server.child.kill(signal);
    const timeout = new AbortController();
    await Promise.race([
      server.exited,
      pause(limitMs / signals.length, undefined, { signal: timeout.signal }).catch(() => {}),
    ]);
    timeout.abort();
  }
  await server.exited;
}
