import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './install.mjs';

const TAIL = 8_000;
const NX = path.join('node_modules', 'nx', 'dist', 'bin', 'nx.js');

/** Runs a program to its end; resolves to what it printed, or rejects with the end of it. */
export function runTool(args, { env = process.env, signal, onOutput = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env,
      signal,
      killSignal: 'SIGTERM',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    let everything = '';
    const collect = (text) => {
      everything = (everything + text).slice(-TAIL);
      onOutput(text);
    };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      collect(text);
    });
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve(printed);
      reject(new Error(`${args.map(shorten).join(' ')} → ${code}\n${everything.trim()}`));
    });
  });
}

/** Builds what changed since last time (Nx keeps the rest in its cache); `projects` bring what they need. */
export function build({ projects = [], ...options } = {}) {
  const selection = projects.length > 0 ? [`--projects=${projects.join(',')}`] : [];
  return runTool([NX, 'run-many', '--target=build', '--outputStyle=static', ...selection], {
    ...options,
    env: { ...process.env, NX_TUI: 'false', FORCE_COLOR: '0' },
  });
}

function shorten(word) {
  return path.isAbsolute(word) ? path.relative(ROOT, word) : word;
}
