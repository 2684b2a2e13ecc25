import type { Call } from '@yinqi/contracts/client';
import {
  acceptEngagement,
  declineEngagement,
  proposeEngagement,
  pushRequest,
  stepEngagement,
  type Step,
} from '@yinqi/contracts/engagement-commands';
import { sendOffer } from '@yinqi/contracts/engagement-money';
import { getEngagement, getRequestEngagements, type EngagementDetail } from '@yinqi/contracts/engagements';
import {
  getFinancingRequest,
  saveFinancingRequest,
  startFinancingRequest,
  submitFinancingRequest,
} from '@yinqi/contracts/financing-requests';
import { verifyFinancingRequest } from '@yinqi/contracts/request-decisions';
import type { OfferTerms } from '@yinqi/contracts/offers';
import { isWorkingDay, makeCalendar, publishedHolidayYears } from '@yinqi/domain/calendar';
import { chinaDate } from '../../src/platform/clock/china-date.js';
import { BankStaff, jiangsuRule, wan } from './bank-staff.js';
import { openInstallation, type Installation, type InstallationOptions } from './installation.js';
import { World, type Organisation } from './world.js';

const DAY_MS = 86_400_000;
export const CONSENT_GROUPS = ['identity', 'contact', 'request', 'operations', 'match_explanation'] as const;

/** An enterprise with a verified request of 3200 万 for 12 months that fits the product of every bank here. */
export type Applicant = {
  readonly enterprise: Organisation;
  readonly signatory: Call;
  readonly finance: Call;
  readonly requestId: string;
};

/** Half past nine in Beijing on the latest past working day that another one follows: time limits then count alike. */
function recentOfficeMorning(): Date {
  const calendar = makeCalendar(publishedHolidayYears());
  const isWorking = (ms: number): boolean => isWorkingDay(new Date(ms).toISOString().slice(0, 10), calendar);
  let day = Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS;
  while (!isWorking(day) || !isWorking(day + DAY_MS)) day -= DAY_MS;
  return new Date(day + 90 * 60_000);
}

/** What the tests of engagements share: an installation, a bureau, banks with one product each. */
export class CaseWorld {
  private readonly productIds = new Map<BankStaff, string>();

  private constructor(
    readonly installation: Installation,
    readonly world: World,
    readonly bureau: Call,
  ) {}

  /** The clock stands behind the database, so that what is held back for an undo is delivered without waiting. */
  static async open(
    now = recentOfficeMorning(),
    options: Omit<InstallationOptions, 'now'> = {},
  ): Promise<CaseWorld> {
    const installation = await openInstallation({ ...options, now });
    const world = await World.open(installation.database);
    await world.facilities();
    const bureau = await installation.signIn(await world.bureauOfficer('320000'));
    return new CaseWorld(installation, world, bureau);
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.installation.close();
  }

  day(offset: number): string {
    return chinaDate(this.installation.clock.now(), offset);
  }

  async bank(name: string, maxWan = 100_000, facility = 'OWN-FUNDS'): Promise<BankStaff> {
    const staff = await BankStaff.hire(this.world, this.installation.signIn, name);
    const product = await staff.publish({ code: 'CASE-1', rule: jiangsuRule(100, maxWan), facility });
    this.productIds.set(staff, product.id);
    return staff;
  }

  productOf(staff: BankStaff): string {
    const id = this.productIds.get(staff);
    if (id === undefined) throw new Error(`${staff.bank.name} has no product here`);
    return id;
  }

  async applicant(
    options: { willingToShare?: boolean; verified?: boolean; regionCode?: string } = {},
  ): Promise<Applicant> {
    const { installation, world } = this;
    const enterprise = await world.enterprise(options.regionCode ? { regionCode: options.regionCode } : {});
    const signatory = await installation.signIn(
      await world.account('enterprise', enterprise.id, ['signatory']),
    );
    const finance = await installation.signIn(await world.account('enterprise', enterprise.id, ['finance']));
    const draft = await finance(startFinancingRequest, { body: {} });
    const saved = await finance(saveFinancingRequest, {
      params: { id: draft.id },
      version: draft.version,
      body: {
        purpose: 'working_capital',
        amountFen: wan(3200),
        currency: 'CNY',
        termMonths: 12,
        neededBy: this.day(60),
        contactName: '顾清',
        contactPhone: '0512-62881234',
        willingToShare: options.willingToShare ?? true,
      },
    });
    const { version } = await finance(submitFinancingRequest, {
      params: { id: draft.id },
      version: saved.version,
    });
    if (options.verified !== false) {
      await this.bureau(verifyFinancingRequest, { params: { id: draft.id }, version });
    }
    await installation.settled();
    return { enterprise, signatory, finance, requestId: draft.id };
  }

  pick(staff: BankStaff) {
    return { productId: this.productOf(staff), fieldGroups: [...CONSENT_GROUPS] };
  }

  async push(applicant: Applicant, ...staffs: readonly BankStaff[]): Promise<EngagementDetail[]> {
    const { items } = await applicant.signatory(pushRequest, {
      params: { id: applicant.requestId },
      body: { picks: staffs.map((staff) => this.pick(staff)) },
    });
    return items;
  }

  /** One case of a new applicant at one bank, as the bank sees it. */
  async pushed(staff: BankStaff): Promise<{ applicant: Applicant; seen: EngagementDetail }> {
    const applicant = await this.applicant();
    await this.push(applicant, staff);
    return { applicant, seen: await this.caseAt(applicant, staff) };
  }

  async propose(applicant: Applicant, staff: BankStaff): Promise<EngagementDetail> {
    return this.bureau(proposeEngagement, {
      params: { id: applicant.requestId },
      body: { productId: this.productOf(staff), reason: '服务外资企业较多' },
    });
  }

  /** The latest case of the applicant at the bank, opened by its officer. */
  async caseAt(applicant: Applicant, staff: BankStaff): Promise<EngagementDetail> {
    const { items } = await applicant.finance(getRequestEngagements, { params: { id: applicant.requestId } });
    const found = items.findLast(({ bank }) => bank.id === staff.bank.id);
    if (!found) throw new Error(`No case at ${staff.bank.name}`);
    return staff.officer(getEngagement, { params: { id: found.id } });
  }

  accept(staff: BankStaff, seen: EngagementDetail): Promise<EngagementDetail> {
    return staff.officer(acceptEngagement, { params: { id: seen.id }, version: seen.version });
  }

  decline(staff: BankStaff, seen: EngagementDetail): Promise<EngagementDetail> {
    return staff.officer(declineEngagement, {
      params: { id: seen.id },
      version: seen.version,
      body: { reasons: [{ code: 'LEVERAGE', text: '资产负债率连续两年高于 80%' }] },
    });
  }

  async steps(
    staff: BankStaff,
    seen: EngagementDetail,
    ...steps: readonly Step[]
  ): Promise<EngagementDetail> {
    let now = seen;
    for (const step of steps) {
      now = await staff.officer(stepEngagement, {
        params: { id: now.id },
        version: now.version,
        body: { step },
      });
    }
    return now;
  }

  terms(amountWan: number, more: Partial<OfferTerms> = {}): OfferTerms {
    return {
      amountFen: wan(amountWan),
      annualRateBp: 305,
      termMonths: 12,
      guaranteeFeeFen: '0',
      appraisalFeeFen: '0',
      depositFen: '0',
      repayment: 'interest_monthly',
      collateral: ['unsecured'],
      disbursementDays: 10,
      conditions: null,
      validUntil: this.day(20),
      ...more,
    };
  }

  async offer(
    staff: BankStaff,
    seen: EngagementDetail,
    amountWan: number,
    more: Partial<OfferTerms> = {},
  ): Promise<EngagementDetail> {
    // Offers stand in the order in which they came.
    this.installation.clock.advance(1_000);
    return staff.officer(sendOffer, {
      params: { id: seen.id },
      version: seen.version,
      body: this.terms(amountWan, more),
    });
  }

  /** Accepts and offers: a case on the enterprise's comparison. */
  async offered(applicant: Applicant, staff: BankStaff, amountWan: number, more: Partial<OfferTerms> = {}) {
    const accepted = await this.accept(staff, await this.caseAt(applicant, staff));
    return this.offer(staff, accepted, amountWan, more);
  }

  async requestStatus(applicant: Applicant): Promise<string> {
    await this.installation.settled();
    const { status } = await applicant.finance(getFinancingRequest, { params: { id: applicant.requestId } });
    return status;
  }
}
