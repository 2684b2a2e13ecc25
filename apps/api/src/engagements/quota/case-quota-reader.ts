import { Injectable } from '@nestjs/common';
import { firstFailed, isLiveHoldState, type QuotaCommand } from '@yinqi/domain/quota';
import {
  caseRefusal,
  CaseHoldsStore,
  type CaseHold,
  type PoolOutlook,
} from '../../facilities/facilities.public.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ProductReader } from '../../products/products.public.js';
import type { EngagementRow } from '../engagement-row.js';
import {
  approveCommands,
  repayCommand,
  repaymentKeys,
  reportCommand,
  reserveCommand,
  type QuotaStep,
  type Repayment,
} from './case-commands.js';

type Posting = { readonly poolId: string; readonly actorId: string };

/** Which pool a case counts against, and what a step of it posts there. */
@Injectable()
export class CaseQuotaReader {
  constructor(
    private readonly database: Database,
    private readonly holds: CaseHoldsStore,
    private readonly products: ProductReader,
  ) {}

  /** Read by the ledger's writer: an enterprise sees no bank's pool. Nothing where the tool has no pool. */
  commandsOf(planned: QuotaStep, actorId: string): Promise<readonly QuotaCommand[]> {
    return this.database.asService('app_poster', async (tx) => {
      const hold = await this.holds.find(tx, planned.holdId);
      const poolId = hold?.poolId ?? (await this.poolFor(tx, planned.row));
      if (poolId !== undefined) return this.posting(tx, planned, hold, { poolId, actorId });
      refuseRuledOut(planned);
      return [];
    });
  }

  /** The pool in which a choice would be held, as it stands now. */
  outlook(row: EngagementRow): Promise<PoolOutlook | undefined> {
    return this.database.asService('app_poster', async (tx) => {
      const poolId = await this.poolFor(tx, row);
      return poolId === undefined ? undefined : this.holds.outlook(tx, poolId, row.enterpriseId);
    });
  }

  private async posting(
    tx: Tx,
    planned: QuotaStep,
    hold: CaseHold | undefined,
    posting: Posting,
  ): Promise<readonly QuotaCommand[]> {
    switch (planned.step) {
      case 'choose':
        return [reserveCommand(planned, posting)];
      case 'approve':
        return hold !== undefined && isLiveHoldState(hold.state) ? approveCommands(planned, posting) : [];
      case 'disburse': {
        const version = (hold?.version ?? 0) + 1;
        return [reportCommand(planned, posting), ...(await this.repayments(tx, planned, posting, version))];
      }
      case 'repay':
        return hold === undefined ? [] : this.repayments(tx, planned, posting, hold.version);
    }
  }

  /**
   * What the balances say was repaid beyond what the book has. A balance above it would take quota back that was given
   * away since: that is a correction, which two people make.
   */
  private async repayments(
    tx: Tx,
    planned: Pick<Repayment, 'row' | 'holdId' | 'balances'>,
    posting: Posting,
    version: number,
  ): Promise<readonly QuotaCommand[]> {
    const { row, balances } = planned;
    if (balances.length === 0 || !(await this.holds.isBalance(tx, posting.poolId))) return [];
    const keys = balances.map(({ noteNumber }) => repaymentKeys(noteNumber));
    const booked = await this.holds.booked(tx, row.bankId, keys);
    const commands: QuotaCommand[] = [];
    for (const note of balances) {
      const { noteNumber, outstandingFen } = note;
      const standsFen = note.amountFen - (booked.get(repaymentKeys(noteNumber))?.bookedFen ?? 0n);
      const amountFen = standsFen - outstandingFen;
      if (amountFen < 0n) {
        const params = { noteNumber, outstandingFen: String(outstandingFen), reportedFen: String(standsFen) };
        throw new DomainError('balance.above_reported', { params });
      }
      if (amountFen === 0n) continue;
      commands.push(
        repayCommand(planned, note, { ...posting, amountFen, version: version + commands.length }),
      );
    }
    return commands;
  }

  private async poolFor(tx: Tx, row: EngagementRow): Promise<string | undefined> {
    const facilityId = await this.products.facilityOf(tx, row.productId);
    if (facilityId === undefined) return undefined;
    const { bankId, unitPosition, currency } = row;
    return this.holds.poolFor(tx, { facilityId, bankId, unitPosition, currency });
  }
}

/** Where nobody keeps a book of the tool, its conditions hold all the same. */
function refuseRuledOut(planned: QuotaStep): void {
  const fault = planned.step === 'choose' ? firstFailed(planned.checks) : undefined;
  if (fault) throw caseRefusal(fault);
}
