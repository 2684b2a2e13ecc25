import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { facilitiesChanged } from '@yinqi/contracts/events';
import { OrganisationsStore } from '../../identity/identity.public.js';
import type { Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { publish } from '../../platform/outbox/outbox.js';
import { PoolOpeningsStore } from '../allotments/pool-openings.store.js';
import { FacilitiesStore } from '../facilities.store.js';
import { FacilityTermsStore, type TermsRow } from './facility-terms.store.js';
import { changeOf, termsOfRow, type StoredOpening } from './stored-terms.js';

/** Agreed terms come into force: a tool with its first, empty pool begins, or an existing one changes. */
@Injectable()
export class TermsInForce {
  constructor(
    private readonly store: FacilityTermsStore,
    private readonly facilities: FacilitiesStore,
    private readonly organisations: OrganisationsStore,
    private readonly pools: PoolOpeningsStore,
  ) {}

  async apply(tx: Tx, row: TermsRow, now: Date): Promise<void> {
    if (row.opening === null) await this.change(tx, row, now);
    else await this.open(tx, row, row.opening, now);
    await publish(tx, facilitiesChanged, { facilityIds: [row.facilityId] });
  }

  private async change(tx: Tx, { id, facilityId, terms }: TermsRow, now: Date): Promise<void> {
    const facility = await this.facilities.lock(tx, facilityId);
    if (facility === undefined) throw new Error(`Terms ${id} are of no tool`);
    await this.facilities.update(tx, facilityId, changeOf(terms), now);
    await this.store.markApplied(tx, id, termsOfRow(facility), now);
  }

  private async open(tx: Tx, row: TermsRow, opening: StoredOpening, now: Date): Promise<void> {
    const { id, facilityId, organisationId, code, terms } = row;
    const { mechanism, authority, basis } = opening;
    const fixed = { id: facilityId, code, holder_id: organisationId, mechanism, authority, basis };
    if (!(await this.facilities.insert(tx, { ...fixed, ...changeOf(terms) }, now))) {
      throw new DomainError('facility_terms.code_taken', { params: { code } });
    }
    const nation = await this.organisations.nation(tx);
    await this.pools.open(tx, {
      id: randomUUID(),
      facility_id: facilityId,
      parent_id: null,
      level: 'nation',
      unit_id: nation.id,
      unit_position: nation.lft,
      bank_id: null,
      currency: 'CNY',
      basis,
      authority,
      second_person_from_fen: opening.secondPersonFromFen,
      single_customer_limit_fen: opening.singleCustomerLimitFen,
    });
    await this.store.markApplied(tx, id, null, now);
  }
}
