import fs from 'node:fs';
import { rowOf } from '../statistics.mjs';

/** The kernel's own mark of the most memory this process ever held. */
export function peakMb() {
  const status = fs.readFileSync('/proc/self/status', 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

const ownCpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Wall and processor time of named stages over rounds, this process and PostgreSQL's apart. */
export class StageClock {
  #wall = new Map();
  #own = new Map();
  #database = new Map();

  constructor(databaseCpuMs) {
    this.databaseCpuMs = databaseCpuMs;
  }

  async stage(name, work) {
    const before = { wall: performance.now(), own: ownCpuMs(), database: this.databaseCpuMs() };
    const result = await work();
    note(this.#wall, name, performance.now() - before.wall);
    note(this.#own, name, ownCpuMs() - before.own);
    note(this.#database, name, this.databaseCpuMs() - before.database);
    return result;
  }

  rows(size) {
    return [...this.#wall.keys()].flatMap((name) => [
      rowOf(name, size, 'wall ms', this.#wall.get(name)),
      rowOf(name, size, 'CPU ms of the process', this.#own.get(name)),
      rowOf(name, size, 'CPU ms of PostgreSQL', this.#database.get(name)),
    ]);
  }
}

function note(times, name, ms) {
  times.set(name, [...(times.get(name) ?? []), ms]);
}
