import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AllotmentBody } from '@yinqi/contracts/allotments';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import { AllotmentLedger } from './allotment-ledger.js';
import { NewAllotments } from './new-allotments.js';

/** Corrections proposed from elsewhere in the holder's work, within the transaction of the record they belong to. */
@Injectable()
export class CorrectionProposals {
  constructor(
    private readonly news: NewAllotments,
    private readonly ledger: AllotmentLedger,
  ) {}

  /** The id of the proposal: a correction always waits for a second person. */
  async propose(
    tx: Tx,
    caller: Caller,
    correction: Omit<Extract<AllotmentBody, { kind: 'correct' }>, 'kind'>,
  ): Promise<string> {
    const body = { ...correction, kind: 'correct' } as const;
    const { allotment } = await this.news.prepare(tx, caller, randomUUID(), body);
    await this.news.insert(tx, allotment);
    await this.ledger.tell(tx, allotment);
    return allotment.id;
  }
}
