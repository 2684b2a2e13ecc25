import { Injectable } from '@nestjs/common';
import { isLiveHoldState, type QuotaCommand } from '@yinqi/domain/quota';
import { CaseHoldsStore, type PoolOutlook } from '../../facilities/facilities.public.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { ProductReader } from '../../products/products.public.js';
import type { EngagementRow } from '../engagement-row.js';
import { approveCommands, reportCommand, reserveCommand, type QuotaStep } from './case-commands.js';

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
      if (planned.step === 'approve') {
        const isHeld = hold !== undefined && isLiveHoldState(hold.state);
        return isHeld ? approveCommands(planned, { poolId: hold.poolId, actorId }) : [];
      }
      const poolId = hold?.poolId ?? (await this.poolFor(tx, planned.row));
      if (poolId === undefined) return [];
      return planned.step === 'choose'
        ? [reserveCommand(planned, { poolId, actorId })]
        : [reportCommand(planned, { poolId, actorId })];
    });
  }

  /** The pool in which a choice would be held, as it stands now. */
  outlook(row: EngagementRow): Promise<PoolOutlook | undefined> {
    return this.database.asService('app_poster', async (tx) => {
      const poolId = await this.poolFor(tx, row);
      return poolId === undefined ? undefined : this.holds.outlook(tx, poolId, row.enterpriseId);
    });
  }

  private async poolFor(tx: Tx, row: EngagementRow): Promise<string | undefined> {
    const facilityId = await this.products.facilityOf(tx, row.productId);
    if (facilityId === undefined) return undefined;
    const { bankId, unitPosition, currency } = row;
    return this.holds.poolFor(tx, { facilityId, bankId, unitPosition, currency });
  }
}
