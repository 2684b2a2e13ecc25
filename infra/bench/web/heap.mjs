/* global document -- what is handed to the browser runs there */
import { enter, openContext, settle } from '../../../apps/web/test/tour.mjs';
import { rowOf } from '../statistics.mjs';

const MIB = 1_048_576;
/** What is fetched and kept once, whatever is done after. */
const FIRST_CASES = 10;

/** How much the page grows while an officer opens cases, takes them up and takes that back, after a forced collection. */
export async function measureHeap(browser, { processes, cases }) {
  const context = await openContext(browser, processes.origin, { language: 'zh' });
  await enter(
    context,
    processes.origin,
    processes.accounts.find(({ side }) => side === 'bank'),
  );
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await page.goto(`${processes.origin}/queue`);
  await settle(page);
  await page.locator('[data-row="0"]:focus').waitFor();
  for (let done = 0; done < FIRST_CASES; done += 1) await handleCase(page);
  const before = await heapAfterCollection(devTools);
  for (let done = 0; done < cases; done += 1) await handleCase(page);
  const grown = (await heapAfterCollection(devTools)) - before;
  await context.close();
  return rowOf(`heap-${cases}-cases-mib`, cases, 'MiB', [grown / MIB]);
}

/** The row with the focus is the one in the panel: keys act on it, and on nothing while another is being shown. */
const inHand = (page) => page.locator('[data-row][aria-current="true"]:focus').waitFor();

/** Opens the next case, takes it up and takes that back. */
async function handleCase(page) {
  const { place, last } = await page.evaluate(() => ({
    place: Number(document.activeElement?.getAttribute('aria-rowindex')),
    last: Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')),
  }));
  await page.keyboard.press(place === last ? 'Home' : 'j');
  await page.keyboard.press('Enter');
  await inHand(page);
  // A case that another person must look at is refused: it was opened all the same.
  if (!(await command(page, 'accept', '1'))) return;
  const offer = page.getByRole('status').getByRole('button', { name: '撤销' });
  await offer.waitFor();
  await command(page, 'undo', 'u');
  await offer.waitFor({ state: 'hidden' });
  await inHand(page);
}

async function command(page, name, key) {
  const answer = page.waitForResponse((response) => response.url().endsWith(`/${name}`));
  await page.keyboard.press(key);
  return (await answer).ok();
}

async function heapAfterCollection(devTools) {
  await devTools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  return usedSize;
}
