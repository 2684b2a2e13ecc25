import { coldLoad, weight } from '../../apps/web/test/cold-load.mjs';
import { enter, openContext } from '../../apps/web/test/tour.mjs';
import { launchChromium } from '../local/chromium.mjs';
import { openProcesses } from '../local/processes.mjs';
import { rowOf } from './statistics.mjs';

const KIB = 1_024;

/** What a bank officer's browser fetches for the queue with nothing cached, in Chinese, before any key is pressed. */
export async function measure({ folder }) {
  const processes = await openProcesses({ dataDir: folder });
  const browser = await launchChromium();
  try {
    const account = processes.accounts.find(({ side }) => side === 'bank');
    const context = await openContext(browser, processes.origin, { language: 'zh' });
    await enter(context, processes.origin, account);
    const page = await context.newPage();
    const fetched = await coldLoad(page, `${processes.origin}/queue`);
    const of = (type) => fetched.filter((file) => file.type === type);
    for (const { name, gz } of of('script').toSorted((a, b) => b.gz - a.gz)) {
      console.log((gz / KIB).toFixed(1).padStart(8), name);
    }
    const row = (name, type) => rowOf(name, of(type).length, 'KiB gz', [weight(fetched, type)]);
    return {
      rounds: 1,
      rows: [
        row('bank queue, all JS', 'script'),
        row('bank queue, all CSS', 'stylesheet'),
        row('bank queue, all fonts', 'font'),
      ],
      checks: { compared: fetched.length, different: fetched.filter(({ status }) => status >= 400).length },
      notes: {
        measured:
          'sum of gzip (level 9) sizes of every file of the kind until 1.5 s passed without a request',
        size: 'number of files',
      },
    };
  } finally {
    await browser.close();
    await processes.stop();
  }
}
