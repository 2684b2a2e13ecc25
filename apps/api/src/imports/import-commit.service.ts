import { Injectable } from '@nestjs/common';
import type { commitImport, ImportBatch, undoImport } from '@yinqi/contracts/imports';
import type { RouteInput } from '@yinqi/contracts/route';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { announce } from '../platform/live/live.js';
import { ImportBatches } from './import-batches.js';
import { ImportRegistration } from './import-registration.js';
import { ImportsStore, type BatchRow } from './imports.store.js';

export const UNDO_LIMIT_MS = 24 * 60 * 60 * 1000;

/** Registers what a batch holds, and takes it back while nobody has acted on it. */
@Injectable()
export class ImportCommitService {
  constructor(
    private readonly commands: Commands,
    private readonly batches: ImportBatches,
    private readonly store: ImportsStore,
    private readonly registration: ImportRegistration,
    private readonly clock: Clock,
  ) {}

  /** All good rows in one transaction; rows that are not good stay as they are and can be downloaded. */
  commit(
    caller: Caller,
    command: Command,
    { params, version }: RouteInput<typeof commitImport>,
  ): Promise<ImportBatch> {
    const now = this.clock.now();
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const batch = await this.batches.lockStaged(tx, params.id);
        // The clerk commits what she saw, not what a colleague changed meanwhile.
        if (batch.version !== version) throw new DomainError('resource.version_conflict');
        await this.registration.register(tx, caller, batch, now);
        await this.store.markCommitted(tx, batch.id, now, new Date(now.getTime() + UNDO_LIMIT_MS));
        return this.told(tx, batch);
      },
      (tx, id) => this.batches.view(tx, id),
    );
  }

  undo(caller: Caller, command: Command, { params }: RouteInput<typeof undoImport>): Promise<ImportBatch> {
    const now = this.clock.now();
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const batch = await this.batches.lock(tx, params.id);
        if (batch.status !== 'committed' || batch.undo_until === null) {
          throw new DomainError('import.not_ready', { params: { status: batch.status } });
        }
        if (now > new Date(batch.undo_until)) {
          throw new DomainError('import.undo_expired', { params: { until: batch.undo_until } });
        }
        await this.registration.withdraw(tx, caller, batch, now);
        await this.store.markUndone(tx, batch.id, now);
        return this.told(tx, batch);
      },
      (tx, id) => this.batches.view(tx, id),
    );
  }

  private async told(tx: Tx, batch: BatchRow): Promise<{ resourceId: string }> {
    await announce(tx, { kind: 'import', id: batch.id }, { organisationIds: [batch.organisation_id] });
    return { resourceId: batch.id };
  }
}
