import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

/** A posting of a hold that is being taken back, and why. */
export type TakenBack = { readonly holdId: string; readonly key: string; readonly reason: string };
type Follow = (tx: Tx, posting: TakenBack) => Promise<void>;

/**
 * Records that say what a posting stood for are kept by others, who depend on the ledger and not it on them: they ask to
 * follow, and change their record in the transaction of the correcting entry, so that both are taken back or neither is.
 */
@Injectable()
export class CorrectionFollowers {
  private readonly followers: Follow[] = [];

  add(follow: Follow): void {
    this.followers.push(follow);
  }

  async tell(tx: Tx, posting: TakenBack): Promise<void> {
    for (const follow of this.followers) await follow(tx, posting);
  }
}
