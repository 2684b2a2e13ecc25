/* global document, requestAnimationFrame, MessageChannel -- what is handed to the browser runs there */
import path from 'node:path';
import { build, preview } from 'vite';
import { ROOT } from '../../local/install.mjs';
import { rowOf } from '../statistics.mjs';
import { slowed } from './throttle.mjs';

const WEB = path.join(ROOT, 'apps', 'web');
const RATES = [1, 4];
const SIZE = 10_000;

/** 10,000 rows of 12 columns in a page of their own, which nobody is given: drawn, sorted and selected. */
export async function measureGrid(browser, { folder, rounds }) {
  const outDir = path.join(folder, 'grid');
  const config = { root: WEB, configFile: path.join(WEB, 'vite.config.ts'), logLevel: 'error' };
  await build({
    ...config,
    build: { outDir, rolldownOptions: { input: path.join(WEB, 'bench', 'grid.html') } },
  });
  const server = await preview({ ...config, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  try {
    const address = `${server.resolvedUrls.local[0]}bench/grid.html`;
    const rows = [];
    for (const rate of RATES) {
      const timings = [];
      for (let round = 0; round < rounds; round += 1) timings.push(await timeOnce(browser, address, rate));
      for (const name of Object.keys(timings[0])) {
        const values = timings.map((timing) => timing[name]);
        rows.push(rowOf(`${name}-10k-${rate}x-ms`, SIZE, 'ms', values));
      }
    }
    return rows;
  } finally {
    await server.close();
  }
}

async function timeOnce(browser, address, rate) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  try {
    const { page } = await slowed(context, { rate });
    await page.goto(address);
    await page.locator('[data-row="0"]:focus').waitFor();
    const drawn = await page.evaluate(() => performance.getEntriesByName('drawn')[0]?.duration);
    const sort = await answered(page, 'click', () => page.getByRole('button', { name: '企业' }).click());
    await page.locator('[data-row="0"]').focus();
    const select = await answered(page, 'keydown', () => page.keyboard.press('x'));
    const selectAll = await answered(page, 'keydown', () => page.keyboard.press('Control+a'));
    await page.getByText('已选 10,000 笔').waitFor();
    return { drawn, sort, select, 'select-all': selectAll };
  } finally {
    await context.close();
  }
}

/** From the moment of the key or click until the picture that answers it has been drawn. */
async function answered(page, kind, act) {
  const watch = await page.evaluateHandle((event) => {
    const painted = new Promise((resolve) => {
      const onEvent = ({ timeStamp, key }) => {
        if (key === 'Control') return;
        document.removeEventListener(event, onEvent, true);
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          // A message sent before the picture is drawn is delivered after it.
          port1.onmessage = () => resolve(performance.now() - timeStamp);
          port2.postMessage(undefined);
        });
      };
      document.addEventListener(event, onEvent, true);
    });
    return { painted };
  }, kind);
  await act();
  return watch.evaluate(({ painted }) => painted);
}
