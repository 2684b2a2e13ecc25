import { Injectable, type OnModuleInit } from '@nestjs/common';
import { afterCorrection } from '@yinqi/domain/claims';
import { CorrectionFollowers, type TakenBack } from '../facilities/facilities.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { ClaimLedger } from './claim-ledger.js';
import { moneyOf } from './claim-views.js';
import { ClaimsStore } from './claims.store.js';

/** What the holder takes back of the ledger by a correcting entry is taken back of the claim with it. */
@Injectable()
export class ClaimCorrections implements OnModuleInit {
  constructor(
    private readonly followers: CorrectionFollowers,
    private readonly claims: ClaimsStore,
    private readonly ledger: ClaimLedger,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.followers.add((tx, posting) => this.follow(tx, posting));
  }

  private async follow(tx: Tx, { holdId, reason }: TakenBack): Promise<void> {
    const claim = await this.claims.find(tx, holdId, null);
    // A case's hold, or one that was entered without a claim.
    if (claim === undefined) return;
    const after = afterCorrection(moneyOf(claim), BigInt(claim.reimbursed_fen));
    if (!(await this.claims.correct(tx, claim, after, { reason, at: this.clock.now() }))) {
      throw new Error(`claim ${claim.id} was not there to be corrected`);
    }
    await this.ledger.tell(tx, claim.batch_id ?? claim.id, claim);
  }
}
