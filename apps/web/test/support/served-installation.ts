import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../../../infra/local/chromium.mjs';
import { Database } from '../../../api/src/platform/database/database.js';
import { seedInstallation } from '../../../api/src/seed/installation.seed.js';
import { openInstallation, type Installation } from '../../../api/test/support/installation.js';
import { enter, openContext, type Language } from '../tour.mjs';

export const WEB_DIST = fileURLToPath(new URL('../../dist', import.meta.url));

type Person = { readonly username: string; readonly password: string };
export type Reader = { readonly context: BrowserContext; readonly page: Page; readonly faults: string[] };

/** An installation with the built pages, and one Chromium that people of a test open their windows in. */
export class ServedInstallation {
  private constructor(
    readonly installation: Installation,
    private readonly browser: Browser,
  ) {}

  static async open(options: { now?: Date } = {}): Promise<ServedInstallation> {
    return ServedInstallation.before(await openInstallation({ webDir: WEB_DIST, ...options }));
  }

  /** A Chromium before an installation that is open already. */
  static async before(installation: Installation): Promise<ServedInstallation> {
    return new ServedInstallation(installation, await launchChromium());
  }

  /** Fills it with the demo world; answers its accounts by name, and the first of each side by the side. */
  async seedDemo(): Promise<ReadonlyMap<string, Person>> {
    const { database, clock } = this.installation;
    const seed = await new Database(database.adminUrl, 2).open();
    const accounts = await seedInstallation(seed, clock, { empty: false, keepAccounts: false });
    await seed.close();
    const named = (accounts ?? []).map((account) => [account.username, account] as const);
    const first = (accounts ?? []).toReversed().map((account) => [account.side, account] as const);
    return new Map([...named, ...first]);
  }

  /** A window of its own; `faults` collects what the page's script complains of and answers that are our fault. */
  async reader(
    options: { account?: Person | undefined; language?: Language; width?: number } = {},
  ): Promise<Reader> {
    const { origin } = this.installation;
    const { account, language = 'zh', width = 1440 } = options;
    const context = await openContext(this.browser, origin, { language, width });
    if (account) await enter(context, origin, account);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 500) faults.push(`${response.url()}: ${response.status()}`);
    });
    return { context, page, faults };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.installation.close();
  }
}
