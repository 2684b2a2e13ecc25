import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../../../infra/local/chromium.mjs';
import { openInstallation, type Installation } from '../../../api/test/support/installation.js';
import { World, type Account } from '../../../api/test/support/world.js';
import { enter, openContext, type Language } from '../tour.mjs';

const WEB_DIST = fileURLToPath(new URL('../../dist', import.meta.url));

export type Reader = { readonly context: BrowserContext; readonly page: Page; readonly faults: string[] };

/** An installation with the built pages, and one Chromium that people of a test open their windows in. */
export class ServedInstallation {
  private constructor(
    readonly installation: Installation,
    readonly world: World,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<ServedInstallation> {
    const installation = await openInstallation({ webDir: WEB_DIST });
    return new ServedInstallation(
      installation,
      await World.open(installation.database),
      await launchChromium(),
    );
  }

  /** A window of its own; `faults` collects what the page's script complains of and files that did not arrive. */
  async reader(
    options: { account?: Account | undefined; language?: Language; width?: number } = {},
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
    await this.world.close();
    await this.installation.close();
  }
}
