import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Done } from '../../platform/http/commands.js';
import { AllotmentLedger } from './allotment-ledger.js';
import { allotmentIdOf } from './allotment-posting.js';
import { AllotmentsStore, NO_CONDITIONS, type NewAllotment } from './allotments.store.js';

type Person = { readonly id: string; readonly name: string };

/** The total a tool was opened with, and who agreed to it. */
export type OpenedWith = {
  readonly termsId: string;
  readonly facilityId: string;
  readonly poolId: string;
  readonly totalFen: string;
  readonly reason: string;
  readonly documentNumber: string | null;
  readonly on: string;
  readonly proposer: Person;
  /** Null where the total was small enough for one. */
  readonly approver: Person | null;
};

/** The first entry of a new tool's book. Asked for again, it finds it posted. */
@Injectable()
export class FirstLimit {
  constructor(
    private readonly database: Database,
    private readonly store: AllotmentsStore,
    private readonly ledger: AllotmentLedger,
  ) {}

  async post(caller: Caller, opened: OpenedWith, now: Date): Promise<void> {
    const key = allotmentIdOf(caller.organisationId, `first-limit ${opened.termsId}`);
    const id = allotmentIdOf(caller.organisationId, key);
    if (await this.database.asCaller(caller, (tx) => this.store.find(tx, id))) return;
    const { approver, proposer } = opened;
    const allotment: NewAllotment = {
      id,
      organisation_id: caller.organisationId,
      facility_id: opened.facilityId,
      kind: 'adjust',
      state: approver === null ? 'posted' : 'proposed',
      pool_id: opened.poolId,
      other_pool_id: null,
      amount_fen: null,
      limit_fen: opened.totalFen,
      entry_version: null,
      ...NO_CONDITIONS,
      reason: opened.reason,
      document_number: opened.documentNumber,
      effective_on: opened.on,
      needs_second: approver !== null,
      proposed_by: proposer.id,
      proposed_by_name: proposer.name,
    };
    const record = async (tx: Tx): Promise<Done> => {
      await this.store.insert(tx, allotment, now);
      if (approver !== null) {
        const { id: by, name: byName } = approver;
        await this.store.decide(tx, id, 1, { state: 'posted', by, byName, note: null, at: now });
      }
      return { resourceId: id };
    };
    const bodyHash = createHash('sha256').update(opened.termsId).digest('hex');
    const command = { key, routeId: 'openFacility', bodyHash };
    await this.ledger.post(caller, command, { allotment, approverId: approver?.id ?? null }, record);
  }
}
