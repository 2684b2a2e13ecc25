import { Injectable, type OnModuleInit } from '@nestjs/common';
import { afterCorrection } from '@yinqi/domain/claims';
import { CorrectionFollowers, type TakenBack } from '../facilities/facilities.public.js';
import type { Tx } from '../platform/database/database.js';
import { ClaimDecisionsStore } from './claim-decisions.store.js';
import { ClaimBatchesStore } from './claim-batches.store.js';
import { ClaimLedger, decisionKey } from './claim-ledger.js';
import { ClaimRecords } from './claim-records.js';
import { moneyOf } from './claim-views.js';

/** What the holder takes back of the ledger by a correcting entry is taken back of the claim with it. */
@Injectable()
export class ClaimCorrections implements OnModuleInit {
  constructor(
    private readonly followers: CorrectionFollowers,
    private readonly records: ClaimRecords,
    private readonly decisions: ClaimDecisionsStore,
    private readonly batches: ClaimBatchesStore,
    private readonly ledger: ClaimLedger,
  ) {}

  onModuleInit(): void {
    this.followers.add((tx, posting) => this.follow(tx, posting));
  }

  private async follow(tx: Tx, { holdId, key, reason }: TakenBack): Promise<void> {
    const claim = await this.records.claimOfHold(tx, holdId);
    // A case's hold, or one that was entered without a claim.
    if (claim === undefined) return;
    const standing = await this.decisions.standing(tx, claim.id);
    const round = standing.find((one) => decisionKey(claim.id, one.round) === key);
    if (round === undefined) throw new Error(`claim ${claim.id} knows nothing of the posting ${key}`);
    const isLapsed = claim.state === 'marked' && claim.matures_on <= this.records.today();
    const after = afterCorrection(moneyOf(claim), BigInt(round.reimbursed_fen), isLapsed);
    const taken = { after, reason, at: this.records.now() };
    if (!(await this.decisions.correct(tx, claim, round.round, taken))) {
      throw new Error(`claim ${claim.id} was not there to be corrected`);
    }
    // Its rest waits in a later batch and asks for more now: whoever looks at that has to look again.
    if (claim.state === 'submitted' && claim.batch_id !== null) await this.batches.stir(tx, claim.batch_id);
    await this.ledger.tellBatch(tx, round.batch_id, claim);
  }
}
