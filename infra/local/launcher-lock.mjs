import fs from 'node:fs';
import path from 'node:path';
import { commandLine, endsWithin, isAlive } from './process-table.mjs';

const NOTICE_LIMIT_MS = 2_000;
const LEAVE_LIMIT_MS = 10_000;

/** One launcher per DATA_DIR. What a killed one left behind is waited for, then ended. */
export async function takeLock(dataDir, port) {
  const file = path.join(dataDir, 'launcher.json');
  const earlier = readLock(file);
  if (earlier && isLauncher(earlier.pid) && !(await isLeaving(earlier.pid, file))) {
    throw new Error(
      `已在运行 Already running: http://localhost:${earlier.port} (pid ${earlier.pid})\n` +
        `另起一套请设置 DATA_DIR 和 PORT。For a second one set DATA_DIR and PORT.`,
    );
  }
  for (const pid of Object.values(earlier?.children ?? {})) await endOrphan(pid);

  const lock = { pid: process.pid, port, children: {} };
  const save = () => {
    // Someone may have deleted DATA_DIR under us; stopping in order still matters then.
    if (fs.existsSync(dataDir)) fs.writeFileSync(file, JSON.stringify(lock), { mode: 0o600 });
  };
  save();
  return {
    remember(name, pid) {
      lock.children[name] = pid;
      save();
    },
    announceLeaving() {
      lock.leaving = true;
      save();
    },
    release: () => fs.rmSync(file, { force: true }),
  };
}

function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined; // absent, or cut short by the crash it stems from
  }
}

function isLauncher(pid) {
  return pid !== process.pid && isAlive(pid) && commandLine(pid).includes('start.mjs');
}

/** One that lost its npm a moment ago needs a second to see it, and then some to stop its children. */
async function isLeaving(pid, file) {
  if (await endsWithin(pid, NOTICE_LIMIT_MS)) return true;
  return readLock(file)?.leaving === true && endsWithin(pid, LEAVE_LIMIT_MS);
}

/** Ours end by themselves when their launcher is gone; a hung one would keep the port. */
async function endOrphan(pid) {
  if (!isAlive(pid) || !commandLine(pid).includes(path.join('apps', 'api', 'dist'))) return;
  if (await endsWithin(pid, LEAVE_LIMIT_MS)) return;
  process.kill(pid, 'SIGKILL');
  await endsWithin(pid, LEAVE_LIMIT_MS);
}
