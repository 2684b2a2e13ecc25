import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { nativeFolder, nativeVersion } from './postgres-binaries.mjs';

const NOBODY = 65534;
const UNSHARE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];

/**
 * PostgreSQL refuses to run as root. Says under which account it will run here, from which folder, and where
 * its cluster lies:
 * - `self`: we are an ordinary user;
 * - `namespace`: root, seen as nobody inside a user namespace, so that everything stays below DATA_DIR;
 * - `nobody`: root where namespaces are refused (a container). Another uid cannot enter a 0700 home, so both
 *   binaries and cluster are kept where it can; a cluster begun like this stays there.
 */
export function chooseAccount(dataDir, record) {
  const below = path.join(dataDir, 'postgres');
  if (process.getuid?.() !== 0) return { kind: 'self', location: below, native: nativeFolder() };
  const settled = record?.account === 'nobody';
  if (!settled && spawnSync('unshare', [...UNSHARE, 'true']).status === 0) {
    return { kind: 'namespace', location: below, native: nativeFolder() };
  }
  const shelf = reachableFolder();
  const name = createHash('sha256').update(fs.realpathSync(dataDir)).digest('hex').slice(0, 16);
  const location = settled ? record.location : path.join(shelf, name);
  return { kind: 'nobody', location, native: copyNative(shelf) };
}

/** The command and spawn options that run a PostgreSQL binary under the account. */
export function underAccount(account, binary, args) {
  const command = path.join(account.native, 'bin', binary);
  if (account.kind === 'namespace')
    return { command: 'unshare', args: [...UNSHARE, command, ...args], options: {} };
  const options = account.kind === 'nobody' ? { uid: NOBODY, gid: NOBODY } : {};
  return { command, args, options };
}

/** Makes a folder the account may write, and nobody else may read. */
export function makePrivateFolder(account, folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account.kind === 'nobody') fs.chownSync(folder, NOBODY, NOBODY);
}

export function writePrivateFile(account, file, content) {
  fs.writeFileSync(file, content, { mode: 0o600 });
  if (account.kind === 'nobody') fs.chownSync(file, NOBODY, NOBODY);
}

function reachableFolder() {
  const faults = [];
  for (const folder of ['/var/lib/yinqi', '/var/tmp/yinqi']) {
    try {
      fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
      const { uid } = fs.lstatSync(folder);
      // /var/tmp is open to all: a folder prepared by somebody else would hand them the database.
      if (uid !== 0) throw new Error(`${folder} belongs to uid ${uid}`);
      fs.chmodSync(folder, 0o711);
      return folder;
    } catch (error) {
      faults.push(error.message);
    }
  }
  throw new Error(
    `内置 PostgreSQL 没有可用的存放位置，请设置 DATABASE_URL，或以普通用户启动。\n` +
      `No place for the embedded PostgreSQL: set DATABASE_URL or start as an ordinary user.\n${faults.join('\n')}`,
  );
}

/** Copies under a temporary name first, so that an interrupted copy is never taken for a whole one. */
function copyNative(shelf) {
  const target = path.join(shelf, `postgresql-${nativeVersion()}`);
  if (fs.existsSync(target)) return target;
  const partial = fs.mkdtempSync(`${target}.partial-`);
  fs.cpSync(nativeFolder(), partial, { recursive: true, verbatimSymlinks: true });
  // A strict umask must not keep the other uid out.
  spawnSync('chmod', ['-R', 'a+rX', partial]);
  try {
    fs.renameSync(partial, target);
  } catch (error) {
    fs.rmSync(partial, { recursive: true });
    if (!fs.existsSync(target)) throw error;
  }
  return target;
}
