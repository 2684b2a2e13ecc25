import type { Database, Tx } from '../database/database.js';

/** The effect of a delivery and the mark that it was made, in one transaction: a delivery that was done is skipped. */
export const deliverOnce = (
  database: Database,
  eventId: string,
  queue: string,
  work: (tx: Tx) => Promise<void>,
): Promise<void> =>
  database.asService('app_worker', async (tx) => {
    const mine = await tx.execute(
      'update outbox_delivery set done_at = now() where event_id = $1 and queue = $2 and done_at is null',
      [eventId, queue],
    );
    if (mine === 1) await work(tx);
  });
