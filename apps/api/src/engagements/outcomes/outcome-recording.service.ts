import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  MAX_RECORDED_AT_ONCE,
  type decideOutcome,
  type OutcomeBatch,
  type OutcomeRow,
  recordOutcomes,
} from '@yinqi/contracts/outcomes';
import type { RouteInput } from '@yinqi/contracts/route';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import type { QuotaStep } from '../quota/case-commands.js';
import { CaseQuota } from '../quota/case-quota.js';
import { loanOf } from './outcome-staging.js';
import { OutcomesService } from './outcomes.service.js';
import { OutcomesStore, type OutcomeRowRow } from './outcomes.store.js';
import { ReportedLoans } from './reported-loans.js';

/** Rows that a person has yet to decide about. */
const isOpen = ({ state }: OutcomeRowRow): boolean => state === 'doubtful' || state === 'unmatched';

/** Each row as it is decided: the note becomes a record of its case, and the row remembers by whom. */
@Injectable()
export class OutcomeDecisions {
  constructor(
    private readonly store: OutcomesStore,
    private readonly loans: ReportedLoans,
    private readonly clock: Clock,
  ) {}

  /** What recording the row will use of a quota, or give back to it. */
  async plan(tx: Tx, batchId: string, row: number, engagementId?: string): Promise<QuotaStep | null> {
    const found = await this.store.lockRow(tx, batchId, row);
    const caseId = engagementId ?? found?.engagementId;
    if (!found?.loan || !caseId) return null;
    const loan = loanOf(row, found.loan);
    if (found.state === 'known') return this.loans.planBalance(tx, caseId, loan);
    return engagementId !== undefined || found.state === 'sure' ? this.loans.plan(tx, caseId, loan) : null;
  }

  async record(tx: Tx, caller: Caller, batchId: string, row: number): Promise<void> {
    const found = await this.store.lockRow(tx, batchId, row);
    if (!found?.loan || found.engagementId === null) return;
    const loan = loanOf(row, found.loan);
    if (found.state === 'known') {
      await this.loans.balance(tx, caller, found.engagementId, loan);
      await this.store.balanceRecorded(tx, batchId, row);
    }
    if (found.state !== 'sure') return;
    await this.loans.disburse(tx, caller, found.engagementId, loan, false);
    const decided = { state: 'recorded', decidedByName: caller.displayName } as const;
    await this.store.decide(tx, batchId, row, decided, this.clock.now());
  }

  /** What was sure when the list was read and is refused now waits for a person, with the reason. */
  async setAside(tx: Tx, batchId: string, row: number, refusal: string): Promise<void> {
    const found = await this.store.lockRow(tx, batchId, row);
    if (found?.state === 'known') await this.store.balanceRefused(tx, batchId, row, refusal);
    if (found?.state !== 'sure') return;
    await this.store.decide(tx, batchId, row, { state: 'doubtful', refusal }, this.clock.now());
  }

  async decide(tx: Tx, caller: Caller, { params, body }: RouteInput<typeof decideOutcome>): Promise<void> {
    const found = await this.store.lockRow(tx, params.id, params.row);
    if (!found) throw notFound();
    if (!isOpen(found) || found.loan === null) {
      throw new DomainError('import.not_ready', { params: { status: found.state } });
    }
    const decidedByName = caller.displayName;
    const now = this.clock.now();
    if (body.decision === 'reject') {
      const { note } = body;
      await this.store.decide(tx, params.id, params.row, { state: 'rejected', decidedByName, note }, now);
      return;
    }
    const { engagementId } = body;
    await this.loans.disburse(tx, caller, engagementId, loanOf(params.row, found.loan), true);
    await this.store.decide(
      tx,
      params.id,
      params.row,
      { state: 'recorded', engagementId, decidedByName },
      now,
    );
  }
}

@Injectable()
export class OutcomeRecordingService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly outcomes: OutcomesService,
    private readonly decisions: OutcomeDecisions,
    private readonly quota: CaseQuota,
  ) {}

  /**
   * Every row is a transaction of its own: one that is refused keeps no other back, and what was recorded before a
   * connection broke stays recorded. Sent again, it goes on where it stood.
   */
  async record(
    caller: Caller,
    command: Command,
    { params }: RouteInput<typeof recordOutcomes>,
  ): Promise<OutcomeBatch> {
    for (const row of await this.recordable(caller, params.id)) {
      try {
        await this.recordRow(caller, params.id, row);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const { code } = error;
        await this.database.asCaller(caller, (tx) => this.decisions.setAside(tx, params.id, row, code));
      }
    }
    return this.commands.run(
      caller,
      command,
      () => Promise.resolve({ resourceId: params.id }),
      (tx, id) => this.outcomes.view(tx, id),
    );
  }

  decide(caller: Caller, command: Command, input: RouteInput<typeof decideOutcome>): Promise<OutcomeRow> {
    const { id, row } = input.params;
    const { body } = input;
    return this.quota.run(caller, command, {
      plan: (tx) =>
        body.decision === 'confirm'
          ? this.decisions.plan(tx, id, row, body.engagementId)
          : Promise.resolve(null),
      perform: async (tx) => {
        await this.outcomes.found(tx, id);
        await this.decisions.decide(tx, caller, input);
        return { resourceId: id };
      },
      read: (tx) => this.outcomes.rowView(tx, caller, id, row),
    });
  }

  /** Loan and quota in one transaction, as where a loan is typed in; each row has a receipt of its own. */
  private recordRow(caller: Caller, batchId: string, row: number): Promise<void> {
    const command = { key: randomUUID(), routeId: recordOutcomes.id, bodyHash: `${batchId} ${row}` };
    return this.quota.run(caller, command, {
      plan: (tx) => this.decisions.plan(tx, batchId, row),
      perform: async (tx) => {
        await this.decisions.record(tx, caller, batchId, row);
        return { resourceId: batchId };
      },
      read: () => Promise.resolve(),
    });
  }

  private recordable(caller: Caller, batchId: string): Promise<number[]> {
    return this.database.asCaller(caller, async (tx) => {
      const batch = await this.outcomes.found(tx, batchId);
      if (batch.status !== 'read')
        throw new DomainError('import.not_ready', { params: { status: batch.status } });
      return this.outcomes.recordable(tx, batchId, MAX_RECORDED_AT_ONCE);
    });
  }
}
