import type { Caller } from '../database/caller.js';
import type { Database, Tx } from '../database/database.js';
import { DomainError } from '../errors/domain-error.js';
import type { Command } from './api-request.js';

/** What a command did: the resource it made or changed, from which its answer is read. */
export type Done = { readonly resourceId: string };

type Receipt = { readonly resource_id: string; readonly body_hash: string };

/**
 * Runs a command once per (organisation, key). The receipt is inserted first, in the command's own transaction,
 * so a second sending waits for the first and then reads the same resource under the caller's access.
 */
export class Commands {
  constructor(private readonly database: Database) {}

  run<T>(
    caller: Caller,
    command: Command,
    perform: (tx: Tx) => Promise<Done>,
    read: (tx: Tx, resourceId: string) => Promise<T>,
  ): Promise<T> {
    return this.database.asCaller(caller, async (tx) => {
      const { resourceId } = await this.once(tx, caller, command, perform);
      return read(tx, resourceId);
    });
  }

  /** The same inside a transaction that somebody else commits, the ledger's; `isNew` is false for a second sending. */
  async once(
    tx: Tx,
    caller: Caller,
    command: Command,
    perform: (tx: Tx) => Promise<Done>,
  ): Promise<Done & { readonly isNew: boolean }> {
    const inserted = await tx.execute(
      `insert into command_receipt (organisation_id, key, route, body_hash) values ($1, $2, $3, $4)
       on conflict (organisation_id, key) do nothing`,
      [caller.organisationId, command.key, command.routeId, command.bodyHash],
    );
    if (inserted === 1) {
      const { resourceId } = await perform(tx);
      await tx.execute(
        'update command_receipt set resource_id = $3 where organisation_id = $1 and key = $2',
        [caller.organisationId, command.key, resourceId],
      );
      return { resourceId, isNew: true };
    }
    const earlier = await this.earlier(tx, caller, command);
    if (!earlier) throw new DomainError('idempotency.mismatch');
    return { ...earlier, isNew: false };
  }

  /** What an earlier sending of the same command did; undefined for the first. */
  async earlier(tx: Tx, caller: Caller, command: Command): Promise<Done | undefined> {
    const receipt = await tx.first<Receipt>(
      'select resource_id, body_hash from command_receipt where organisation_id = $1 and key = $2',
      [caller.organisationId, command.key],
    );
    if (!receipt) return undefined;
    if (receipt.body_hash !== command.bodyHash) throw new DomainError('idempotency.mismatch');
    return { resourceId: receipt.resource_id };
  }
}
