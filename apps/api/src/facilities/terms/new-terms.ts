import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { changeFacility, OpeningBody } from '@yinqi/contracts/facility-terms';
import type { FieldFault } from '@yinqi/contracts/errors';
import type { RouteInput } from '@yinqi/contracts/route';
import {
  changeFaults,
  changeNeedsSecond,
  openingFaults,
  openingNeedsSecond,
  type TermsFault,
} from '@yinqi/domain/facility';
import { SECOND_PERSON_FROM_FEN } from '@yinqi/domain/quota';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import { FacilitiesStore } from '../facilities.store.js';
import type { NewTerms } from './facility-terms.store.js';
import {
  conditionsAt,
  openingOf,
  termsOfChange,
  termsOfOpening,
  termsOfRow,
  weighed,
} from './stored-terms.js';

/** Turns what the holder asks for into a version of terms, or names everything that is wrong with it. */
@Injectable()
export class NewTermsCheck {
  constructor(
    private readonly facilities: FacilitiesStore,
    private readonly clock: Clock,
  ) {}

  async opening(tx: Tx, caller: Caller, body: OpeningBody): Promise<NewTerms> {
    const opening = openingOf(body);
    const terms = termsOfOpening(body);
    const asked = { authority: opening.authority, terms: weighed(terms), conditions: conditionsAt(opening) };
    const isTaken = await this.facilities.hasCode(tx, body.code);
    refuse([
      ...(isTaken ? [{ pointer: '/body/code', code: 'taken' }] : []),
      ...openingFaults(asked).map(pointed),
    ]);
    return {
      ...this.by(caller),
      facilityId: randomUUID(),
      code: body.code,
      opening,
      fromOn: chinaDate(this.clock.now()),
      terms,
      before: null,
      reason: body.reason,
      needsSecond: openingNeedsSecond(asked),
    };
  }

  async change(
    tx: Tx,
    caller: Caller,
    { params, body, version }: RouteInput<typeof changeFacility>,
  ): Promise<NewTerms> {
    const facility = await this.facilities.lock(tx, params.id);
    if (facility?.holder_id !== caller.organisationId) throw notFound();
    if (facility.version !== version) {
      throw new DomainError('resource.version_conflict', { params: { when: facility.updated_at } });
    }
    const before = termsOfRow(facility);
    const terms = termsOfChange(body, before);
    refuse(changeFaults(weighed(terms), body.fromOn, chinaDate(this.clock.now())).map(pointed));
    return {
      ...this.by(caller),
      facilityId: facility.id,
      code: facility.code,
      opening: null,
      fromOn: body.fromOn,
      terms,
      before,
      reason: body.reason,
      needsSecond: changeNeedsSecond(weighed(before), weighed(terms), SECOND_PERSON_FROM_FEN),
    };
  }

  private by({ organisationId, accountId, displayName }: Caller) {
    return { id: randomUUID(), organisationId, proposedBy: accountId, proposedByName: displayName };
  }
}

const pointed = ({ field, code }: TermsFault): FieldFault => ({ pointer: `/body/${field}`, code });

function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new DomainError('request.invalid', { faults });
}
