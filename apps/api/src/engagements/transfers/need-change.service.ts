import { Injectable } from '@nestjs/common';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { answerNeedChange } from '@yinqi/contracts/handovers';
import type { RouteInput } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { takenBy } from '../decisions.service.js';
import { NO_DUE } from '../engagement-clock.js';
import { RefusalDesk } from '../repairs/refusal-desk.js';

/** A need that was changed under way: the bank that judges it goes on, or need not. */
@Injectable()
export class NeedChangeService {
  constructor(private readonly desk: RefusalDesk) {}

  answer(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof answerNeedChange>,
  ): Promise<EngagementDetail> {
    const { answer, note: text } = input.body;
    const note = text === undefined ? {} : { note: { text } };
    return this.desk.run(caller, command, input, async (tx, open) => {
      const { row, facts, by } = open;
      if (answer === 'step_back') {
        const changes = { ...takenBy(open), ...NO_DUE, heldAt: null, heldDueAt: null };
        await this.desk.moves.apply(tx, row, { action: 'step_back', by, facts, ...note, changes });
        return;
      }
      if (row.needBefore === null) {
        throw new DomainError('transition.refused', {
          params: { reason: 'guard.need_changed', action: 'confirm_need', state: row.status },
        });
      }
      await this.desk.moves.mark(tx, row, { milestone: 'confirm_need', by, ...note, changes: takenBy(open) });
    });
  }
}
