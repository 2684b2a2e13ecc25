import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type {
  appealRefusal,
  askMediation,
  concludeMediation,
  decideAppeal,
  endMediation,
} from '@yinqi/contracts/refusal-commands';
import type { RouteInput } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import type { Command } from '../../platform/http/api-request.js';
import type { OpenCase } from '../case-desk.js';
import { SYSTEM } from '../engagement-actors.js';
import { conclusionDue, dueFor, NO_DUE, withDue } from '../engagement-clock.js';
import { RefusalDesk } from '../repairs/refusal-desk.js';
import { RefusalRecordsStore, type ReviewRow } from '../repairs/refusal-records.store.js';
import { Resending } from '../repairs/resending.js';

type Answer = Promise<EngagementDetail>;
const UNCLAIMED = { officerId: null, officerName: null } as const;

/** 复议 and 协调: the bank alone decides about its refusal; a mediator of the bureau recommends in writing. */
@Injectable()
export class AppealsService {
  constructor(
    private readonly desk: RefusalDesk,
    private readonly records: RefusalRecordsStore,
    private readonly resending: Resending,
  ) {}

  appeal(caller: Caller, command: Command, input: RouteInput<typeof appealRefusal>): Answer {
    return this.desk.run(caller, command, input, async (tx, open) => {
      const { row, facts, by, now } = open;
      const due = dueFor('decide_appeal', now, row.programmeId);
      await this.desk.moves.apply(tx, row, {
        action: 'appeal',
        by,
        facts,
        changes: { ...due, ...UNCLAIMED },
      });
      await this.open(tx, open, { kind: 'appeal', grounds: input.body.grounds, dueAt: due.dueAt });
    });
  }

  /** Upheld, the case closes at once; overturned, it goes back into review, if the request still waits for money. */
  decide(caller: Caller, command: Command, input: RouteInput<typeof decideAppeal>): Answer {
    const { outcome, statement } = input.body;
    return this.desk.run(caller, command, input, async (tx, open) => {
      const { row, facts, by, now } = open;
      const mine = { officerId: by.accountId, officerName: by.name };
      const decided = await this.desk.moves.apply(tx, row, {
        action: outcome,
        by,
        facts,
        changes: { ...NO_DUE, ...mine },
      });
      await this.records.decideReview(tx, row.id, { outcome, statement, byName: by.name }, now);
      if (outcome === 'uphold') {
        await this.desk.moves.apply(tx, decided, { action: 'close_appeal', by: SYSTEM, facts });
        return;
      }
      // Without a consent the bank may not go on: the case waits as overturned until there is one.
      if (facts.consent_given !== true) return;
      await this.desk.moves.apply(tx, decided, {
        action: 'return_to_review',
        by: SYSTEM,
        facts,
        // The time for a conclusion that began before the refusal is over: another look has one of its own.
        changes: withDue(decided, conclusionDue(decided, now), now),
      });
    });
  }

  askMediation(caller: Caller, command: Command, input: RouteInput<typeof askMediation>): Answer {
    return this.desk.run(caller, command, input, async (tx, open) => {
      const { row, facts, by, now } = open;
      await this.desk.moves.apply(tx, row, { action: 'mediate', by, facts });
      const { dueAt } = dueFor('mediate', now, row.programmeId);
      await this.open(tx, open, { kind: 'mediation', grounds: input.body.grounds, dueAt });
    });
  }

  /** The recommendation binds nobody: another officer of the bank looks again, or it ends here. */
  conclude(caller: Caller, command: Command, input: RouteInput<typeof concludeMediation>): Answer {
    const { outcome, recommendation } = input.body;
    return this.desk.runWithRequest(caller, command, input, async (tx, started, open) => {
      const { row, facts, by, now } = open;
      if (outcome === 're_push') await this.resending.resend(tx, started, open);
      else await this.desk.moves.apply(tx, row, { action: 'end_mediation', by, facts });
      const decision = { outcome, statement: recommendation, byName: by.name };
      await this.records.decideReview(tx, row.id, decision, now);
    });
  }

  endMediation(caller: Caller, command: Command, input: RouteInput<typeof endMediation>): Answer {
    return this.desk.run(caller, command, input, async (tx, { row, facts, by, now }) => {
      await this.desk.moves.apply(tx, row, { action: 'end_mediation', by, facts });
      const decision = { outcome: 'ended', statement: null, byName: by.name } as const;
      await this.records.decideReview(tx, row.id, decision, now);
    });
  }

  private open(
    tx: Tx,
    { row, by, now }: OpenCase,
    review: Pick<ReviewRow, 'kind' | 'grounds'> & { readonly dueAt: string | null },
  ): Promise<void> {
    return this.records.insertReview(
      tx,
      row,
      {
        ...review,
        id: randomUUID(),
        dueAt: review.dueAt ?? now.toISOString(),
        side: by.side,
        askedByName: by.name,
      },
      now,
    );
  }
}
