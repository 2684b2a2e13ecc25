import fs from 'node:fs';
import path from 'node:path';
import { commandLine, endsWithin, isAlive } from './process-table.mjs';

const ESCALATION = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 2_000],
];

/**
 * Clears the way after a launcher that could not say goodbye (kill -9, power cut): a PostgreSQL that still
 * serves this cluster is stopped cleanly, and a `postmaster.pid` whose number now belongs to another program
 * is removed. One whose process is gone stays: PostgreSQL reads the shared-memory key in it.
 */
export async function clearOrphan(location) {
  const file = path.join(location, 'postmaster.pid');
  const pid = recordedPid(file);
  if (pid === undefined || !isAlive(pid)) return;
  const command = commandLine(pid);
  if (!command.includes('postgres') || !command.includes(location)) {
    fs.rmSync(file, { force: true });
    return;
  }
  for (const [signal, waitMs] of ESCALATION) {
    process.kill(pid, signal);
    if (await endsWithin(pid, waitMs)) return;
  }
  throw new Error(`PostgreSQL (pid ${pid}) 无法停止 / does not stop: ${location}`);
}

function recordedPid(file) {
  try {
    const pid = Number.parseInt(fs.readFileSync(file, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
