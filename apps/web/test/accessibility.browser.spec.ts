import AxeBuilder from '@axe-core/playwright';
import { ServedInstallation } from './support/served-installation.js';
import { LANGUAGES, PAGES, visit } from './tour.mjs';

const HTML_LANG = { zh: 'zh-CN', en: 'en' } as const;

describe('every page of the demo world in both languages', () => {
  let served: ServedInstallation;
  let accounts: Awaited<ReturnType<ServedInstallation['seedDemo']>>;

  beforeAll(async () => {
    served = await ServedInstallation.open();
    accounts = await served.seedDemo();
  }, 60_000);
  afterAll(() => served.close());

  it.each(PAGES.flatMap((entry) => LANGUAGES.map((language) => ({ ...entry, language }))))(
    '$name ($language) has nothing axe objects to',
    async ({ language, ...entry }) => {
      const account = entry.side === null ? undefined : accounts.get(entry.side);
      if (!account && entry.side !== null) throw new Error(`The demo world has no account of ${entry.side}`);
      const { context, page, faults } = await served.reader({ account, language });
      await visit(page, served.installation.origin, entry);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([]);
      expect(await page.getAttribute('html', 'lang')).toBe(HTML_LANG[language]);
      expect(await page.getByRole('alert').allTextContents()).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    },
    60_000,
  );
});
