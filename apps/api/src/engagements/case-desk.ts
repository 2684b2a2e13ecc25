import { Injectable } from '@nestjs/common';
import type { EngagementFacts } from '@yinqi/domain/lifecycle';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { CaseRecords, factsOf, type CaseRecord } from './case-records.js';
import { actingFor, type Acting } from './engagement-actors.js';
import { EngagementMoves } from './engagement-moves.js';
import type { EngagementRow } from './engagement-row.js';
import { EngagementsStore } from './engagements.store.js';
import { refusalFacts } from './refusal.js';

/** A case in somebody's hands: locked, at the version they saw, with what the table's conditions depend on. */
export type OpenCase = {
  readonly row: EngagementRow;
  readonly record: CaseRecord;
  readonly facts: EngagementFacts;
  readonly by: Acting;
  readonly now: Date;
};

@Injectable()
export class CaseDesk {
  constructor(
    private readonly moves: EngagementMoves,
    private readonly records: CaseRecords,
    private readonly requests: RequestReader,
    private readonly clock: Clock,
    private readonly store: EngagementsStore,
  ) {}

  /** A second look and an appeal are another person's. */
  recordDecliner(tx: Tx, { row, by }: OpenCase): Promise<void> {
    return this.store.setDeclinedBy(tx, row.id, { id: by.accountId, name: by.name });
  }

  async open(tx: Tx, caller: Caller, id: string, version: number): Promise<OpenCase> {
    const row = await this.moves.open(tx, caller, id, version);
    const now = this.clock.now();
    const record = await this.records.loadOne(tx, row, now);
    const request = caller.side === 'bank' ? undefined : await this.requests.find(tx, row.requestId);
    const facts = {
      ...factsOf(row, record, request),
      ...refusalFacts(row, record, { accountId: caller.accountId, now }),
    };
    return { row, record, facts, by: actingFor(caller), now };
  }
}
