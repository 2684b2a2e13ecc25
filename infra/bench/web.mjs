import zlib from 'node:zlib';
import { enter, openContext, settle } from '../../apps/web/test/tour.mjs';
import { launchChromium } from '../local/chromium.mjs';
import { openProcesses } from '../local/processes.mjs';
import { rowOf } from './statistics.mjs';

const QUIET_MS = 1_500;
const KIB = 1_024;

/** What a bank officer's browser fetches for the queue with nothing cached, in Chinese, before any key is pressed. */
export async function measure({ folder }) {
  const processes = await openProcesses({ dataDir: folder });
  const browser = await launchChromium();
  try {
    const account = processes.accounts.find(({ side }) => side === 'bank');
    const context = await openContext(browser, processes.origin, { language: 'zh' });
    await enter(context, processes.origin, account);
    const page = await context.newPage();
    const fetched = await coldLoad(page, `${processes.origin}/queue`);
    const of = (type) => fetched.filter((file) => file.type === type);
    for (const { name, gz } of of('script').toSorted((a, b) => b.gz - a.gz)) {
      console.log((gz / KIB).toFixed(1).padStart(8), name);
    }
    const row = (name, files) => rowOf(name, files.length, 'KiB gz', [sum(files) / KIB]);
    return {
      rounds: 1,
      rows: [
        row('bank queue, all JS', of('script')),
        row('bank queue, all CSS', of('stylesheet')),
        row('bank queue, all fonts', of('font')),
      ],
      checks: { compared: fetched.length, different: fetched.filter(({ status }) => status >= 400).length },
      notes: {
        measured:
          'sum of gzip (level 9) sizes of every file of the kind until 1.5 s passed without a request',
        size: 'number of files',
      },
    };
  } finally {
    await browser.close();
    await processes.stop();
  }
}

const sum = (files) => files.reduce((total, { gz }) => total + gz, 0);

async function coldLoad(page, address) {
  const answers = [];
  let lastAt = performance.now();
  page.on('request', () => (lastAt = performance.now()));
  page.on('response', (response) => {
    lastAt = performance.now();
    const type = response.request().resourceType();
    if (!['script', 'stylesheet', 'font'].includes(type)) return;
    answers.push(
      response.body().then((body) => ({
        type,
        name: new URL(response.url()).pathname,
        status: response.status(),
        gz: type === 'font' ? body.length : zlib.gzipSync(body, { level: 9 }).length,
      })),
    );
  });
  await page.goto(address);
  await settle(page);
  while (performance.now() - lastAt < QUIET_MS) await page.waitForTimeout(100);
  return Promise.all(answers);
}
