/* global PerformanceObserver, window -- what is handed to the browser runs there */
import { enter, openContext, settle } from '../../../apps/web/test/tour.mjs';
import { rowOf } from '../statistics.mjs';
import { slowed } from './throttle.mjs';

const QUIET_MS = 700;

/** Largest paint and shifts of a page opened cold, on a processor four times slower over 10 Mbit/s and 40 ms. */
export async function measureVitals(browser, { processes, rounds }) {
  const bank = processes.accounts.find(({ side }) => side === 'bank');
  const open = [];
  for (let round = 0; round < rounds; round += 1) {
    open.push({
      public: await openOnce(browser, processes.origin, { path: '/' }),
      signedIn: await openOnce(browser, processes.origin, { path: '/queue', account: bank }),
    });
  }
  return [
    rowOf(
      'lcp-public-ms',
      rounds,
      'ms',
      open.map((one) => one.public.lcp),
    ),
    rowOf(
      'lcp-signed-in-ms',
      rounds,
      'ms',
      open.map((one) => one.signedIn.lcp),
    ),
    rowOf(
      'cls',
      rounds,
      'score',
      open.map((one) => Math.max(one.public.cls, one.signedIn.cls)),
    ),
  ];
}

async function openOnce(browser, origin, { path, account }) {
  const context = await openContext(browser, origin, { language: 'zh' });
  try {
    if (account) await enter(context, origin, account);
    await context.addInitScript(watchVitals);
    const { page } = await slowed(context, { rate: 4, overLine: true });
    await page.goto(`${origin}${path}`);
    await settle(page);
    await page.waitForTimeout(QUIET_MS);
    return await page.evaluate(() => window.vitals);
  } finally {
    await context.close();
  }
}

function watchVitals() {
  window.vitals = { lcp: 0, cls: 0 };
  const watch = (type, onEntry) =>
    new PerformanceObserver((list) => list.getEntries().forEach(onEntry)).observe({ type, buffered: true });
  watch('largest-contentful-paint', ({ startTime }) => (window.vitals.lcp = startTime));
  watch('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) window.vitals.cls += value;
  });
}
