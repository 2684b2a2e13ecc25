import { Injectable } from '@nestjs/common';
import type { ClaimableLoan, listClaimableLoans, listClaimTools } from '@yinqi/contracts/claims';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { claimVerdict } from '@yinqi/domain/claims';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { declaredOf, factsOf, lentOf, type Lent } from './claim-conditions.js';
import { officesOf } from './claim-records.js';
import { ClaimTester, type ToolTested } from './claim-tester.js';
import { ClaimToolsStore } from './claim-tools.store.js';
import { toolView } from './claim-views.js';
import { ClaimableLoansStore, type LoanRow } from './claimable-loans.store.js';

const CURRENCY = 'CNY';

/** Which tools a bank can claim under, and each of its loans held against one of them. */
@Injectable()
export class ClaimToolsService {
  constructor(
    private readonly database: Database,
    private readonly tools: ClaimToolsStore,
    private readonly loans: ClaimableLoansStore,
    private readonly tester: ClaimTester,
    private readonly clock: Clock,
  ) {}

  list(caller: Caller): Promise<RouteResult<typeof listClaimTools>> {
    return this.database.asCaller(caller, async (tx) => ({
      items: (await this.tools.list(tx)).map(toolView),
    }));
  }

  async listLoans(
    caller: Caller,
    { params, query }: RouteInput<typeof listClaimableLoans>,
  ): Promise<RouteResult<typeof listClaimableLoans>> {
    const after = decodeCursor(query.cursor, ['text', 'id']);
    const today = chinaDate(this.clock.now());
    const filter = { today, offices: officesOf(caller), currency: CURRENCY } as const;
    const { tool, page } = await this.database.asCaller(caller, async (tx) => {
      const found = await this.tools.find(tx, params.id);
      if (!found) throw notFound();
      // Bills are entered one by one; no loan is claimed by rediscount.
      const none = { rows: [], total: 0 };
      const loans = found.mechanism === 'RELENDING';
      return { tool: found, page: loans ? await this.loans.list(tx, filter, after, query.limit) : none };
    });
    const results = await this.tester.test(
      tool,
      page.rows.map((loan) => ({
        customerId: loan.enterprise_id,
        lent: lentOf(loan, tool),
        facts: factsOf(loan.dossier ?? {}, declaredOf(loan, {}), today),
      })),
    );
    const byLoan = new Map(page.rows.map((loan, at) => [loan.id, results[at]]));
    return pageOfRows(
      page.rows,
      query.limit,
      page.total,
      (loan) => loanView(loan, lentOf(loan, tool), byLoan.get(loan.id)),
      (loan) => [loan.disbursed_on, loan.id],
    );
  }
}

const loanView = (loan: LoanRow, lent: Lent, result: ToolTested | undefined): ClaimableLoan => ({
  disbursementId: loan.id,
  engagementId: loan.engagement_id,
  noteNumber: loan.note_number,
  borrowerName: loan.dossier?.name ?? null,
  amountFen: loan.amount_fen,
  fundingRatioBp: lent.fundingRatioBp,
  claimableFen: String(lent.amountFen),
  currency: loan.currency,
  annualRateBp: loan.annual_rate_bp,
  lentOn: loan.disbursed_on,
  maturesOn: loan.matures_on,
  verdict: claimVerdict(result?.tests ?? []),
  tests: result?.views ?? [],
  claim: loan.claim,
});
