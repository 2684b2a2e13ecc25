import { Injectable } from '@nestjs/common';
import type {
  changeClaimBatch,
  ClaimBatchDetail,
  openClaimBatch,
  submitClaimBatch,
} from '@yinqi/contracts/claim-batches';
import type { RouteInput } from '@yinqi/contracts/route';
import { openFen, submittedUntilMs } from '@yinqi/domain/claims';
import type { QuotaCommand } from '@yinqi/domain/quota';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { BatchKeeper } from './batch-keeper.js';
import { batchOvertaken, lineRefusal } from './batch-refusals.js';
import { claimIdOf, ClaimLedger } from './claim-ledger.js';
import type { BatchRow } from './claim-batches.store.js';
import { ClaimRecords } from './claim-records.js';
import { moneyOf } from './claim-views.js';
import type { ClaimRow } from './claims.store.js';

/** A bank's batches: put together as drafts, then handed in, which makes firm what each line holds. */
@Injectable()
export class ClaimBatchesService {
  constructor(
    private readonly ledger: ClaimLedger,
    private readonly records: ClaimRecords,
    private readonly keeper: BatchKeeper,
  ) {}

  async open(
    caller: Caller,
    command: Command,
    { body }: RouteInput<typeof openClaimBatch>,
  ): Promise<ClaimBatchDetail> {
    const id = claimIdOf(caller.organisationId, command.key);
    const { facilityId, claimIds } = body;
    await this.ledger.post(caller, command, [], async (tx) => {
      const first = await this.records.findClaim(tx, caller, claimIds[0] ?? '');
      if (first.facility_id !== facilityId) throw new DomainError('claim.line_unfit');
      const number = numberOf(id, this.records.today());
      return this.keeper.open(tx, caller, { id, number, first, claimIds });
    });
    return this.records.readBatch(caller, id);
  }

  async change(
    caller: Caller,
    command: Command,
    { params, body, version }: RouteInput<typeof changeClaimBatch>,
  ): Promise<ClaimBatchDetail> {
    await this.ledger.post(caller, command, [], async (tx) =>
      this.keeper.change(tx, await this.draft(tx, params.id, version), body.claimIds),
    );
    return this.records.readBatch(caller, params.id);
  }

  async submit(
    caller: Caller,
    command: Command,
    { params, version }: RouteInput<typeof submitClaimBatch>,
  ): Promise<ClaimBatchDetail> {
    const { id } = params;
    const found = await this.ledger.prepare(caller, command, async (tx) => ({
      batch: await this.draft(tx, id, version),
      lines: await this.records.linesOf(tx, caller, id),
    }));
    if (found === undefined) return this.records.readBatch(caller, id);
    const { batch, lines } = found;
    const nowMs = this.records.now().getTime();
    const commands = lines.map((line) => submitCommands(line, caller, nowMs));
    const refused = await this.ledger.post(caller, command, commands.flat(), (tx) =>
      this.keeper.submit(tx, caller, batch, lines),
    );
    if (refused === undefined) return this.records.readBatch(caller, id);
    const now = await this.records.batchRow(caller, id);
    // Handed in by somebody else at the same moment: the ledger has made its lines firm already.
    if (now.version !== version) throw batchOvertaken(now, false);
    throw lineRefusal(refused, lines[Math.floor(refused.index / COMMANDS_A_LINE)]);
  }

  private async draft(tx: Tx, id: string, version: number): Promise<BatchRow> {
    const batch = await this.records.findBatch(tx, id);
    if (batch.version !== version) throw batchOvertaken(batch, false);
    if (batch.state !== 'draft') throw new DomainError('claim.batch_not_draft');
    return batch;
  }
}

const COMMANDS_A_LINE = 2;

/** Said on the telephone and written on paper: the day and six signs are enough within a bank. */
const numberOf = (id: string, day: string): string =>
  `BZ-${day.replaceAll('-', '')}-${id.slice(0, 6).toUpperCase()}`;

function submitCommands(line: ClaimRow, caller: Caller, nowMs: number): readonly QuotaCommand[] {
  const common = {
    tenantId: line.bank_id,
    actorId: caller.accountId,
    poolId: line.pool_id,
    holdId: line.id,
  };
  const { currency, matures_on } = line;
  const amountFen = openFen(moneyOf(line));
  const nth = `${line.id}-${String(line.round)}`;
  const expiresAtMs = submittedUntilMs(matures_on, nowMs);
  return [
    { ...common, kind: 'commit', key: `claim-submit-${nth}`, amountFen, currency },
    { ...common, kind: 'extend', key: `claim-extend-${nth}`, expiresAtMs },
  ];
}
