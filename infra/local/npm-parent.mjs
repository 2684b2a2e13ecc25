import fs from 'node:fs';
import { parentOf } from './process-table.mjs';

const CHECK_EVERY_MS = 1_000;

/**
 * `npm start` puts npm, and perhaps a shell, above this process. Killing npm outright would leave us running
 * unseen with the port taken, so its disappearance counts as a request to stop. Without npm we are on our own,
 * as under nohup or a service manager.
 */
export function watchNpm(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const throughShell = /^(sh|dash|bash|ash)$/.test(nameOf(parent));
  const grandparent = throughShell ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    const same = process.ppid === parent && (!throughShell || parentOf(parent) === grandparent);
    if (same) return;
    clearInterval(timer);
    onGone();
  }, CHECK_EVERY_MS);
  timer.unref();
}

function nameOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}
