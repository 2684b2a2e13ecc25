import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LoanNote } from '@yinqi/domain/outcomes';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { CaseDesk, type OpenCase } from '../case-desk.js';
import { CreditRecords } from '../credit.service.js';
import { CreditsStore, latestBalance } from '../credits.store.js';
import { EngagementsStore } from '../engagements.store.js';
import { OffersStore } from '../offers.store.js';
import { isLastLoan, loanStep, repayStep, type QuotaStep } from '../quota/case-commands.js';

/** Notes of a list as records of a case, on the path that a note typed in by hand takes. */
@Injectable()
export class ReportedLoans {
  constructor(
    private readonly engagements: EngagementsStore,
    private readonly desk: CaseDesk,
    private readonly records: CreditRecords,
    private readonly credits: CreditsStore,
    private readonly offers: OffersStore,
  ) {}

  /** What the loan will use of the quota its case holds. */
  async plan(tx: Tx, engagementId: string, loan: LoanNote): Promise<QuotaStep | null> {
    const [row] = await this.engagements.load(tx, [engagementId]);
    if (!row) return null;
    const offers = await this.offers.ofEngagements(tx, [row.id]);
    const { noteNumber, amountFen, balance } = loan;
    const note = { noteNumber, amountFen: String(amountFen) };
    const step = loanStep(row, offers, note, isLastLoan(row, amountFen));
    return balance === null ? step : { ...step, balances: [{ noteNumber, amountFen, ...balance }] };
  }

  /** What was repaid on a loan known already. */
  async planBalance(tx: Tx, engagementId: string, loan: LoanNote): Promise<QuotaStep | null> {
    const { balance, noteNumber } = loan;
    const [row] = await this.engagements.load(tx, [engagementId]);
    const notes = row ? await this.credits.disbursements(tx, [row.id]) : [];
    const note = notes.find((one) => one.noteNumber === noteNumber);
    if (!row || !note || balance === null) return null;
    const owed = { noteNumber, amountFen: BigInt(note.amountFen), ...latestBalance(note, balance) };
    return repayStep(row, await this.offers.ofEngagements(tx, [row.id]), [owed]);
  }

  /** `aboveApproval` is said by a person who looked at the note, never by the list. */
  async disburse(
    tx: Tx,
    caller: Caller,
    engagementId: string,
    loan: LoanNote,
    aboveApproval: boolean,
  ): Promise<void> {
    const open = await this.open(tx, caller, engagementId);
    const { noteNumber, annualRateBp, disbursedOn, maturesOn } = loan;
    const body = {
      noteNumber,
      annualRateBp,
      disbursedOn,
      maturesOn,
      amountFen: String(loan.amountFen),
      aboveApproval,
    };
    await this.records.disburse(tx, open, { params: { id: engagementId }, version: open.row.version, body });
    await this.keepBalance(tx, open, loan);
  }

  /** What the list tells of a note known already; a balance of a day that is known stays as it was reported. */
  async balance(tx: Tx, caller: Caller, engagementId: string, loan: LoanNote): Promise<void> {
    await this.keepBalance(tx, await this.open(tx, caller, engagementId), loan);
  }

  /** The list shows the case as it stands, so it is opened as it stands. */
  private async open(tx: Tx, caller: Caller, engagementId: string): Promise<OpenCase> {
    const row = await this.engagements.lock(tx, engagementId);
    if (!row) throw notFound();
    return this.desk.open(tx, caller, engagementId, row.version);
  }

  private async keepBalance(tx: Tx, { row, by, now }: OpenCase, loan: LoanNote): Promise<void> {
    if (loan.balance === null) return;
    const notes = await this.credits.disbursements(tx, [row.id]);
    const note = notes.find(({ noteNumber }) => noteNumber === loan.noteNumber);
    if (!note) return;
    await this.credits.insertBalance(
      tx,
      row,
      { ...loan.balance, id: randomUUID(), disbursementId: note.id, recordedByName: by.name },
      now,
    );
  }
}
