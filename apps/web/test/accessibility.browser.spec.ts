import AxeBuilder from '@axe-core/playwright';
import { PageLanguage } from './support/page-language.js';
import { ServedInstallation, type Reader } from './support/served-installation.js';
import { LANGUAGES, PAGES, visit, type Language, type PageEntry } from './tour.mjs';

const HTML_LANG = { zh: 'zh-CN', en: 'en' } as const;
// eslint-disable-next-line no-restricted-properties -- a switch of the test run, not of the platform
const isFull = process.env['AXE_CHECKS'] === 'full';
/** Colours are the same in both languages: measured once, the walk is a third shorter; check:full measures both. */
const measuredBefore = (language: Language): string[] =>
  language === 'en' && !isFull ? ['color-contrast'] : [];
const readerOf = ({ account, side }: PageEntry): string | null => account ?? side;
const READERS = [...new Set(PAGES.map(readerOf))];

describe('every page of the demo world', () => {
  let served: ServedInstallation;
  let accounts: Awaited<ReturnType<ServedInstallation['seedDemo']>>;

  beforeAll(async () => {
    served = await ServedInstallation.open();
    accounts = await served.seedDemo();
  }, 60_000);
  afterAll(() => served.close());

  describe.each(READERS.flatMap((name) => LANGUAGES.map((language) => ({ name, language }))))(
    'of $name in $language',
    ({ name, language }) => {
      let reader: Reader;
      let words: PageLanguage;

      beforeAll(async () => {
        const account = name === null ? undefined : accounts.get(name);
        if (!account && name !== null) throw new Error(`The demo world has no account of ${name}`);
        reader = await served.reader({ account, language });
        words = new PageLanguage(reader.page, language);
      });
      afterAll(() => reader.context.close());

      it.each(PAGES.filter((entry) => readerOf(entry) === name))(
        '$name has nothing axe objects to, and every word in its language',
        async (entry) => {
          const { page, faults } = reader;
          await visit(page, served.installation.origin, entry);
          const { violations } = await new AxeBuilder({ page })
            .options({ resultTypes: ['violations'] })
            .disableRules(measuredBefore(language))
            // No frame from elsewhere: the run needs no page of its own to gather results in.
            .setLegacyMode()
            .analyze();
          expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual(
            [],
          );
          expect(await page.getAttribute('html', 'lang')).toBe(HTML_LANG[language]);
          expect(await words.strangers()).toEqual([]);
          expect(await page.getByRole('alert').allTextContents()).toEqual([]);
          expect(faults.splice(0)).toEqual([]);
        },
        60_000,
      );
    },
  );

  it.each(LANGUAGES.flatMap((language) => [1280, 1440].map((width) => ({ language, width }))))(
    'cuts no name in the queue with the panel beside it, in $language at $width',
    async ({ language, width }) => {
      const { context, page } = await served.reader({ account: accounts.get('bank'), language, width });
      await page.goto(`${served.installation.origin}/queue`);
      await page.getByRole('rowheader').first().click();
      await page.getByRole('complementary').waitFor();
      const cut = await page
        .getByRole('rowheader')
        .evaluateAll((names) =>
          names.filter(
            (name) => name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight,
          ),
        );
      expect(cut).toEqual([]);
      const grid = page.getByRole('grid');
      expect(await grid.evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0);
      await context.close();
    },
    60_000,
  );
});
