import { SystemClock } from '../../dist/platform/clock/clock.js';
import { Database } from '../../dist/platform/database/database.js';
import { LedgerStore } from '../../dist/facilities/ledger/ledger.store.js';
import { QuotaPoster } from '../../dist/facilities/ledger/quota-poster.js';

/** The quota ledger's writer of one more API process, without the API around it. */
const database = await new Database(process.argv[2], 1).open();
const poster = new QuotaPoster(database, new LedgerStore(), new SystemClock());

process.on('message', ({ at, command }) => {
  poster.post([command]).then(
    (result) => process.send({ at, code: codeOf(result) }),
    (error) => process.send({ at, code: `failed: ${error.message}` }),
  );
});
process.once('disconnect', () => {
  void poster.onApplicationShutdown().then(() => database.close());
});
process.send('ready');

function codeOf(result) {
  return result.outcome === 'done' ? result.results[0].outcome : result.rejection.code;
}
