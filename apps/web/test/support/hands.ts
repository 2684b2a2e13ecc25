import type { Locator, Page } from 'playwright-core';
import { settle } from '../tour.mjs';
import type { Reader, ServedInstallation } from './served-installation.js';

/** Past the ten seconds in which an act can be taken back. */
export const UNDO_OVER_MS = 10_001;

/** Behind the database, so that events held back for an undo need no waiting. */
export const behindDatabase = (): Date => new Date(Date.now() - 10 * 60_000);

/** Opens an address in the reader's window and waits until nothing on the page is being fetched. */
export async function openPage(served: ServedInstallation, reader: Reader, path: string): Promise<Page> {
  await reader.page.goto(`${served.installation.origin}${path}`);
  await settle(reader.page);
  return reader.page;
}

export const press = (scope: Page | Locator, name: string | RegExp): Promise<void> =>
  scope.getByRole('button', { name }).first().click();

/** By the label alone; a date is typed into one field, however many parts it shows. */
export const fill = (scope: Page | Locator, label: string, text: string): Promise<void> =>
  scope.getByLabel(label, { exact: true }).fill(text);

export const rowOf = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

/** The page shows it, wherever: what an act is known by to have been done. */
export const shown = (scope: Page | Locator, text: string | RegExp): Promise<void> =>
  scope.getByText(text).first().waitFor();
