import { Injectable } from '@nestjs/common';
import type { Interval } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { FinancingRequestsStore } from './financing-requests.store.js';
import type { RequestRow } from './request-row.js';

/** Requests as other capabilities read them, under the role of the transaction they hand in. */
@Injectable()
export class RequestReader {
  constructor(private readonly store: FinancingRequestsStore) {}

  /** In the order of ids; those the role may not see are missing. */
  load(tx: Tx, ids: readonly string[]): Promise<RequestRow[]> {
    return this.store.load(tx, ids);
  }

  async find(tx: Tx, id: string): Promise<RequestRow | undefined> {
    return (await this.store.load(tx, [id]))[0];
  }

  /** Holds the request until the transaction ends: what is derived from it then cannot be overtaken. */
  async lock(tx: Tx, id: string): Promise<RequestRow | undefined> {
    return (await this.store.lock(tx, [id]))[0];
  }

  /** Submitted, open requests of some enterprises. */
  openIdsOf(tx: Tx, enterpriseIds: readonly string[]): Promise<string[]> {
    return this.store.openIds(tx, enterpriseIds);
  }

  /** Those of the enterprises that a request names which was not withdrawn: a draft, an open or an ended one. */
  enterprisesInUse(tx: Tx, enterpriseIds: readonly string[]): Promise<string[]> {
    return this.store.enterprisesInUse(tx, enterpriseIds);
  }

  /** All submitted, open requests. */
  openIds(tx: Tx): Promise<string[]> {
    return this.store.openIds(tx, null);
  }

  /** Submitted, open requests between two ids, both included. */
  openBetween(tx: Tx, first: string, last: string): Promise<RequestRow[]> {
    return this.store.openBetween(tx, first, last);
  }

  /** Verified and open requests whose enterprises agreed to be invited (domain §6, §9). */
  willingIds(tx: Tx, now: Date): Promise<string[]> {
    return this.store.willingIds(tx, now);
  }

  /** Verified requests of an interval that still wait for all of their money, in yuan. */
  waitingWithin(tx: Tx, within: Interval): Promise<RequestRow[]> {
    return this.store.waitingWithin(tx, within);
  }

  countWaitingWithin(tx: Tx, within: Interval): Promise<number> {
    return this.store.countWaitingWithin(tx, within);
  }

  countOpen(tx: Tx): Promise<number> {
    return this.store.countOpen(tx);
  }
}
