import { newIdempotencyKey, type Call } from '@yinqi/contracts/client';
import { createProduct, stepProduct, type ProductView } from '@yinqi/contracts/products';
import { facilityIdOf } from '../../src/seed/facilities.seed.js';
import type { Account, Organisation, World } from './world.js';

type SignIn = (account: Account) => Promise<Call>;

export type ProductWish = {
  readonly code: string;
  readonly name?: string;
  readonly nameEn?: string;
  readonly rule: Readonly<Record<string, unknown>>;
  readonly facility?: string;
};

const FEN_PER_WAN = 1_000_000n;
export const wan = (amount: number): string => String(BigInt(amount) * FEN_PER_WAN);

/** Open to yuan needs of a size in the province: what most tests need of a rule. */
export const jiangsuRule = (minWan: number, maxWan: number) => ({
  all: [
    { attribute: 'region', op: 'within', operand: ['320000'] },
    { attribute: 'currency', op: 'is', operand: 'CNY' },
    { attribute: 'amount', op: 'between', operand: { min: wan(minWan), max: wan(maxWan) } },
  ],
});

type Staff = {
  readonly bank: Organisation;
  readonly officerAccount: Account;
  readonly approverAccount: Account;
  readonly officer: Call;
  readonly approver: Call;
  readonly manager: Call;
};

/** A bank with the three people a case passes through, and its product manager. */
export class BankStaff {
  readonly bank: Organisation;
  readonly officerAccount: Account;
  readonly approverAccount: Account;
  readonly officer: Call;
  readonly approver: Call;
  private readonly manager: Call;

  private constructor(staff: Staff) {
    this.bank = staff.bank;
    this.officerAccount = staff.officerAccount;
    this.approverAccount = staff.approverAccount;
    this.officer = staff.officer;
    this.approver = staff.approver;
    this.manager = staff.manager;
  }

  static async hire(world: World, signIn: SignIn, name: string): Promise<BankStaff> {
    const bank = await world.bank({ name });
    const officerAccount = await world.account('bank', bank.id, ['officer']);
    const approverAccount = await world.account('bank', bank.id, ['approver']);
    return new BankStaff({
      bank,
      officerAccount,
      approverAccount,
      officer: await signIn(officerAccount),
      approver: await signIn(approverAccount),
      manager: await signIn(await world.account('bank', bank.id, ['product_manager'])),
    });
  }

  /** Drafts a product under a key of the manager's. */
  draft(wish: ProductWish, idempotencyKey = newIdempotencyKey()): Promise<ProductView> {
    const { code, rule, name = `示例贷款${code}`, nameEn = null, facility = 'OWN-FUNDS' } = wish;
    const terms = {
      rateFromBp: 345,
      rateToBp: 420,
      conclusionDays: 7,
      repayment: '按月付息，到期还本',
      repaymentEn: 'Interest monthly, principal at maturity',
      summary: '面向外资企业的流动资金与设备贷款',
      summaryEn: 'Working-capital and equipment loans for foreign-invested enterprises',
      materials: ['营业执照', '近两年审计报告'],
      preferredLists: [],
    };
    const body = { code, name, nameEn, facilityId: facilityIdOf(facility), rule, terms };
    return this.manager(createProduct, { body }, { idempotencyKey });
  }

  /** Drafts and publishes a product, as its manager would. */
  async publish(wish: ProductWish): Promise<ProductView> {
    const draft = await this.draft(wish);
    return this.manager(stepProduct, {
      params: { id: draft.id },
      body: { step: 'publish' },
      version: draft.version,
    });
  }
}
