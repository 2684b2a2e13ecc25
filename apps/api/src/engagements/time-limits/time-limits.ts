import { Injectable } from '@nestjs/common';
import { timeLimitOf } from '@yinqi/domain/lifecycle';
import { RequestReader } from '../../financing-requests/financing-requests.public.js';
import type { Tx } from '../../platform/database/database.js';
import { inSavepoint } from '../../platform/database/savepoint.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { armCaseAt } from '../case-timers.js';
import { timedCase } from '../case-timers.store.js';
import { SYSTEM } from '../engagement-actors.js';
import { NO_DUE } from '../engagement-clock.js';
import { EngagementMoves } from '../engagement-moves.js';
import type { EngagementRow } from '../engagement-row.js';
import { EngagementsStore } from '../engagements.store.js';
import { RefusalRecordsStore } from '../repairs/refusal-records.store.js';
import { GoingOn } from './going-on.js';
import type { DueSubject } from './time-limits.store.js';

const ENDED = { ...NO_DUE, heldAt: null, heldDueAt: null } as const;

/** A decision that can still be taken back is nothing to build upon: the clock waits for it, ten seconds at most. */
const notBefore = (row: EngagementRow, atMs: number, now: Date): number =>
  row.undoUntil !== null && Date.parse(row.undoUntil) > now.getTime() ? Date.parse(row.undoUntil) : atMs;

/**
 * What follows when a time is up. The timer only says where to look: the case is read again under its lock, the domain
 * says whether anything is due and which move that is, and a deadline that moved or was spent has no effect.
 */
@Injectable()
export class TimeLimits {
  constructor(
    private readonly requests: RequestReader,
    private readonly engagements: EngagementsStore,
    private readonly moves: EngagementMoves,
    private readonly goingOn: GoingOn,
    private readonly refusals: RefusalRecordsStore,
  ) {}

  async reached(tx: Tx, subject: DueSubject, now: Date): Promise<void> {
    const request = await this.requests.lock(tx, subject.requestId);
    const row = await this.engagements.lock(tx, subject.engagementId);
    if (!request || !row) return;
    const limit = timeLimitOf(await timedCase(tx, row));
    if (limit === null) return;
    const atMs = notBefore(row, limit.atMs, now);
    if (atMs > now.getTime()) return armCaseAt(tx, row, atMs);
    await this.moves.apply(tx, row, {
      action: limit.action,
      by: SYSTEM,
      facts: limit.guard === null ? {} : { [limit.guard]: true },
      // Papers that are missing still stop the bank's clock.
      changes: limit.action === 'mark_incomplete' ? {} : ENDED,
    });
    if (limit.action === 'abandon_repair') await this.refusals.endPlans(tx, row.id, 'passed', now);
    if (limit.action !== 'record_silence') return;
    try {
      await inSavepoint(tx, () => this.goingOn.after(tx, request));
    } catch (error) {
      // The silence is recorded whoever comes next; a bank that cannot be reached now is the enterprise's to choose.
      if (!(error instanceof DomainError)) throw error;
    }
  }
}
