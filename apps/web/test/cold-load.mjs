import zlib from 'node:zlib';
import { settle } from './tour.mjs';

const QUIET_MS = 1_500;
const KINDS = ['script', 'stylesheet', 'font'];
const KIB = 1_024;

/**
 * The files that a browser with nothing cached fetches for an address until it has been quiet for 1.5 s, before any
 * key: scripts and styles with their size after gzip (level 9), fonts as they are.
 */
export async function coldLoad(page, address) {
  const answers = [];
  let lastAt = performance.now();
  page.on('request', () => (lastAt = performance.now()));
  page.on('response', (response) => {
    lastAt = performance.now();
    const type = response.request().resourceType();
    if (KINDS.includes(type)) answers.push(fileOf(type, response));
  });
  await page.goto(address);
  await settle(page);
  while (performance.now() - lastAt < QUIET_MS) await page.waitForTimeout(100);
  return Promise.all(answers);
}

async function fileOf(type, response) {
  const body = await response.body();
  return {
    type,
    name: new URL(response.url()).pathname,
    status: response.status(),
    encoding: response.headers()['content-encoding'] ?? 'none',
    gz: type === 'font' ? body.length : zlib.gzipSync(body, { level: 9 }).length,
    text: type === 'font' ? '' : body.toString('utf8'),
  };
}

/** What the files of one kind weigh together, in KiB. */
export const weight = (files, type) =>
  files.filter((file) => file.type === type).reduce((total, { gz }) => total + gz, 0) / KIB;
