import { Injectable } from '@nestjs/common';
import type { ClaimView, markBill, markLoan, releaseClaim } from '@yinqi/contracts/claims';
import type { RouteInput } from '@yinqi/contracts/route';
import { claimVerdict, markedUntilMs } from '@yinqi/domain/claims';
import type { Reserve } from '@yinqi/domain/quota';
import { quotaRefusal } from '../facilities/facilities.public.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { claimIdOf, ClaimLedger } from './claim-ledger.js';
import { ClaimRecords } from './claim-records.js';
import { ClaimSubjects, type Claimed } from './claim-subjects.js';
import { ClaimTester, type ToolTested } from './claim-tester.js';
import { ClaimsStore, type ClaimRow } from './claims.store.js';

/** Marks what a bank will claim: tested, recorded, and its quota held until it falls due. */
@Injectable()
export class ClaimMarksService {
  constructor(
    private readonly subjects: ClaimSubjects,
    private readonly tester: ClaimTester,
    private readonly ledger: ClaimLedger,
    private readonly records: ClaimRecords,
    private readonly claims: ClaimsStore,
  ) {}

  markLoan(
    caller: Caller,
    command: Command,
    { params, body }: RouteInput<typeof markLoan>,
  ): Promise<ClaimView> {
    return this.mark(caller, command, (tx) => this.subjects.loan(tx, caller, params.id, body));
  }

  markBill(
    caller: Caller,
    command: Command,
    { params, body }: RouteInput<typeof markBill>,
  ): Promise<ClaimView> {
    return this.mark(caller, command, (tx) => this.subjects.bill(tx, caller, params.id, body));
  }

  async release(
    caller: Caller,
    command: Command,
    { params, version }: RouteInput<typeof releaseClaim>,
  ): Promise<ClaimView> {
    const { id } = params;
    const row = await this.ledger.prepare(caller, command, async (tx) => {
      const found = await this.records.findClaim(tx, caller, id);
      if (found.version !== version) throw overtaken(found);
      if (found.state !== 'marked') throw new DomainError('claim.not_marked');
      if (found.batch_id !== null) throw new DomainError('claim.in_batch');
      return found;
    });
    if (row !== undefined) await this.give(caller, command, row);
    return this.records.readClaim(caller, id);
  }

  private async mark(
    caller: Caller,
    command: Command,
    look: (tx: Tx) => Promise<Claimed>,
  ): Promise<ClaimView> {
    const id = claimIdOf(caller.organisationId, command.key);
    const claimed = await this.ledger.prepare(caller, command, look);
    if (claimed === undefined) return this.records.readClaim(caller, id);
    const [result] = await this.tester.test(claimed.tool, [claimed]);
    if (!result) throw new Error('a claim was not tested');
    refuseUnfit(result);
    const refused = await this.ledger.post(
      caller,
      command,
      [reserveCommand(id, claimed, result, caller)],
      async (tx) => {
        await this.record(tx, caller, id, claimed, result);
        return { resourceId: id };
      },
    );
    if (refused) throw quotaRefusal(refused.rejection);
    return this.records.readClaim(caller, id);
  }

  private async record(
    tx: Tx,
    caller: Caller,
    id: string,
    { tool, pool, lent, currency, record }: Claimed,
    { views }: ToolTested,
  ): Promise<void> {
    const claim = {
      ...record,
      id,
      facility_id: tool.id,
      pool_id: pool.id,
      bank_id: tool.bank_id,
      lent_fen: String(lent.lentFen),
      funding_ratio_bp: lent.fundingRatioBp,
      amount_fen: String(lent.amountFen),
      currency,
      annual_rate_bp: lent.annualRateBp,
      lent_on: lent.lentOn,
      matures_on: lent.maturesOn,
      tests: views,
      marked_by_name: caller.displayName,
    };
    await this.claims.insert(tx, claim, this.records.now());
    // Until it is handed in, a mark is its bank's own matter.
    await this.ledger.tell(tx, id, { ...claim, holder_id: null });
  }

  private async give(caller: Caller, command: Command, row: ClaimRow): Promise<void> {
    const { id, pool_id: poolId, version } = row;
    const asked = { tenantId: row.bank_id, actorId: caller.accountId, key: `claim-release-${id}` };
    const record = async (tx: Tx) => {
      if (!(await this.claims.release(tx, id, version))) {
        throw overtaken(await this.records.findClaim(tx, caller, id));
      }
      await this.ledger.tell(tx, id, { ...row, holder_id: null });
      return { resourceId: id };
    };
    const refused = await this.ledger.post(
      caller,
      command,
      [{ ...asked, kind: 'void', poolId, holdId: id, reason: 'released' }],
      record,
    );
    // It fell due meanwhile, and nothing is held for it any more.
    if (refused?.rejection.code === 'hold.ended') await this.ledger.post(caller, command, [], record);
    else if (refused) throw quotaRefusal(refused.rejection);
  }
}

const overtaken = ({ marked_by_name, marked_at }: ClaimRow): DomainError =>
  new DomainError('resource.version_conflict', { params: { who: marked_by_name, when: marked_at } });

/** What failed or is not known is named test by test. */
function refuseUnfit({ tests }: ToolTested): void {
  const verdict = claimVerdict(tests);
  if (verdict === 'eligible') return;
  const outcome = verdict === 'ineligible' ? 'failed' : 'unknown';
  throw new DomainError(verdict === 'ineligible' ? 'claim.not_eligible' : 'claim.undetermined', {
    faults: tests
      .filter((test) => test.outcome === outcome)
      .map(({ test }) => ({ pointer: '/body', code: test })),
  });
}

function reserveCommand(
  id: string,
  { tool, pool, lent, customerId, claimKey, currency, record }: Claimed,
  { checks }: ToolTested,
  { accountId }: Caller,
): Reserve {
  return {
    kind: 'reserve',
    tenantId: tool.bank_id,
    key: `claim-${id}`,
    actorId: accountId,
    poolId: pool.id,
    holdId: id,
    subject: {
      customerId,
      bankId: tool.bank_id,
      engagementId: record.engagement_id,
      requestId: null,
      claimKey,
    },
    amountFen: lent.amountFen,
    currency,
    expiresAtMs: markedUntilMs(lent.maturesOn),
    checks,
  };
}
