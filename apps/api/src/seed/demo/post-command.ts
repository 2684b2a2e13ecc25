import { namedBy, QuotaBook, type QuotaCommand } from '@yinqi/domain/quota';
import { sha256, type LedgerStore } from '../../facilities/facilities.public.js';
import type { Tx } from '../../platform/database/database.js';

/** Posts one command of the demo world as the ledger would have at that moment. */
export async function postCommand(
  tx: Tx,
  store: LedgerStore,
  command: QuotaCommand,
  atMs: number,
): Promise<void> {
  // The seed's connection takes one statement at a time.
  let sent: Promise<unknown> = Promise.resolve();
  const lines = {
    rows: <Row>({ text }: { text: string }, values: Parameters<Tx['rows']>[1]): Promise<Row[]> => {
      const read = sent.then(() => tx.rows<Row>(text, values));
      sent = read;
      return read;
    },
    write: ({ text }: { text: string }, values: Parameters<Tx['execute']>[1]): void => {
      sent = sent.then(() => tx.execute(text, values));
    },
  };
  const loaded = await store.load(lines, namedBy([command]));
  const book = new QuotaBook(loaded.state, sha256);
  const result = book.post([command], atMs);
  if (result.outcome === 'rejected') throw new Error(`The demo ledger refused: ${result.rejection.code}`);
  // A tally has no limit that a loan could exceed.
  const isTally = (poolId: string): boolean => loaded.state.pools.get(poolId)?.authority === 'SHADOW';
  const exceptions = result.results
    .flatMap((one) => (one.outcome === 'accepted' ? one.exceptions : []))
    .filter(({ poolId }) => !isTally(poolId));
  store.write(lines, loaded, {
    entries: book.entries,
    changed: book.changed,
    exceptions,
    receipts: [],
    atMs,
  });
  await sent;
}
