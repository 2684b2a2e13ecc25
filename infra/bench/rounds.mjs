import fs from 'node:fs';
import { quantile, rowOf } from './statistics.mjs';

/** CPU time of this process in ms: what other tenants of the machine take does not count. */
export function ownCpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** CPU time of another process, from the kernel's books. */
export const cpuMsOf = (pid) => () =>
  Number(fs.readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

/**
 * Runs contenders one after the other in every round, so that what disturbs one disturbs all. Each answers
 * `count` questions from `from` on; the result is CPU µs per question and round.
 */
export async function interleave(contenders, { rounds, questions }) {
  const times = new Map(contenders.map(({ name }) => [name, []]));
  for (const { run, count } of contenders) await run(0, count);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run, count, cpuMs = ownCpuMs } of contenders) {
      const from = (round * count) % Math.max(1, questions - count + 1);
      const began = cpuMs();
      await run(from, count);
      times.get(name).push(((cpuMs() - began) / count) * 1000);
    }
    console.log(`${round + 1}/${rounds}`);
  }
  return times;
}

const rounded = (value) => Math.round(value * 10) / 10;

/** How many times less CPU we take than a peer, paired round by round. */
export function ratioOf(ours, peer, more) {
  const paired = peer.map((time, round) => time / ours[round]);
  return {
    ...more,
    median: rounded(quantile(paired, 0.5)),
    min: rounded(Math.min(...paired)),
    max: rounded(Math.max(...paired)),
  };
}

export const rowsOf = (times, size, unit) =>
  [...times].map(([name, values]) => rowOf(name, size, unit, values));
