import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './ports.mjs';

const READY_LIMIT_MS = 10_000;

/** A Redis for one test run, from the `redis-server` on PATH; undefined where there is none. */
export async function startRedis() {
  const program = findOnPath('redis-server');
  if (!program) return undefined;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yinqi-redis-'));
  const port = await freePort();
  const flags = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  // BullMQ refuses a Redis that may drop keys.
  const child = spawn(program, [...flags, '--maxmemory-policy', 'noeviction'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await untilReady(child);
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findOnPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

function untilReady(child) {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (reason) => reject(new Error(`redis-server ${reason}\n${printed}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('did not become ready');
    }, READY_LIMIT_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`exited with ${code}`));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed = (printed + text).slice(-4_000);
      if (!printed.includes('Ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
    child.stderr.resume();
  });
}
