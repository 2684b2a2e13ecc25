import { Injectable } from '@nestjs/common';
import { ExposuresStore, type Exposure } from '../facilities/facilities.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { lentMoney, termsOf, tested, type Lent, type Tested } from './claim-conditions.js';
import type { factsOf } from './claim-conditions.js';
import type { ToolRow } from './claim-tools.store.js';
import { claimChecks } from '@yinqi/domain/claims';
import type { UseCheck } from '@yinqi/domain/quota';

export type Testable = {
  readonly customerId: string;
  readonly lent: Lent;
  readonly facts: ReturnType<typeof factsOf>;
};

export type ToolTested = Tested & { readonly checks: readonly UseCheck[] };

/** Holds loans and bills against a tool's conditions, with what their enterprises have of it in all pools. */
@Injectable()
export class ClaimTester {
  constructor(
    private readonly database: Database,
    private readonly exposures: ExposuresStore,
    private readonly clock: Clock,
  ) {}

  /** In the order they are given. What other banks hold is read by the ledger's writer. */
  async test(tool: ToolRow, wanted: readonly Testable[]): Promise<readonly ToolTested[]> {
    const customers = [...new Set(wanted.map(({ customerId }) => customerId))];
    const { limit, known } = await this.database.asService('app_poster', async (tx) => ({
      limit: await this.exposures.limitOf(tx, tool.id),
      known: await this.exposures.ofCustomers(tx, { facilityId: tool.id, bankId: tool.bank_id }, customers),
    }));
    const byCustomer = new Map<string, Exposure>(known.map((one) => [one.customerId, one]));
    const terms = termsOf(tool, limit);
    const today = chinaDate(this.clock.now());
    return wanted.map(({ customerId, lent, facts }) => {
      const exposure = byCustomer.get(customerId);
      const money = lentMoney(tool, lent, { borrower: facts, exposure, today });
      return { ...tested(terms, money, exposure), checks: claimChecks(terms, money) };
    });
  }
}
