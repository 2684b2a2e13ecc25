import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { regionPath } from '@yinqi/domain/codes';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import type { StoredFacts } from './enterprise-profile.js';
import { EnterprisesStore, type NewEnterprise, type NewSnapshot } from './enterprises.store.js';

export type EnterpriseInput = {
  /** Normalised, both check digits valid. */
  readonly uscc: string;
  readonly name: string;
  readonly regionCode: string | null;
  readonly industryCode: string | null;
  readonly profile?: StoredFacts;
};

export type Registered =
  | {
      readonly outcome: 'found' | 'created';
      readonly uscc: string;
      readonly enterpriseId: string;
      readonly unitPosition: number;
    }
  /** Known, but it reports to a unit outside the caller's interval: nothing of it may be read or changed. */
  | { readonly outcome: 'elsewhere'; readonly uscc: string };

export type SnapshotInput = Omit<NewSnapshot, 'id'>;

/** Finds and registers enterprises by credit code, hundreds at a time, under the caller's own access. */
@Injectable()
export class EnterpriseRegistry {
  constructor(private readonly store: EnterprisesStore) {}

  /** One answer per distinct code. Two bureaus registering the same code at once: the second waits and finds. */
  async findOrCreateMany(
    tx: Tx,
    caller: Caller,
    inputs: readonly EnterpriseInput[],
    now: Date,
  ): Promise<readonly Registered[]> {
    const byUscc = new Map(inputs.map((input) => [input.uscc, input]));
    const known = await this.store.findAndHold(tx, [...byUscc.keys()]);
    const registered = new Map<string, Registered>(known.map((row) => [row.uscc, answer('found', row)]));
    const wanted = [...byUscc.values()].filter(({ uscc }) => !registered.has(uscc));
    if (wanted.length > 0) {
      const fresh = await this.newEnterprises(tx, caller, wanted);
      for (const row of await this.store.insertMissing(tx, fresh, now))
        registered.set(row.uscc, answer('created', row));
      // Made by somebody else since the first look.
      const missing = wanted.filter(({ uscc }) => !registered.has(uscc)).map(({ uscc }) => uscc);
      for (const row of await this.store.findAndHold(tx, missing))
        registered.set(row.uscc, answer('found', row));
    }
    return [...byUscc.keys()].map((uscc) => registered.get(uscc) ?? { outcome: 'elsewhere', uscc });
  }

  /** Those of the codes that are registered and that the role may see, with the position they report from. */
  async findKnown(
    tx: Tx,
    usccs: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly id: string; readonly unitPosition: number }>> {
    const rows = await this.store.findByUscc(tx, usccs);
    return new Map(rows.map(({ uscc, id, unit_position }) => [uscc, { id, unitPosition: unit_position }]));
  }

  async recordSnapshots(tx: Tx, snapshots: readonly SnapshotInput[], now: Date): Promise<void> {
    if (snapshots.length === 0) return;
    await this.store.insertSnapshots(
      tx,
      snapshots.map((snapshot) => ({ ...snapshot, id: randomUUID() })),
      now,
    );
  }

  /** Takes back what an import told of these enterprises. */
  async removeSnapshotsOfBatch(tx: Tx, enterpriseIds: readonly string[], batchId: string): Promise<void> {
    await this.store.deleteSnapshotsOfBatch(tx, enterpriseIds, batchId);
  }

  /** Keeps others from naming enterprises between the look at what names them and `removeUnused`. */
  hold(tx: Tx, ids: readonly string[]): Promise<void> {
    return this.store.lock(tx, ids);
  }

  /**
   * Puts enterprises aside of which nothing is kept; answers those it put aside. Rows stay, because withdrawn
   * requests point at them. The caller leaves out those that other requests name.
   */
  removeUnused(tx: Tx, ids: readonly string[], now: Date): Promise<readonly string[]> {
    return this.store.remove(tx, ids, now);
  }

  private async newEnterprises(
    tx: Tx,
    caller: Caller,
    inputs: readonly EnterpriseInput[],
  ): Promise<readonly NewEnterprise[]> {
    const paths = new Map(
      inputs.map(({ regionCode }) => [regionCode, regionCode ? regionPath(regionCode) : []]),
    );
    const units = await this.store.unitsOfRegions(tx, [...new Set([...paths.values()].flat())], caller.unit);
    const unitByRegion = new Map(units.map((unit) => [unit.region_code, unit]));
    return inputs.map(({ uscc, name, regionCode, industryCode, profile }) => {
      const path = paths.get(regionCode) ?? [];
      const unit = path.map((code) => unitByRegion.get(code)).findLast((found) => found !== undefined);
      return {
        id: randomUUID(),
        uscc,
        name,
        unitId: unit?.id ?? caller.organisationId,
        unitPosition: unit?.lft ?? caller.unit.lo,
        regionCode,
        industryCode,
        profile: profile ?? {},
      };
    });
  }
}

const answer = (
  outcome: 'found' | 'created',
  { uscc, id, unit_position }: { uscc: string; id: string; unit_position: number },
): Registered => ({ outcome, uscc, enterpriseId: id, unitPosition: unit_position });
