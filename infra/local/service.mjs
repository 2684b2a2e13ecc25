import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

const RESTARTS_PER_MINUTE = 5;
const FIRST_WAIT_MS = 100;
const MINUTE_MS = 60_000;

/**
 * Keeps a child running: after a crash it is started again, each time a little later, at most five times a
 * minute. `launch` resolves to `{ pid, exited, stop }`; `onGiveUp` is called when it will not stay up.
 */
export async function keepRunning({ name, launch, onStart, onCrash, onGiveUp }) {
  const crashes = [];
  let stopping = false;
  let current = launchAnnounced();

  async function launchAnnounced() {
    const child = await launch();
    onStart(child);
    return child;
  }

  async function watch() {
    while (!stopping) {
      const end = await (await current).exited;
      if (stopping) return;
      onCrash(end);
      crashes.push(Date.now());
      const recent = crashes.filter((at) => at > Date.now() - MINUTE_MS).length;
      if (recent > RESTARTS_PER_MINUTE) return onGiveUp();
      await pause(FIRST_WAIT_MS * 2 ** (recent - 1));
      if (!stopping) current = launchAnnounced();
    }
  }

  await current;
  watch().catch(onGiveUp);

  return {
    name,
    async stop(limitMs) {
      stopping = true;
      const child = await current.catch(() => undefined);
      await child?.stop(limitMs);
    },
  };
}

/**
 * A Node program of ours; it may send `ready`. It is tied to this process by its IPC channel: when we vanish the channel closes and it
 * leaves. Its own process group keeps the terminal's Ctrl-C away, so that the launcher decides the order.
 */
export function launchNode(file, { env, onOutput, onReady = () => {} }) {
  const child = spawn(process.execPath, ['--enable-source-maps', file], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout.setEncoding('utf8').on('data', onOutput);
  child.stderr.setEncoding('utf8').on('data', onOutput);
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  child.on('message', (message) => message === 'ready' && onReady());
  return { pid: child.pid, exited, stop: (limitMs) => stopChild(child, exited, limitMs) };
}

async function stopChild(child, exited, limitMs) {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await exited;
  clearTimeout(timer);
}
