import { Injectable } from '@nestjs/common';
import type { checkOffer, OfferCheck } from '@yinqi/contracts/offer-check';
import type { RouteInput } from '@yinqi/contracts/route';
import { allowsOffer } from '@yinqi/domain/lifecycle';
import { checkRateCap, leftFen, worseState } from '@yinqi/domain/quota';
import { chinaDate } from '../platform/clock/china-date.js';
import type { PoolOutlook } from '../facilities/facilities.public.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { CaseDesk, type OpenCase } from './case-desk.js';
import type { EngagementRow } from './engagement-row.js';
import { OfferTests, type OfferTest } from './offer-tests.js';

const instantOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** Where a cap stands before any rate is given: one above nothing passes it. */
function capShown({ facility, rateCap }: OfferTest, now: Date): OfferCheck['facility']['rateCap'] {
  if (facility.rateCap === null) return null;
  const { capBp, lpr } = rateCap ?? checkRateCap(facility.rateCap, 0, chinaDate(now));
  return { passed: rateCap?.passed ?? null, capBp, lpr };
}

function quotaShown(
  outlook: PoolOutlook | undefined,
  { bankId }: EngagementRow,
  amountFen: bigint,
): OfferCheck['quota'] {
  if (!outlook) return null;
  const { pool } = outlook;
  const isOwn = outlook.bankId === bankId;
  const isTally = pool.authority === 'SHADOW';
  const left = leftFen(pool);
  return {
    authority: pool.authority,
    state: worseState(pool.state, pool.aboveState),
    isOwn,
    isShort: amountFen > left,
    leftFen: isOwn && !isTally ? String(left) : null,
    reportedFen: isOwn && isTally ? String(pool.usedFen) : null,
  };
}

/** 报价核对: what an offer would meet if it were sent now. It holds nothing and is no promise of quota. */
@Injectable()
export class OfferCheckService {
  constructor(
    private readonly database: Database,
    private readonly desk: CaseDesk,
    private readonly tests: OfferTests,
  ) {}

  async check(caller: Caller, { params, query }: RouteInput<typeof checkOffer>): Promise<OfferCheck> {
    const outlook = await this.tests.outlook(caller, params.id);
    return this.database.asCaller(caller, async (tx) => {
      const open = await this.desk.look(tx, caller, params.id);
      refuseBefore(open);
      const { row, now } = open;
      const { amountFen: digits, annualRateBp, termMonths } = query;
      const amountFen = BigInt(digits);
      const terms = {
        amountFen,
        ...(annualRateBp !== undefined && { annualRateBp }),
        ...(termMonths !== undefined && { termMonths }),
      };
      const test = await this.tests.test(tx, row, terms, { outlook, now });
      const { facility, window, customer } = test;
      return {
        asOf: now.toISOString(),
        faults: test.faults,
        facility: {
          id: facility.id,
          name: facility.name,
          nameEn: facility.nameEn,
          closed: !facility.gates.open,
          rateCap: capShown(test, now),
          window: {
            passed: window.passed,
            opensAt: instantOf(window.opensAtMs),
            closesAt: instantOf(window.closesAtMs),
          },
          singleCustomer:
            customer === null ? null : { passed: customer.passed, limitFen: String(customer.limitFen) },
        },
        quota: quotaShown(outlook, row, amountFen),
      };
    });
  }
}

/** As sending would refuse: the answer names the amount asked for, which only a live consent shows. */
function refuseBefore({ row, facts }: Pick<OpenCase, 'row' | 'facts'>): void {
  if (facts.consent_given !== true) throw new DomainError('engagement.consent_missing');
  if (allowsOffer(row.status)) return;
  throw new DomainError('transition.refused', {
    params: { reason: 'transition.not_from_this_state', action: 'send_offer', state: row.status },
  });
}
