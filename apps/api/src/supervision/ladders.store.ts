import { Injectable } from '@nestjs/common';
import type { LadderStepView } from '@yinqi/contracts/supervision';
import type { Interval } from '../platform/database/caller.js';
import { isTakenBy, type Tx } from '../platform/database/database.js';
import { inSavepoint } from '../platform/database/savepoint.js';
import { DomainError } from '../platform/errors/domain-error.js';

export type LadderRow = {
  readonly id: string;
  readonly organisation_id: string;
  readonly owner_name: string;
  readonly owner_name_en: string | null;
  readonly version: number;
  readonly effective_from: string;
  readonly steps: readonly LadderStepView[];
  readonly created_by_name: string;
};

export type NewLadder = Pick<LadderRow, 'id' | 'organisation_id' | 'effective_from' | 'steps'> & {
  readonly unit: Interval;
  readonly createdBy: string;
  readonly createdByName: string;
};

const SELECT = `select l.id, l.organisation_id, o.name as owner_name, o.name_en as owner_name_en, l.version, l.effective_from,
    l.steps, l.created_by_name
  from supervision_ladder l join organisation o on o.id = l.organisation_id`;

@Injectable()
export class LaddersStore {
  find(tx: Tx, id: string): Promise<LadderRow | undefined> {
    return tx.first<LadderRow>(`${SELECT} where l.id = $1`, [id]);
  }

  /** In force on a day at a place in the tree of units: the nearest unit's that has one, and of that the newest. */
  inForce(tx: Tx, position: number, day: string): Promise<LadderRow | undefined> {
    return tx.first<LadderRow>(
      `${SELECT} where l.unit_lo <= $1 and l.unit_hi >= $1 and l.effective_from <= $2
       order by l.unit_lo desc, l.effective_from desc, l.version desc limit 1`,
      [position, day],
    );
  }

  /** A unit's own that is announced and not yet in force. */
  coming(tx: Tx, organisationId: string, day: string): Promise<LadderRow | undefined> {
    return tx.first<LadderRow>(
      `${SELECT} where l.organisation_id = $1 and l.effective_from > $2
       order by l.effective_from, l.version desc limit 1`,
      [organisationId, day],
    );
  }

  newest(tx: Tx, organisationId: string): Promise<LadderRow | undefined> {
    return tx.first<LadderRow>(`${SELECT} where l.organisation_id = $1 order by l.version desc limit 1`, [
      organisationId,
    ]);
  }

  /** The next version; whoever publishes at the same time and is second learns who was first. */
  async insert(tx: Tx, ladder: NewLadder, now: Date): Promise<void> {
    try {
      await inSavepoint(tx, () => this.insertNext(tx, ladder, now));
    } catch (error) {
      if (!isTakenBy('supervision_ladder_organisation_id_version_key', error)) throw error;
      const first = await this.newest(tx, ladder.organisation_id);
      throw new DomainError('resource.version_conflict', {
        params: { version: first?.version ?? 0, who: first?.created_by_name ?? '', what: 'publish' },
      });
    }
  }

  private async insertNext(tx: Tx, ladder: NewLadder, now: Date): Promise<void> {
    await tx.execute(
      `insert into supervision_ladder (id, organisation_id, unit_lo, unit_hi, version, effective_from, steps,
         created_by, created_by_name, created_at)
       select $1, $2, $3, $4, coalesce(max(version), 0) + 1, $5, $6, $7, $8, $9
       from supervision_ladder where organisation_id = $2`,
      [
        ladder.id,
        ladder.organisation_id,
        ladder.unit.lo,
        ladder.unit.hi,
        ladder.effective_from,
        JSON.stringify(ladder.steps),
        ladder.createdBy,
        ladder.createdByName,
        now,
      ],
    );
  }
}
