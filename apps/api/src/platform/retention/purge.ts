import type { Tx } from '../database/database.js';

/** Rows removed in one transaction, so that none holds its locks for long. */
export const PURGE_BATCH = 1_000;
/** Answers to commands that nobody repeats any more. */
export const purgeReceipts = (tx: Tx, before: Date): Promise<number> =>
  tx.execute(
    `delete from command_receipt where (organisation_id, key) in (
       select organisation_id, key from command_receipt where created_at < $1 order by created_at limit ${PURGE_BATCH})`,
    [before],
  );

/** Events every queue has done with; one that is still open or was given up stays for the operator. */
export const purgeEvents = (tx: Tx, before: Date): Promise<number> =>
  tx.execute(
    `delete from outbox_event where id in (
       select e.id from outbox_event e
       where e.dispatched_at < $1
         and not exists (select 1 from outbox_delivery d where d.event_id = e.id and d.done_at is null)
       order by e.dispatched_at limit ${PURGE_BATCH})`,
    [before],
  );
