import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { FacilitiesStore } from './facilities.store.js';
import { recordOf, type FacilityRecord } from './facility-record.js';

@Injectable()
export class FacilityReader {
  constructor(private readonly store: FacilitiesStore) {}

  async load(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, FacilityRecord>> {
    const rows = await this.store.load(tx, ids);
    return new Map(rows.map((row) => [row.id, recordOf(row)]));
  }

  /** Differs whenever any facility differs. */
  revision(tx: Tx): Promise<string> {
    return this.store.revision(tx);
  }
}
