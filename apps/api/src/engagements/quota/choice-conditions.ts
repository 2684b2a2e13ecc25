import { Injectable } from '@nestjs/common';
import { regionPath } from '@yinqi/domain/codes';
import { checkUse, type UseCheck } from '@yinqi/domain/quota';
import { FacilityReader, windowOf } from '../../facilities/facilities.public.js';
import type { RequestRow } from '../../financing-requests/financing-requests.public.js';
import { OrganisationsStore } from '../../identity/identity.public.js';
import { contextOn, RequestFactsReader } from '../../matching/matching.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import type { Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { EngagementRow } from '../engagement-row.js';
import type { OfferRow } from '../offers.store.js';

export type ChosenLoan = {
  readonly request: RequestRow;
  readonly row: EngagementRow;
  readonly offer: OfferRow;
  readonly amountFen: bigint;
  readonly now: Date;
};

/**
 * A tool's conditions as they are on the day of a choice, which need not be those of the day the offer was sent. Only
 * lending scale is held by a choice; what is claimed once the loan is paid out is tested when it is claimed.
 */
@Injectable()
export class ChoiceConditions {
  constructor(
    private readonly facilities: FacilityReader,
    private readonly organisations: OrganisationsStore,
    private readonly facts: RequestFactsReader,
  ) {}

  /** What one customer may have is left to the ledger, which counts it under its lock. */
  async checks(tx: Tx, { request, row, offer, amountFen, now }: ChosenLoan): Promise<readonly UseCheck[]> {
    const { programmeId, bankId } = row;
    const facility =
      programmeId === null ? undefined : (await this.facilities.load(tx, [programmeId])).get(programmeId);
    if (facility?.gates.mechanism !== 'LENDING_SCALE') return [];
    if (!facility.gates.open) throw new DomainError('facility.closed');
    const bank = await this.organisations.find(tx, bankId);
    const [known] = await this.facts.of(tx, [request]);
    const { lenders, opensOn = null, closesOn = null } = facility.gates;
    const day = chinaDate(now);
    return checkUse(
      {
        lenders,
        borrower: facility.borrower,
        rateCap: facility.rateCap,
        ...windowOf(opensOn, closesOn),
        singleCustomerLimitFen: null,
      },
      {
        lender: {
          institutionId: bankId,
          type: bank?.bank_type ?? 'OTHER',
          localLegalPerson: bank?.local_legal_person ?? false,
          province: regionPath(bank?.region_code ?? '')[0] ?? '',
        },
        borrower: known?.facts ?? {},
        context: contextOn(day),
        annualRateBp: offer.annualRateBp,
        rateDay: day,
        atMs: now.getTime(),
        askedFen: amountFen,
        exposureFen: 0n,
      },
    );
  }
}
