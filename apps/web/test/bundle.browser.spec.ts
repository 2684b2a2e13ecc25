import { getEngagement } from '@yinqi/contracts/engagements';
import { coldLoad, weight, type FetchedFile } from './cold-load.mjs';
import { ServedInstallation } from './support/served-installation.js';

/**
 * Of gzip in KiB. Both are what is reached and a little more, so that
 * nothing heavy comes in unseen; the promise for the queue is 190.
 */
const BUDGETS = [
  { name: 'bank queue', path: '/queue', side: 'bank', script: 170, stylesheet: 20, font: 75 },
  { name: 'sign-in', path: '/sign-in', side: undefined, script: 142, stylesheet: 20, font: 75 },
] as const;
/** Said by React's development half alone, and by its production half alone. */
const OF_DEVELOPMENT = 'Encountered two children with the same key';
const OF_PRODUCTION = 'https://react.dev/errors/';
/** How the contract describes a route that the queue calls: the server's documents say it, a page never does. */
const OF_THE_SERVER = getEngagement.summary;

describe('what a browser with nothing cached fetches', () => {
  let served: ServedInstallation;
  let accounts: Awaited<ReturnType<ServedInstallation['seedDemo']>>;

  beforeAll(async () => {
    served = await ServedInstallation.open();
    accounts = await served.seedDemo();
  }, 60_000);
  afterAll(() => served.close());

  it.each(BUDGETS)(
    'for $name stays within the budget',
    async ({ path, side, ...budget }) => {
      const account = side === undefined ? undefined : accounts.get(side);
      const { context, page } = await served.reader({ account });
      const files = await coldLoad(page, `${served.installation.origin}${path}`);
      await context.close();

      expect(new URL(page.url()).pathname).toBe(path);
      expect(files.filter(({ status }) => status >= 400)).toEqual([]);
      // Weighed as packed, and sent so.
      expect(files.filter(({ type, encoding }) => type !== 'font' && encoding !== 'gzip')).toEqual([]);
      expect(said(files, OF_PRODUCTION)).toHaveLength(1);
      expect(said(files, OF_DEVELOPMENT)).toEqual([]);
      expect(said(files, OF_THE_SERVER)).toEqual([]);
      for (const type of ['script', 'stylesheet', 'font'] as const) {
        const kib = weight(files, type);
        expect(kib).toBeGreaterThan(0);
        expect(kib).toBeLessThanOrEqual(budget[type]);
      }
    },
    60_000,
  );
});

const said = (files: readonly FetchedFile[], text: string): string[] =>
  files.filter((file) => file.text.includes(text)).map(({ name }) => name);
