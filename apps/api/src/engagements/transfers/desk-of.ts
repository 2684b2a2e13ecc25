import { Injectable } from '@nestjs/common';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { StaffStore } from '../../identity/identity.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import type { EngagementRow } from '../engagement-row.js';
import { awaitsSecondLook } from '../refusal.js';
import { ableAmong, actsFor, ownerOf, whoMayDecide } from './case-owner.js';
import { DeputiesStore } from './deputies.store.js';

/** Whose cases somebody works on today, and who of the bank can work on cases at all. */
export type Desk = {
  readonly actsFor: readonly string[];
  /** Null to readers who know no bank's people. */
  readonly able: readonly { readonly id: string; readonly officeId: string | null }[] | null;
};

export type Owners = {
  readonly of: (row: EngagementRow) => EngagementDetail['owner'];
  readonly mayDecide: (row: EngagementRow) => string[];
};

@Injectable()
export class Desks {
  constructor(
    private readonly staff: StaffStore,
    private readonly deputies: DeputiesStore,
    private readonly clock: Clock,
  ) {}

  get now(): Date {
    return this.clock.now();
  }

  /** Whether the officer of a case can no longer work on it: it is there for whoever claims it. */
  async isLeft(tx: Tx, row: Pick<EngagementRow, 'officerId' | 'branchId'>): Promise<boolean> {
    const able = ableAmong(await this.staff.ofBank(tx));
    return !able.some(
      ({ id, officeId }) => id === row.officerId && (officeId === null || officeId === row.branchId),
    );
  }

  /** Who answers for cases and who may take a second look, by name; readers of other sides know no names. */
  async owners(tx: Tx, caller: Caller): Promise<Owners> {
    if (caller.side !== 'bank') return { of: () => null, mayDecide: () => [] };
    const people = await this.staff.ofBank(tx);
    const standIns = await this.deputies.on(tx, chinaDate(this.clock.now()));
    return {
      of: (row) => {
        const owner = ownerOf(row, people, standIns);
        if (owner.kind === 'bank') return { kind: owner.kind, names: [] };
        const able = 'person' in owner ? [owner.person] : owner.people;
        const fit = awaitsSecondLook(row) ? able.filter(({ id }) => id !== row.declinedBy) : able;
        return { kind: owner.kind, names: fit.map(({ name }) => name) };
      },
      mayDecide: (row) => whoMayDecide(row, people).map(({ name }) => name),
    };
  }

  async of(tx: Tx, caller: Caller): Promise<Desk> {
    if (caller.side !== 'bank') return { actsFor: [caller.accountId], able: null };
    const people = await this.staff.ofBank(tx);
    const standIns = await this.deputies.on(tx, chinaDate(this.clock.now()));
    const ids = people.map(({ id }) => id);
    return { actsFor: actsFor(caller.accountId, ids, standIns), able: ableAmong(people) };
  }
}
