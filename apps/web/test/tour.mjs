/* global document, localStorage, URLSearchParams -- what is handed to the browser runs there */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const LANGUAGES = ['zh', 'en'];
const LIMIT_MS = 20_000;
const SURVEY = path.join(import.meta.dirname, '../../api/src/imports/fixtures/survey-sample.xlsx');

/**
 * Every page of the application, once per side that has it. A value of an address is either fixed or `first of <API path>`:
 * the first record of that list as the page's own account sees it; `facilityId of the first of …` is that field of it.
 */
export const PAGES = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'pages.json'), 'utf8'));

/** A browser context that speaks one language, as if its reader had chosen it before. */
export async function openContext(browser, origin, { language, width = 1440, height = 900 }) {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
  context.setDefaultTimeout(LIMIT_MS);
  return context;
}

/** Signs in over the API; the context keeps the cookie. */
export async function enter(context, origin, account) {
  const answer = await context.request.post(`${origin}/api/v1/session`, {
    data: { username: account.username, password: account.password },
    headers: { origin },
  });
  if (!answer.ok()) throw new Error(`Sign-in of ${account.username}: ${answer.status()}`);
}

/** Opens a page of the manifest and waits until nothing on it is still being fetched. */
export async function visit(page, origin, entry) {
  await page.goto(`${origin}${await addressOf(page, origin, entry)}`);
  await settle(page);
}

async function addressOf(page, origin, { path: pattern, params = {}, search = {} }) {
  let address = pattern;
  for (const [name, value] of Object.entries(params)) {
    address = address.replace(`$${name}`, await valueOf(page, origin, value));
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) query.set(name, await valueOf(page, origin, value));
  return query.size === 0 ? address : `${address}?${query}`;
}

async function valueOf(page, origin, value) {
  const [, field = 'id', list] = /^(?:(\w+) of the )?first of (.+)$/.exec(value) ?? [];
  if (list === undefined) return value;
  const first = await firstOf(page, origin, list, field);
  if (first !== undefined) return first;
  // The demo world holds no workbook: the one that the tests know is uploaded, as a clerk would.
  if (list === '/imports') return uploadSurvey(page, origin);
  throw new Error(`${list} has no record to show`);
}

async function firstOf(page, origin, list, field) {
  const answer = await page.request.get(`${origin}/api/v1${list}`);
  if (!answer.ok()) throw new Error(`${list}: ${answer.status()}`);
  return (await answer.json()).items[0]?.[field];
}

async function uploadSurvey(page, origin) {
  const answer = await page.request.post(`${origin}/api/v1/imports?fileName=survey-sample.xlsx`, {
    data: fs.readFileSync(SURVEY),
    headers: { origin, 'content-type': 'application/octet-stream', 'idempotency-key': randomUUID() },
  });
  const { id } = await answer.json();
  await page.goto(`${origin}/imports/${id}`);
  await page.waitForFunction(
    async (address) => (await (await fetch(address)).json()).status === 'staged',
    `/api/v1/imports/${id}`,
    { timeout: LIMIT_MS, polling: 200 },
  );
  return id;
}

/** The title is there, nothing says it is loading, letters are drawn in their own font. */
export async function settle(page) {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], [class*="skeleton"]') === null,
    undefined,
    { timeout: LIMIT_MS },
  );
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
