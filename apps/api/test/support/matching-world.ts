import type { Call } from '@yinqi/contracts/client';
import {
  saveFinancingRequest,
  startFinancingRequest,
  submitFinancingRequest,
  type RequestContent,
} from '@yinqi/contracts/financing-requests';
import { createProduct, stepProduct, type ProductView } from '@yinqi/contracts/products';
import { openInstallation, type Installation } from './installation.js';
import { World, type Organisation } from './world.js';
import { Database } from '../../src/platform/database/database.js';
import { facilityIdOf, seedFacilities } from '../../src/seed/facilities.seed.js';

export const NOW = new Date('2026-11-02T02:00:00Z');

const WAN = 1_000_000n;
export const wan = (amount: number): string => String(BigInt(amount) * WAN);

export const amountBetween = (minWan: number, maxWan: number) => ({
  attribute: 'amount',
  op: 'between',
  operand: { min: wan(minWan), max: wan(maxWan) },
});

type ProductOptions = { readonly rule: unknown; readonly facility?: string; readonly code?: string };

type Cast = {
  readonly installation: Installation;
  readonly world: World;
  readonly bank: Organisation;
  readonly manager: Call;
  readonly enterprise: Organisation;
  readonly finance: Call;
};

/** A bank with its product manager, an enterprise with its finance staff, and the seeded facilities. */
export class MatchingWorld {
  private codes = 0;

  readonly installation: Installation;
  readonly world: World;
  readonly bank: Organisation;
  readonly manager: Call;
  readonly enterprise: Organisation;
  readonly finance: Call;

  private constructor(cast: Cast) {
    ({
      installation: this.installation,
      world: this.world,
      bank: this.bank,
      manager: this.manager,
      enterprise: this.enterprise,
      finance: this.finance,
    } = cast);
  }

  static async open(options: { bankType?: string; now?: Date } = {}): Promise<MatchingWorld> {
    const { now = NOW } = options;
    const installation = await openInstallation({ now });
    const world = await World.open(installation.database);
    const seed = await new Database(installation.database.adminUrl, 1).open();
    await seed.asService('app_seed', (tx) => seedFacilities(tx, now));
    await seed.close();
    const bank = await world.bank({ bankType: options.bankType ?? 'CITY_COMMERCIAL' });
    const enterprise = await world.enterprise();
    const manager = await installation.signIn(await world.account('bank', bank.id, ['product_manager']));
    const finance = await installation.signIn(await world.account('enterprise', enterprise.id, ['finance']));
    return new MatchingWorld({ installation, world, bank, manager, enterprise, finance });
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.installation.close();
  }

  async draft({ rule, facility = 'OWN-FUNDS', code }: ProductOptions): Promise<ProductView> {
    this.codes += 1;
    return this.manager(createProduct, {
      body: {
        code: code ?? `P-${this.codes}`,
        name: `示例贷款${this.codes}`,
        nameEn: null,
        facilityId: facilityIdOf(facility),
        // What is no rule at all is sent as it is: refusing it is the API's work.
        rule: rule as Record<string, unknown>,
        terms: {
          rateFromBp: 300,
          rateToBp: 360,
          conclusionDays: 7,
          repayment: null,
          repaymentEn: null,
          summary: null,
          summaryEn: null,
          materials: [],
          preferredLists: [],
        },
      },
    });
  }

  async published(options: ProductOptions): Promise<ProductView> {
    const { id, version } = await this.draft(options);
    return this.manager(stepProduct, { params: { id }, body: { step: 'publish' }, version });
  }

  async submitted(content: Partial<RequestContent> = {}): Promise<string> {
    const draft = await this.finance(startFinancingRequest, { body: {} });
    const saved = await this.finance(saveFinancingRequest, {
      params: { id: draft.id },
      body: {
        purpose: 'working_capital',
        amountFen: wan(3200),
        currency: 'CNY',
        termMonths: 12,
        neededBy: '2026-12-31',
        collateral: ['unsecured'],
        contactName: '周宁',
        contactPhone: '13800000000',
        willingToShare: true,
        ...content,
      },
      version: draft.version,
    });
    await this.finance(submitFinancingRequest, { params: { id: draft.id }, version: saved.version });
    return draft.id;
  }
}
