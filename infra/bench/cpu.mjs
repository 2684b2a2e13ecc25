import fs from 'node:fs';

const TICKS_PER_SECOND = 100; // what Linux reports in, whatever the kernel's own rate

/** Processor time of a process and its direct children so far, user and system, in milliseconds. */
export function cpuMs(pid) {
  const family = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(name))
    .filter((stat) => stat !== undefined && (stat.pid === pid || stat.parent === pid));
  return family.reduce((sum, { ticks }) => sum + (ticks * 1_000) / TICKS_PER_SECOND, 0);
}

function statOf(name) {
  try {
    const text = fs.readFileSync(`/proc/${name}/stat`, 'utf8');
    // The name in brackets may itself hold blanks and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined; // it ended while the list was read
  }
}
