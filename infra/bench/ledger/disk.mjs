import fs from 'node:fs';
import path from 'node:path';
import { quantile } from '../statistics.mjs';

const PAGE = 8_192;
const PAGES = 128;
const WRITES = 200;

/** What it costs to have one page of a prepared file on the disk, in µs: a commit waits at least that long. */
export function fdatasyncUs(folder) {
  const file = path.join(folder, 'fdatasync');
  const page = Buffer.alloc(PAGE, 1);
  const descriptor = fs.openSync(file, 'w');
  try {
    for (let at = 0; at < PAGES; at += 1) fs.writeSync(descriptor, page, 0, PAGE, at * PAGE);
    fs.fsyncSync(descriptor);
    const times = Array.from({ length: WRITES }, (_, at) => {
      fs.writeSync(descriptor, page, 0, PAGE, (at % PAGES) * PAGE);
      const began = performance.now();
      fs.fdatasyncSync(descriptor);
      return (performance.now() - began) * 1_000;
    });
    return Math.round(quantile(times, 0.5));
  } finally {
    fs.closeSync(descriptor);
    fs.rmSync(file);
  }
}
