import { Injectable } from '@nestjs/common';
import type { EngagementFacts } from '@yinqi/domain/lifecycle';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { CaseRecords, factsOf, type CaseRecord } from './case-records.js';
import { actingFor, isInScope, type Acting } from './engagement-actors.js';
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

  /** Whoever goes on without the papers waits for them no more. */
  waivePapers(tx: Tx, { row, now }: OpenCase): Promise<void> {
    return this.records.waivePapers(tx, row.id, now);
  }

  /** The case as it stands, in nobody's hands. */
  async look(tx: Tx, caller: Caller, id: string): Promise<OpenCase> {
    const [row] = await this.store.load(tx, [id]);
    if (!row || !isInScope(caller, row)) throw notFound();
    return this.onDesk(tx, caller, row);
  }

  async open(tx: Tx, caller: Caller, id: string, version: number): Promise<OpenCase> {
    return this.onDesk(tx, caller, await this.moves.open(tx, caller, id, version));
  }

  private async onDesk(tx: Tx, caller: Caller, row: EngagementRow): Promise<OpenCase> {
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
