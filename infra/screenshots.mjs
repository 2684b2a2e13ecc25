import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { enter, LANGUAGES, openContext, PAGES, settle, visit } from '../apps/web/test/tour.mjs';
import { launchChromium } from './local/chromium.mjs';
import { ROOT } from './local/install.mjs';
import { openProcesses } from './local/processes.mjs';
import { build } from './local/tools.mjs';

/**
 * `npm run screenshots [-- page …]`: every page of the demo world, in both languages, into docs/screenshots;
 * enterprises read on telephones too, so theirs are also taken at 390 px.
 */
const folder = path.join(ROOT, 'docs', 'screenshots');
const wanted = process.argv.slice(2);
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'yinqi-screenshots-'));
/** Filled by a round of the worker that comes once a minute: an empty list would be no picture of the page. */
const AWAITED = { supervision: '/api/v1/supervision/cases' };
const ROUND_LIMIT_MS = 90_000;

await build();
const processes = await openProcesses({ dataDir });
const browser = await launchChromium();
try {
  fs.mkdirSync(folder, { recursive: true });
  const pages = PAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const entry of pages) {
    const narrow = entry.side === null || entry.side === 'enterprise';
    for (const language of LANGUAGES) {
      await take(entry, { language });
      if (narrow) await take(entry, { language, width: 390, height: 844 });
    }
  }
} finally {
  await browser.close();
  await processes.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
}

async function take(entry, options) {
  const name = `${entry.name}-${options.language}${options.width ? `-${options.width}` : ''}.png`;
  const context = await openContext(browser, processes.origin, options);
  try {
    const { account: wanted } = entry;
    const account = processes.accounts.find(({ side, username }) =>
      wanted ? username === wanted : side === entry.side,
    );
    if (account) await enter(context, processes.origin, account);
    else if (entry.side !== null) throw new Error(`The demo world has no account of side ${entry.side}`);
    const page = await context.newPage();
    await visit(page, processes.origin, entry);
    if (entry.name in AWAITED) await fillUp(page, AWAITED[entry.name]);
    await page.screenshot({ path: path.join(folder, name), fullPage: true });
    console.log(name);
  } finally {
    await context.close();
  }
}

async function fillUp(page, list) {
  const isFilled = async (address) => (await (await fetch(address)).json()).total > 0;
  await page.waitForFunction(isFilled, list, { timeout: ROUND_LIMIT_MS, polling: 1000 });
  await page.reload();
  await settle(page);
}
