import { Injectable } from '@nestjs/common';
import type { RouteInput } from '@yinqi/contracts/route';
import type { repairStatementItem, settleStatementItem, StatementItem } from '@yinqi/contracts/statements';
import { isOpenItem, isRepairable } from '@yinqi/domain/quota';
import { CorrectionProposals } from '../facilities/facilities.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { itemView, standingOf } from './statement-view.js';
import { StatementsStore, type ItemRow } from './statements.store.js';

const MAX_EVIDENCE_LENGTH = 200;

/** What a person does about a difference: says what it was, or proposes to take the entry back. Neither changes a book. */
@Injectable()
export class StatementItemsService {
  constructor(
    private readonly commands: Commands,
    private readonly store: StatementsStore,
    private readonly corrections: CorrectionProposals,
    private readonly clock: Clock,
  ) {}

  settle(
    caller: Caller,
    command: Command,
    { params: { id, item }, body }: RouteInput<typeof settleStatementItem>,
  ): Promise<StatementItem> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        if (!isOpenItem(standingOf(await this.lock(tx, id, item)))) throw notOpen();
        const { accountId: by, displayName: byName } = caller;
        await this.store.settle(tx, id, item, { by, byName, note: body.note, at: this.clock.now() });
        return { resourceId: id };
      },
      (tx) => this.view(tx, caller, id, item),
    );
  }

  repair(
    caller: Caller,
    command: Command,
    { params: { id, item }, body }: RouteInput<typeof repairStatementItem>,
  ): Promise<StatementItem> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const row = await this.lock(tx, id, item);
        const { entry } = row;
        if (entry === null || !isRepairable(standingOf(row))) throw notOpen();
        const statement = await this.store.find(tx, id);
        const proposal = await this.corrections.propose(tx, caller, {
          poolId: entry.poolId,
          version: entry.version,
          reason: body.reason,
          documentNumber: evidenceOf(statement?.fileName ?? '', row),
          effectiveOn: chinaDate(this.clock.now()),
        });
        await this.store.repair(tx, id, item, proposal);
        return { resourceId: id };
      },
      (tx) => this.view(tx, caller, id, item),
    );
  }

  private async lock(tx: Tx, id: string, item: number): Promise<ItemRow> {
    const row = await this.store.lockItem(tx, id, item);
    if (row === undefined) throw notFound();
    return row;
  }

  private async view(tx: Tx, caller: Caller, id: string, item: number): Promise<StatementItem> {
    return itemView(await this.lock(tx, id, item), caller);
  }
}

const notOpen = (): DomainError => new DomainError('statement_item.not_open');

/** What the second person reads the correction against. */
const evidenceOf = (fileName: string, { row }: ItemRow): string =>
  (row === null ? `对账单无此笔：${fileName}` : `对账单第 ${String(row)} 行：${fileName}`).slice(
    0,
    MAX_EVIDENCE_LENGTH,
  );
