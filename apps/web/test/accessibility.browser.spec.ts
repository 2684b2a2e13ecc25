import AxeBuilder from '@axe-core/playwright';
import type { Account } from '../../api/test/support/world.js';
import { ServedInstallation } from './support/served-installation.js';
import { LANGUAGES, PAGES, visit } from './tour.mjs';

const HTML_LANG = { zh: 'zh-CN', en: 'en' } as const;

describe('every page in both languages', () => {
  let served: ServedInstallation;
  const accounts = new Map<string | null, Account>();

  beforeAll(async () => {
    served = await ServedInstallation.open();
    const { world } = served;
    accounts.set('bureau', await world.bureauOfficer());
    accounts.set(
      'platform',
      await world.account('platform', await world.institution('platform'), ['system_administrator']),
    );
  });
  afterAll(() => served.close());

  it.each(PAGES.flatMap((entry) => LANGUAGES.map((language) => ({ ...entry, language }))))(
    '$name ($language) has nothing axe objects to',
    async ({ language, ...entry }) => {
      const account = accounts.get(entry.side);
      if (!account && entry.side !== null) throw new Error(`No account for ${entry.side}`);
      const { context, page, faults } = await served.reader({ account, language });
      await visit(page, served.installation.origin, entry);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([]);
      expect(await page.getAttribute('html', 'lang')).toBe(HTML_LANG[language]);
      expect(faults).toEqual([]);
      await context.close();
    },
    60_000,
  );
});
