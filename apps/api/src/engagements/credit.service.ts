import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { approveCredit, recordContract, recordDisbursement } from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { RouteInput } from '@yinqi/contracts/route';
import { consentEndMs } from '@yinqi/domain/disclosure';
import { disbursementAction } from '@yinqi/domain/lifecycle';
import type { FieldFault } from '@yinqi/contracts/errors';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CaseDesk, type OpenCase } from './case-desk.js';
import { armCase } from './case-timers.js';
import { CreditsStore } from './credits.store.js';
import { takenBy } from './decisions.service.js';
import { NO_DUE } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import { EngagementReader } from './engagement-reader.js';
import { EngagementsStore } from './engagements.store.js';
import { isAfterTheEnd, isLastLoan, loanStep, type QuotaStep } from './quota/case-commands.js';
import { CaseQuota } from './quota/case-quota.js';

const refuse = (faults: readonly FieldFault[]): void => {
  if (faults.length > 0) throw new DomainError('request.invalid', { faults });
};

/** Approval, contract and disbursement, each recorded once and never taken back. */
@Injectable()
export class CreditRecords {
  constructor(
    private readonly moves: EngagementMoves,
    private readonly credits: CreditsStore,
    private readonly engagements: EngagementsStore,
  ) {}

  async approve(tx: Tx, open: OpenCase, { body }: RouteInput<typeof approveCredit>): Promise<void> {
    const { row, record, facts, by, now } = open;
    const approvedFen = BigInt(body.amountFen);
    const chosen = record.offers.find(({ status }) => status === 'chosen');
    const maxFen = chosen?.chosenFen ?? chosen?.amountFen;
    // First the table: without a chosen offer there is nothing to compare the amount with.
    const approved = await this.moves.apply(tx, row, {
      action: 'approve',
      by,
      facts,
      changes: { ...takenBy(open), ...NO_DUE, heldAt: null, heldDueAt: null },
    });
    const faults: FieldFault[] = [];
    if (maxFen !== undefined && approvedFen > maxFen) {
      faults.push({ pointer: '/body/amountFen', code: 'above_choice', params: { maxFen: String(maxFen) } });
    }
    if ((consentEndMs(body.validUntil) ?? 0) <= now.getTime()) {
      faults.push({ pointer: '/body/validUntil', code: 'in_the_past' });
    }
    refuse(faults);
    await this.credits.insertCredit(tx, randomUUID(), row, { ...body, approvedByName: by.name }, now);
    await this.engagements.setApproved(tx, row.id, approvedFen);
    await armCase(tx, approved);
  }

  async contract(tx: Tx, open: OpenCase, { body }: RouteInput<typeof recordContract>): Promise<void> {
    const { row, facts, by, now } = open;
    await this.moves.apply(tx, row, {
      action: 'sign_contract',
      by,
      facts,
      note: { text: body.contractNumber },
    });
    if (body.signedOn > chinaDate(now)) refuse([{ pointer: '/body/signedOn', code: 'in_the_future' }]);
    const contract = { ...body, recordedByName: by.name };
    if (!(await this.credits.insertContract(tx, randomUUID(), row, contract, now))) {
      refuse([{ pointer: '/body/contractNumber', code: 'duplicate' }]);
    }
  }

  async disburse(tx: Tx, open: OpenCase, { body }: RouteInput<typeof recordDisbursement>): Promise<void> {
    const { row, facts, by, now } = open;
    const amountFen = BigInt(body.amountFen);
    const approvedFen = row.approvedFen ?? 0n;
    const note = { text: body.noteNumber };
    if (isAfterTheEnd(row)) {
      await this.moves.mark(tx, row, { milestone: 'report_disbursement', by, note });
    } else {
      const action = disbursementAction(approvedFen, row.disbursedFen, amountFen);
      await this.moves.apply(tx, row, { action, by, facts, note, changes: takenBy(open) });
    }
    const faults: FieldFault[] = [];
    if (body.disbursedOn > chinaDate(now))
      faults.push({ pointer: '/body/disbursedOn', code: 'in_the_future' });
    if (body.maturesOn <= body.disbursedOn)
      faults.push({ pointer: '/body/maturesOn', code: 'before_disbursement' });
    refuse(faults);
    // A real disbursement is never refused; one above the approval is asked about once, as most are slips.
    if (row.disbursedFen + amountFen > approvedFen && !body.aboveApproval) {
      throw new DomainError('disbursement.exceeds_approval', {
        params: { restFen: String(approvedFen - row.disbursedFen) },
      });
    }
    const paid = { ...body, id: randomUUID(), recordedByName: by.name };
    if (!(await this.credits.insertDisbursement(tx, row, paid, now))) {
      throw new DomainError('disbursement.duplicate_note', { params: { noteNumber: body.noteNumber } });
    }
    await this.engagements.addDisbursed(tx, row.id, amountFen);
  }
}

@Injectable()
export class CreditService {
  constructor(
    private readonly commands: Commands,
    private readonly desk: CaseDesk,
    private readonly records: CreditRecords,
    private readonly reader: EngagementReader,
    private readonly quota: CaseQuota,
  ) {}

  /** What choosing reserved becomes firm with the approval, and holds as long as it does. */
  approve(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof approveCredit>,
  ): Promise<EngagementDetail> {
    return this.withQuota(caller, command, input, {
      plan: ({ row, record }) => {
        const chosen = record.offers.find(({ status }) => status === 'chosen');
        const { amountFen, validUntil } = input.body;
        const expiresAtMs = consentEndMs(validUntil) ?? 0;
        return chosen
          ? { step: 'approve', row, holdId: chosen.id, amountFen: BigInt(amountFen), expiresAtMs }
          : null;
      },
      record: (tx, open) => this.records.approve(tx, open, input),
    });
  }

  contract(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof recordContract>,
  ): Promise<EngagementDetail> {
    return this.run(caller, command, input, (tx, open) => this.records.contract(tx, open, input));
  }

  /** Uses what was held; a loan beyond it is recorded all the same and stands out as an exception to be settled. */
  disburse(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof recordDisbursement>,
  ): Promise<EngagementDetail> {
    return this.withQuota(caller, command, input, {
      plan: ({ row, record }) => {
        const isLast = isLastLoan(row, BigInt(input.body.amountFen));
        return loanStep(row, record.offers, input.body, isLast);
      },
      record: (tx, open) => this.records.disburse(tx, open, input),
    });
  }

  private withQuota(
    caller: Caller,
    command: Command,
    { params, version }: { readonly params: { readonly id: string }; readonly version: number },
    step: {
      readonly plan: (open: OpenCase) => QuotaStep | null;
      readonly record: (tx: Tx, open: OpenCase) => Promise<void>;
    },
  ): Promise<EngagementDetail> {
    return this.quota.run(caller, command, {
      plan: async (tx) => step.plan(await this.desk.open(tx, caller, params.id, version)),
      perform: async (tx) => {
        await step.record(tx, await this.desk.open(tx, caller, params.id, version));
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
