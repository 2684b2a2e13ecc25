import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  cancelRest,
  recordBalances,
  recordNotTaken,
  rescindCredit,
} from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { FieldFault } from '@yinqi/contracts/errors';
import type { RouteInput } from '@yinqi/contracts/route';
import { balanceFault, isNotTakenStated } from '@yinqi/domain/lifecycle';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CaseDesk, type OpenCase } from './case-desk.js';
import { CreditsStore, latestBalance } from './credits.store.js';
import { NO_DUE } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import { EngagementReader } from './engagement-reader.js';
import { repayStep, type QuotaStep } from './quota/case-commands.js';
import { CaseQuota } from './quota/case-quota.js';

type Balances = RouteInput<typeof recordBalances>;

const ENDED = { ...NO_DUE, heldAt: null, heldDueAt: null } as const;

/** What becomes of an approved credit: not used or rescinded, and why; or used, and what is still owed. */
@Injectable()
export class CreditOutcomes {
  constructor(
    private readonly moves: EngagementMoves,
    private readonly credits: CreditsStore,
  ) {}

  async notTaken(tx: Tx, open: OpenCase, { body }: RouteInput<typeof recordNotTaken>): Promise<void> {
    const { row, facts, by } = open;
    if (!isNotTakenStated(body.reason, body.text)) {
      throw new DomainError('request.invalid', { faults: [{ pointer: '/body/text', code: 'required' }] });
    }
    await this.moves.apply(tx, row, {
      action: 'not_take',
      by,
      facts,
      note: { notTaken: body.reason, ...(body.text !== undefined && { text: body.text }) },
      changes: ENDED,
    });
  }

  /** Whoever approved names the condition that was not met: the enterprise reads it in the history. */
  async rescinded(tx: Tx, { row, facts, by }: OpenCase, condition: string): Promise<void> {
    await this.moves.apply(tx, row, {
      action: 'rescind',
      by,
      facts: { ...facts, conditions_unmet: true },
      note: { text: condition },
      changes: ENDED,
    });
  }

  async restCancelled(tx: Tx, { row, facts, by }: OpenCase, note: string | undefined): Promise<void> {
    await this.moves.apply(tx, row, {
      action: 'cancel_rest',
      by,
      facts,
      ...(note !== undefined && { note: { text: note } }),
      changes: ENDED,
    });
  }

  /** What the balances say was repaid; those that recording refuses say nothing. */
  repaid({ row, record, now }: OpenCase, { body }: Balances): QuotaStep | null {
    const owed = body.balances.flatMap(({ disbursementId, outstandingFen }) => {
      const note = record.disbursements.find(({ id }) => id === disbursementId);
      const balance = { outstandingFen: BigInt(outstandingFen), asOf: body.asOf };
      const amountFen = BigInt(note?.amountFen ?? 0);
      if (!note || balanceFault({ ...note, amountFen }, balance, chinaDate(now)) !== null) return [];
      return [{ noteNumber: note.noteNumber, amountFen, ...latestBalance(note, balance) }];
    });
    return repayStep(row, record.offers, owed);
  }

  async balances(tx: Tx, open: OpenCase, { body }: Balances): Promise<void> {
    const { row, record, by, now } = open;
    await this.moves.mark(tx, row, { milestone: 'report_balance', by, note: { text: body.asOf } });
    const faults: FieldFault[] = [];
    for (const [index, { disbursementId, outstandingFen }] of body.balances.entries()) {
      const note = record.disbursements.find(({ id }) => id === disbursementId);
      if (!note) throw notFound();
      const balance = { outstandingFen: BigInt(outstandingFen), asOf: body.asOf };
      const fault = balanceFault({ ...note, amountFen: BigInt(note.amountFen) }, balance, chinaDate(now));
      const isKept =
        fault === null &&
        (await this.credits.insertBalance(
          tx,
          row,
          { ...balance, id: randomUUID(), disbursementId, recordedByName: by.name },
          now,
        ));
      if (isKept) continue;
      const pointer = fault === 'above_note' ? `/body/balances/${index}/outstandingFen` : '/body/asOf';
      faults.push({ pointer, code: fault ?? 'duplicate' });
    }
    if (faults.length > 0) throw new DomainError('request.invalid', { faults });
  }
}

@Injectable()
export class AfterCreditService {
  constructor(
    private readonly commands: Commands,
    private readonly desk: CaseDesk,
    private readonly outcomes: CreditOutcomes,
    private readonly reader: EngagementReader,
    private readonly quota: CaseQuota,
  ) {}

  notTaken(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof recordNotTaken>,
  ): Promise<EngagementDetail> {
    return this.run(caller, command, input, (tx, open) => this.outcomes.notTaken(tx, open, input));
  }

  rescind(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof rescindCredit>,
  ): Promise<EngagementDetail> {
    const { condition } = input.body;
    return this.run(caller, command, input, (tx, open) => this.outcomes.rescinded(tx, open, condition));
  }

  cancelRest(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof cancelRest>,
  ): Promise<EngagementDetail> {
    const { note } = input.body;
    return this.run(caller, command, input, (tx, open) => this.outcomes.restCancelled(tx, open, note));
  }

  /** What was repaid gives quota back where the tool counts balances, in the same transaction. */
  balances(caller: Caller, command: Command, input: Balances): Promise<EngagementDetail> {
    const { params, version } = input;
    return this.quota.run(caller, command, {
      plan: async (tx) => this.outcomes.repaid(await this.desk.open(tx, caller, params.id, version), input),
      perform: async (tx) => {
        await this.outcomes.balances(tx, await this.desk.open(tx, caller, params.id, version), input);
        return { resourceId: params.id };
      },
      read: (tx, id) => this.reader.detail(tx, caller, id),
    });
  }

  private run(
    caller: Caller,
    command: Command,
    { params, version }: { readonly params: { readonly id: string }; readonly version: number },
    record: (tx: Tx, open: OpenCase) => Promise<void>,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        await record(tx, await this.desk.open(tx, caller, params.id, version));
        return { resourceId: params.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }
}
