import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Brings `node_modules` in line with package-lock.json; does nothing, in milliseconds, when it already is. */
export async function ensureInstalled(signal) {
  if (isInstalled()) return;
  console.log('安装依赖 Installing dependencies (npm ci) …');
  const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    signal,
  });
  const [code] = await once(child, 'close');
  if (code === 0) return;
  throw new Error(
    '依赖安装失败，请检查网络或 npm 镜像后重试。\nnpm ci failed: check the network or the npm mirror, then try again.',
  );
}

/** npm keeps what it installed in a lock file of its own and writes it last, so a broken install has none. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  const wanted = packagesOf('package-lock.json');
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    if (folder === '' || !folder.startsWith('node_modules/')) return true;
    const present = installed[folder];
    return present ? present.version === version : optional === true;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
