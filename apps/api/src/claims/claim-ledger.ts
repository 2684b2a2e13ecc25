import { Injectable } from '@nestjs/common';
import { claimBatchesMoved } from '@yinqi/contracts/events';
import type { QuotaCommand } from '@yinqi/domain/quota';
import { QuotaPoster, sha256 } from '../facilities/facilities.public.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands, type Done } from '../platform/http/commands.js';
import { announce } from '../platform/live/live.js';
import { publish } from '../platform/outbox/outbox.js';
import type { Refused } from './batch-refusals.js';
import type { BatchRow } from './claim-batches.store.js';

/** A second sending arrived while the first was under way: what it would have posted is undone. */
class SentTwice extends Error {}

/** One id for one sending, so that the ledger knows a second sending of it by its key (UUID version 8). */
export function claimIdOf(organisationId: string, commandKey: string): string {
  return idFrom(`claim ${organisationId} ${commandKey}`);
}

/** An enterprise whose bill was discounted need not be registered here: its code stands for it. */
export const billHolderId = (uscc: string): string => idFrom(`bill-holder ${uscc}`);

/** Under which the word of one round stands in the ledger: a correction names it. */
export const decisionKey = (claimId: string, round: number): string =>
  `claim-decide-${claimId}-${String(round)}`;

/** One id for one correction of one round, by which people are told of it once. */
export const correctionIdOf = (claimId: string, round: number): string =>
  idFrom(`claim-corrected ${claimId} ${String(round)}`);

function idFrom(text: string): string {
  const hex = sha256(text);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}

type Audience = Pick<BatchRow, 'bank_id' | 'holder_id' | 'unit_position'>;

/** Where the steps of a claim become entries: state and entry commit together, or neither does. */
@Injectable()
export class ClaimLedger {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly poster: QuotaPoster,
  ) {}

  /** What a command is about, looked at under the caller's rights; nothing for a second sending of it. */
  prepare<T>(caller: Caller, command: Command, look: (tx: Tx) => Promise<T>): Promise<T | undefined> {
    return this.database.asCaller(caller, async (tx) => {
      const earlier = await this.commands.earlier(tx, caller, command);
      return earlier ? undefined : look(tx);
    });
  }

  /** What the ledger refuses, for the caller to put in its own words; nothing where it was done, now or before. */
  async post(
    caller: Caller,
    command: Command,
    posting: readonly QuotaCommand[],
    record: (tx: Tx) => Promise<Done>,
  ): Promise<Refused | undefined> {
    if (posting.length === 0) {
      await this.database.asCaller(caller, (tx) => this.commands.once(tx, caller, command, record));
      return undefined;
    }
    try {
      const result = await this.poster.postWith(caller, posting, async (tx) => {
        const { isNew } = await this.commands.once(tx, caller, command, record);
        if (!isNew) throw new SentTwice();
      });
      return result.outcome === 'rejected' ? result : undefined;
    } catch (error) {
      if (error instanceof SentTwice) return undefined;
      throw error;
    }
  }

  /** People are told what became of a batch, and open pages read again. */
  async tellBatch(tx: Tx, batchId: string, of: Audience): Promise<void> {
    await publish(tx, claimBatchesMoved, { batchIds: [batchId] });
    await this.tell(tx, batchId, of);
  }

  /** Open pages of the bank, the holder of the tool and the bureau read again. */
  tell(tx: Tx, id: string, { bank_id, holder_id, unit_position }: Audience): Promise<void> {
    return announce(
      tx,
      { kind: 'claim', id },
      {
        bank: { id: bank_id, branchPosition: null },
        unitPosition: unit_position,
        organisationIds: holder_id === null ? [] : [holder_id],
      },
    );
  }
}
