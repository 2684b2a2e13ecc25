import { coldLoad, weight } from '../../apps/web/test/cold-load.mjs';
import { enter, openContext } from '../../apps/web/test/tour.mjs';
import { launchChromium } from '../local/chromium.mjs';
import { openProcesses } from '../local/processes.mjs';
import { rowOf } from './statistics.mjs';
import { measureGrid } from './web/grid.mjs';
import { measureHeap } from './web/heap.mjs';
import { measureVitals } from './web/vitals.mjs';

const KIB = 1_024;

/** What the pages cost to fetch, to draw and to keep open (ux.md calls for each bar; docs/performance.md tells them). */
export async function measure({ folder, quick }) {
  const rounds = quick ? 2 : 7;
  const processes = await openProcesses({ dataDir: folder });
  const browser = await launchChromium();
  try {
    const weights = await measureWeight(browser, processes);
    const rows = [
      ...weights.rows,
      ...(await measureGrid(browser, { folder, rounds })),
      ...(await measureVitals(browser, { processes, rounds })),
      await measureHeap(browser, { processes, cases: quick ? 20 : 200 }),
    ];
    return { rounds, rows, checks: weights.checks, notes: NOTES };
  } finally {
    await browser.close();
    await processes.stop();
  }
}

const NOTES = {
  weight:
    'sum of gzip (level 9) sizes of every file of the kind until 1.5 s passed without a request; size: files',
  grid: '10,000 rows of 12 columns in the browser; from the key or click until the picture that answers it',
  vitals: 'nothing cached, processor 4 times slower, 10 Mbit/s and 40 ms; public is what stands at /',
  heap: 'growth after a forced collection: case opened, taken up, taken back; once, after ten cases to warm up',
};

/** What a bank officer's browser fetches for the queue with nothing cached, in Chinese, before any key is pressed. */
async function measureWeight(browser, processes) {
  const account = processes.accounts.find(({ side }) => side === 'bank');
  const context = await openContext(browser, processes.origin, { language: 'zh' });
  await enter(context, processes.origin, account);
  const page = await context.newPage();
  const fetched = await coldLoad(page, `${processes.origin}/queue`);
  await context.close();
  const of = (type) => fetched.filter((file) => file.type === type);
  for (const { name, gz } of of('script').toSorted((a, b) => b.gz - a.gz)) {
    console.log((gz / KIB).toFixed(1).padStart(8), name);
  }
  const row = (name, type) => rowOf(name, of(type).length, 'KiB gz', [weight(fetched, type)]);
  return {
    rows: [
      row('queue-js-gz-kib', 'script'),
      row('queue-css-gz-kib', 'stylesheet'),
      row('queue-fonts-kib', 'font'),
    ],
    checks: { compared: fetched.length, different: fetched.filter(({ status }) => status >= 400).length },
  };
}
