import { approveCredit, recordContract, recordDisbursement } from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { chooseOffer } from '@yinqi/contracts/offers';
import type { Basis } from '@yinqi/domain/quota';
import type { QuotaPoster } from '../../src/facilities/ledger/quota-poster.js';
import { wan, type BankStaff } from './bank-staff.js';
import { CaseWorld, type Applicant } from './case-world.js';
import { QuotaWorld } from './quota-world.js';

const FACILITY = 'EXIM-FOREIGN-TRADE';
const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });

export function sentOf(seen: EngagementDetail): string {
  const offer = seen.offers.findLast(({ status }) => status === 'sent');
  if (!offer) throw new Error('no open offer');
  return offer.id;
}

type PoolRow = Readonly<Record<'reserved_fen' | 'committed_fen' | 'used_fen' | 'excess_fen', string>>;
type Holding = { readonly staff: BankStaff; readonly poolId: string };

/** Cases whose product lends under a tool that banks have quota of: what the tests of case and ledger share. */
export class QuotaCases {
  private constructor(
    readonly at: CaseWorld,
    readonly quota: QuotaWorld,
    readonly poster: QuotaPoster,
  ) {}

  static async open(): Promise<QuotaCases> {
    const at = await CaseWorld.open();
    const quota = await QuotaWorld.open(at.installation.database, at.installation.clock);
    const cases = new QuotaCases(at, quota, await quota.poster());
    // Banks of the test world are no policy banks; whom a tool is for is not the matter in most tests.
    await cases.tool(`lender_bank_types = '{}', borrower = '{"all": []}'`);
    return cases;
  }

  async close(): Promise<void> {
    await this.quota.close();
    await this.at.close();
  }

  /** Changes the tool's conditions. */
  async tool(change: string): Promise<void> {
    await this.at.installation.database.rows(
      `update facility set ${change}, version = version + 1 where code = '${FACILITY}'`,
    );
  }

  /** A bank with so much of the tool its product lends under. */
  async bankWith(name: string, limitWan: number, basis: Basis = 'FLOW'): Promise<Holding> {
    const staff = await this.at.bank(name, 100_000, FACILITY);
    const limitFen = BigInt(wan(limitWan));
    const { id } = await this.quota.pool(this.poster, {
      bank: staff.bank,
      facility: FACILITY,
      limitFen,
      basis,
    });
    return { staff, poolId: id };
  }

  /** Reserved, committed, used, beyond the limit: in 万. */
  async stands(poolId: string): Promise<number[]> {
    const [row] = await this.at.installation.database.rows<PoolRow>(
      'select reserved_fen, committed_fen, used_fen, excess_fen from quota_pool where id = $1',
      [poolId],
    );
    if (!row) throw new Error(poolId);
    return [row.reserved_fen, row.committed_fen, row.used_fen, row.excess_fen].map(
      (fen) => Number(fen) / 1_000_000,
    );
  }

  exceptions(poolId: string): Promise<{ kind: string; amount_fen: string }[]> {
    return this.at.installation.database.rows(
      'select kind, amount_fen from quota_exception where pool_id = $1 order by kind',
      [poolId],
    );
  }

  choose(applicant: Applicant, offerId: string, standbyId?: string) {
    return applicant.signatory(chooseOffer, {
      params: { id: applicant.requestId },
      body: { offerId, ...(standbyId === undefined ? {} : { standbyId }) },
    });
  }

  /** A new applicant who has chosen the bank's offer. */
  async chosen(staff: BankStaff, amountWan: number): Promise<Applicant> {
    const { applicant } = await this.at.pushed(staff);
    await this.choose(applicant, sentOf(await this.at.offered(applicant, staff, amountWan)));
    return applicant;
  }

  async approved(
    applicant: Applicant,
    staff: BankStaff,
    amountWan: number,
    { revolving = false, days = 180 }: { readonly revolving?: boolean; readonly days?: number } = {},
  ): Promise<EngagementDetail> {
    const { at } = this;
    const seen = await at.steps(
      staff,
      await at.caseAt(applicant, staff),
      'record_contact',
      'start_due_diligence',
      'submit_to_review',
    );
    at.installation.clock.advance(10_000);
    return staff.approver(approveCredit, {
      ...of(seen),
      body: {
        amountFen: wan(amountWan),
        annualRateBp: 305,
        revolving,
        validUntil: at.day(days),
        conditions: null,
      },
    });
  }

  signed(staff: BankStaff, seen: EngagementDetail): Promise<EngagementDetail> {
    return staff.officer(recordContract, {
      ...of(seen),
      body: { contractNumber: `HT-${seen.id.slice(0, 8)}`, signedOn: this.at.day(0) },
    });
  }

  paid(
    staff: BankStaff,
    seen: EngagementDetail,
    amountWan: number,
    note = 1,
    daysAgo = 0,
  ): Promise<EngagementDetail> {
    return staff.officer(recordDisbursement, {
      ...of(seen),
      body: {
        noteNumber: `借据 ${seen.id.slice(0, 8)}-${note}`,
        amountFen: wan(amountWan),
        annualRateBp: 305,
        disbursedOn: this.at.day(-daysAgo),
        maturesOn: this.at.day(365),
        aboveApproval: true,
      },
    });
  }
}
