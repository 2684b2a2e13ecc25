import { Injectable } from '@nestjs/common';
import type { markBill, markLoan } from '@yinqi/contracts/claims';
import type { DeclaredBorrower } from '@yinqi/contracts/quota-ledger';
import type { RouteInput } from '@yinqi/contracts/route';
import { isLiveClaim } from '@yinqi/domain/claims';
import { isValidUscc } from '@yinqi/domain/codes';
import type { Currency } from '@yinqi/domain/money';
import { billClaim, claimOf } from '../facilities/facilities.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { declaredOf, factsOf, lentOf, type Lent } from './claim-conditions.js';
import { billHolderId } from './claim-ledger.js';
import { officesOf } from './claim-records.js';
import { ClaimToolsStore, type ToolRow } from './claim-tools.store.js';
import { ClaimableLoansStore } from './claimable-loans.store.js';
import type { NewClaim } from './claims.store.js';

type Pool = NonNullable<ToolRow['pool']>;

/** What is to be claimed, before it is tested: whose it is, and what is known of the borrower. */
export type Claimed = {
  readonly tool: ToolRow;
  readonly pool: Pool;
  readonly lent: Lent;
  readonly facts: ReturnType<typeof factsOf>;
  readonly customerId: string;
  readonly claimKey: string;
  readonly currency: Currency;
  readonly record: Pick<
    NewClaim,
    | 'kind'
    | 'branch_position'
    | 'unit_position'
    | 'disbursement_id'
    | 'engagement_id'
    | 'number'
    | 'borrower_name'
    | 'borrower_uscc'
    | 'drawer'
    | 'declared'
  >;
};

const BILL_PURPOSE: Pick<DeclaredBorrower, 'purposes'> = { purposes: ['bill_discount'] };

/** A bill is presented as it is. */
const wholeOf = (lentFen: bigint) => ({ lentFen, fundingRatioBp: 10_000, amountFen: lentFen });

const fault = (pointer: string, code: string): DomainError =>
  new DomainError('request.invalid', { faults: [{ pointer, code }] });

/** A loan of the bank, or a bill that it discounted, as somebody asks to claim it. */
@Injectable()
export class ClaimSubjects {
  constructor(
    private readonly tools: ClaimToolsStore,
    private readonly loans: ClaimableLoansStore,
    private readonly clock: Clock,
  ) {}

  async loan(
    tx: Tx,
    caller: Caller,
    toolId: string,
    body: RouteInput<typeof markLoan>['body'],
  ): Promise<Claimed> {
    const { tool, pool } = await this.usable(tx, toolId, 'RELENDING');
    const today = chinaDate(this.clock.now());
    const loan = await this.loans.find(tx, body.disbursementId, today, officesOf(caller));
    if (!loan) throw notFound();
    if (loan.claim !== null && isLiveClaim(loan.claim.state)) throw new DomainError('quota.claim_live');
    const declared = declaredOf(loan, body.borrower);
    return {
      tool,
      pool,
      lent: lentOf(loan, tool),
      facts: factsOf(loan.dossier ?? {}, declared, today),
      customerId: loan.enterprise_id,
      claimKey: claimOf(tool.bank_id, loan.note_number) ?? '',
      currency: loan.currency,
      record: {
        kind: 'loan',
        branch_position: loan.branch_position,
        unit_position: loan.unit_position,
        disbursement_id: loan.id,
        engagement_id: loan.engagement_id,
        number: loan.note_number,
        borrower_name: body.borrowerName,
        borrower_uscc: null,
        drawer: null,
        declared,
      },
    };
  }

  async bill(
    tx: Tx,
    caller: Caller,
    toolId: string,
    body: RouteInput<typeof markBill>['body'],
  ): Promise<Claimed> {
    const { tool, pool } = await this.usable(tx, toolId, 'REDISCOUNT');
    const today = chinaDate(this.clock.now());
    if (!isValidUscc(body.borrowerUscc)) throw fault('/body/borrowerUscc', 'invalid_uscc');
    if (body.discountedOn > today) throw fault('/body/discountedOn', 'in_future');
    if (body.maturesOn <= body.discountedOn) throw fault('/body/maturesOn', 'not_after_discount');
    const { number, annualRateBp, amountFen, maturesOn } = body;
    const declared = { ...body.borrower, ...BILL_PURPOSE };
    return {
      tool,
      pool,
      lent: { ...wholeOf(BigInt(amountFen)), annualRateBp, lentOn: body.discountedOn, maturesOn },
      facts: factsOf({}, declared, today),
      customerId: billHolderId(body.borrowerUscc),
      claimKey: billClaim(number),
      currency: pool.currency,
      record: {
        kind: 'bill',
        branch_position: caller.unit.lo,
        unit_position: pool.unitPosition,
        disbursement_id: null,
        engagement_id: null,
        number,
        borrower_name: body.borrowerName,
        borrower_uscc: body.borrowerUscc,
        drawer: body.drawer,
        declared,
      },
    };
  }

  /** A tool under which this bank can claim here at all. */
  private async usable(
    tx: Tx,
    toolId: string,
    mechanism: ToolRow['mechanism'],
  ): Promise<{ tool: ToolRow; pool: Pool }> {
    const tool = await this.tools.find(tx, toolId);
    if (!tool) throw notFound();
    if (tool.mechanism !== mechanism) throw new DomainError('claim.wrong_kind');
    if (tool.closed) throw new DomainError('facility.closed');
    if (tool.holder_id === null || tool.pool?.authority === 'SHADOW') {
      throw new DomainError('claim.not_held_here');
    }
    if (tool.pool === null) throw new DomainError('claim.no_quota');
    return { tool, pool: tool.pool };
  }
}
