import { Injectable } from '@nestjs/common';
import type {
  acceptEngagement,
  claimEngagement,
  declineEngagement,
  recordCompleteness,
  Step,
  stepEngagement,
  undoEngagement,
} from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { RouteInput } from '@yinqi/contracts/route';
import { declineFaults, isEngagementLive, type StatedReason } from '@yinqi/domain/lifecycle';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CaseDesk, type OpenCase } from './case-desk.js';
import { conclusionDue, dueFor, NO_DUE, withDue, type Due } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import { EngagementReader } from './engagement-reader.js';
import type { EngagementRow, Movable } from './engagement-row.js';
import { Desks } from './transfers/desk-of.js';
import { clockAt } from './waits.store.js';

type Answer = Promise<EngagementDetail>;

const ended = { ...NO_DUE, heldAt: null, heldDueAt: null } as const;

/** Whoever acts first on an unclaimed case has it from then on. */
export const takenBy = ({ row, by }: OpenCase): Partial<Movable> =>
  row.officerId === null ? { officerId: by.accountId, officerName: by.name } : {};

const conclusionOf = (row: EngagementRow): Due =>
  row.completeSince === null ? NO_DUE : conclusionDue(row, new Date(row.completeSince));

function clockAfter(step: Exclude<Step, 'resume'>, { row, now }: OpenCase): Partial<Movable> {
  switch (step) {
    case 'record_contact':
      return withDue(row, conclusionOf(row), now);
    // Of an appeal that was granted: what began before the refusal is over.
    case 'return_to_review':
      return withDue(row, conclusionDue(row, now), now);
    // One time for the whole review: what waiting for the enterprise gave the bank is in its deadline already.
    case 'start_due_diligence':
    case 'submit_to_review':
      return {};
    case 'close':
      return ended;
  }
}

/** What is wrong with the reasons of a refusal, each beside its field. */
function refuseFaulty(reasons: readonly StatedReason[]): void {
  const faults = declineFaults(reasons);
  if (faults.length === 0) return;
  throw new DomainError('request.invalid', {
    faults: faults.map(({ code, index }) => ({
      pointer: index === null ? '/body/reasons' : `/body/reasons/${index}/text`,
      code,
    })),
  });
}

/** A bank's decisions: the domain says whether and what follows, the reversible ones can be taken back for 10 s. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly commands: Commands,
    private readonly desk: CaseDesk,
    private readonly moves: EngagementMoves,
    private readonly reader: EngagementReader,
    private readonly desks: Desks,
  ) {}

  claim(caller: Caller, command: Command, input: RouteInput<typeof claimEngagement>): Answer {
    return this.run(caller, command, input, async (tx, { row, by, facts }) => {
      if (row.officerId === by.accountId) return;
      if (row.officerId !== null && !(await this.desks.isLeft(tx, row))) {
        throw new DomainError('resource.version_conflict', {
          params: { version: row.version, who: row.officerName ?? '', what: 'claim', when: row.updatedAt },
        });
      }
      if (!isEngagementLive(row.status)) {
        throw new DomainError('transition.refused', {
          params: { reason: 'transition.not_from_this_state', action: 'claim', state: row.status },
        });
      }
      if (row.status === 're_pushed' && facts.another_person !== true) {
        throw new DomainError('transition.refused', {
          params: { reason: 'guard.another_person', action: 'claim', state: row.status },
        });
      }
      await this.moves.claim(tx, row, by);
    });
  }

  accept(caller: Caller, command: Command, input: RouteInput<typeof acceptEngagement>): Answer {
    return this.run(caller, command, input, async (tx, { row, facts, by, now }) => {
      await this.moves.apply(tx, row, {
        action: 'accept',
        by,
        facts,
        changes: {
          officerId: by.accountId,
          officerName: by.name,
          ...withDue(row, dueFor('first_contact', now, row.programmeId), now),
        },
      });
    });
  }

  decline(caller: Caller, command: Command, input: RouteInput<typeof declineEngagement>): Answer {
    const { reasons } = input.body;
    refuseFaulty(reasons);
    return this.run(caller, command, input, async (tx, open) => {
      await this.moves.apply(tx, open.row, {
        action: 'decline',
        by: open.by,
        facts: { ...open.facts, reasons_given: true },
        note: { reasons },
        // A second look and an appeal are another person's.
        changes: {
          ...takenBy(open),
          ...ended,
          declinedBy: open.by.accountId,
          declinedByName: open.by.name,
        },
      });
    });
  }

  step(caller: Caller, command: Command, input: RouteInput<typeof stepEngagement>): Answer {
    const { step, note } = input.body;
    return this.run(caller, command, input, async (tx, open) => {
      if (step === 'resume') await this.desk.waivePapers(tx, open);
      const clock = step === 'resume' ? await clockAt(tx, open.row, open.now) : clockAfter(step, open);
      await this.moves.apply(tx, open.row, {
        action: step,
        by: open.by,
        facts: open.facts,
        ...(note === undefined ? {} : { note: { text: note } }),
        changes: { ...takenBy(open), ...clock },
      });
    });
  }

  completeness(caller: Caller, command: Command, input: RouteInput<typeof recordCompleteness>): Answer {
    return this.run(caller, command, input, async (tx, open) => {
      const { row, by, now } = open;
      if (row.completeSince !== null) {
        throw new DomainError('transition.refused', {
          params: { reason: 'completeness.recorded', action: 'record_completeness', state: row.status },
        });
      }
      // First contact stays due for as long as nobody has made it.
      const clock = row.status === 'accepted' ? {} : withDue(row, conclusionDue(row, now), now);
      await this.moves.mark(tx, row, {
        milestone: 'record_completeness',
        by,
        changes: { ...takenBy(open), completeSince: now.toISOString(), ...clock },
      });
    });
  }

  undo(caller: Caller, command: Command, input: RouteInput<typeof undoEngagement>): Answer {
    return this.run(caller, command, input, (tx, { row }) => this.moves.undo(tx, row, caller));
  }

  private run(
    caller: Caller,
    command: Command,
    { params, version }: { readonly params: { readonly id: string }; readonly version: number },
    decide: (tx: Tx, open: OpenCase) => Promise<void>,
  ): Answer {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        await decide(tx, await this.desk.open(tx, caller, params.id, version));
        return { resourceId: params.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }
}
