import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { transferEngagement } from '@yinqi/contracts/handovers';
import type { RouteInput } from '@yinqi/contracts/route';
import { OrganisationsStore, type OrganisationRow } from '../../identity/identity.public.js';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { armCase } from '../case-timers.js';
import { NO_DUE } from '../engagement-clock.js';
import type { EngagementRow } from '../engagement-row.js';
import { RefusalDesk } from '../repairs/refusal-desk.js';
import { HandoverStore } from './handover.store.js';

/** What the enterprise has chosen holds part of the tool's quota for this very case. */
const BOUND: readonly string[] = ['chosen', 'standby'];

/** 转办: the case goes on at another office of the bank, with its clock, its papers and its history. */
@Injectable()
export class TransferService {
  constructor(
    private readonly desk: RefusalDesk,
    private readonly organisations: OrganisationsStore,
    private readonly handovers: HandoverStore,
  ) {}

  transfer(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof transferEngagement>,
  ): Promise<EngagementDetail> {
    const { branchId, reason } = input.body;
    return this.desk.run(caller, command, input, async (tx, { row, record, facts, by, now }) => {
      const to = await this.officeFor(tx, row, branchId);
      if (record.offers.some(({ status }) => BOUND.includes(status))) {
        throw new DomainError('transition.refused', {
          params: { reason: 'offer.already_chosen', action: 'transfer', state: row.status },
        });
      }
      // The new office reads the dossier under the same consent, or it would have a case it cannot open.
      if (facts.consent_given !== true) throw new DomainError('engagement.consent_missing');
      await this.desk.moves.apply(tx, row, {
        action: 'transfer',
        by,
        facts,
        note: { text: `${await this.nameOf(tx, row.branchId)} → ${to.name}：${reason}` },
        changes: { ...NO_DUE, heldAt: null, heldDueAt: null },
      });
      const id = randomUUID();
      await this.handovers.goOn(tx, row, { id, branchId: to.id, branchPosition: to.lft }, now);
      const next = { ...row, id, branchId: to.id, branchPosition: to.lft, version: 1 };
      await armCase(tx, next);
      await this.desk.moves.tell(tx, next);
    });
  }

  private async officeFor(tx: Tx, row: EngagementRow, branchId: string): Promise<OrganisationRow> {
    const office = await this.organisations.find(tx, branchId);
    const isOfBank = office?.kind === 'bank' && (office.parent_id ?? office.id) === row.bankId;
    if (office && isOfBank && office.id !== row.branchId) return office;
    throw new DomainError('handover.office_unfit');
  }

  private async nameOf(tx: Tx, id: string): Promise<string> {
    return (await this.organisations.find(tx, id))?.name ?? '';
  }
}
