import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  draftLetterFor,
  LetterItem,
  LetterView,
  listLetters,
  moveLetter,
} from '@yinqi/contracts/supervision';
import { supervisionLettersMoved } from '@yinqi/contracts/events';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { addWorkingMinutes } from '@yinqi/domain/calendar';
import {
  allowedLetterActions,
  colourOf,
  decideLetter,
  type LetterAction,
  type LetterActor,
} from '@yinqi/domain/supervision';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { publish } from '../platform/outbox/outbox.js';
import { policyBook } from '../service-policies/service-policies.public.js';
import { writeDraft } from './letter-draft.js';
import { LetterParts, namedIn, type Names } from './letter-parts.js';
import { LettersStore, type LetterChange, type LetterRow } from './letters.store.js';
import { DUTY_OF } from './supervised.store.js';

/** Three working days of seven hours. */
const REPLY_MINUTES = 1_260;

/** Moves that say nothing without words of their own: grounds, a reply, what shows that it is settled. */
const WORDED: readonly LetterAction[] = ['edit', 'discard', 'reply', 'ask_again', 'close', 'withdraw'];

const BANK_ROLES = ['officer', 'reviewer', 'approver'] as const;

const actorsOf = ({ side, roles }: Caller): readonly LetterActor[] =>
  side === 'bureau' ? ['bureau'] : BANK_ROLES.filter((role) => roles.includes(role));

const sideOf = ({ side }: Caller): 'bureau' | 'bank' => (side === 'bank' ? 'bank' : 'bureau');

@Injectable()
export class LettersService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly letters: LettersStore,
    private readonly parts: LetterParts,
    private readonly clock: Clock,
  ) {}

  list(caller: Caller, { query }: RouteInput<typeof listLetters>): Promise<RouteResult<typeof listLetters>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.letters.list(tx, caller, query.state, after, query.limit);
      const names = await this.parts.names(tx, rows);
      return pageOfRows(
        rows,
        query.limit,
        total,
        (row) => itemOf(row, names),
        (row) => [row.updated_at, row.id],
      );
    });
  }

  read(caller: Caller, id: string): Promise<LetterView> {
    return this.database.asCaller(caller, (tx) => this.view(tx, caller, id));
  }

  /** A letter that a person begins, for a case that has a deadline. */
  draft(caller: Caller, command: Command, { body }: RouteInput<typeof draftLetterFor>): Promise<LetterView> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const about = await this.parts.supervised.waiting(tx, body.engagementId);
        const duty = about && DUTY_OF[about.status];
        if (!about || !duty) throw new DomainError('letter.nothing_due');
        const now = this.clock.now();
        const colour = colourOf(about.red, Date.parse(about.due_at), now.getTime());
        const by = {
          actor_side: 'bureau',
          actor_account_id: caller.accountId,
          actor_name: caller.displayName,
        } as const;
        const draft = { about: { ...about, duty }, colour, by };
        return { resourceId: (await writeDraft(tx, this.letters, draft, now)).id };
      },
      (tx, id) => this.view(tx, caller, id),
    );
  }

  move(caller: Caller, command: Command, input: RouteInput<typeof moveLetter>): Promise<LetterView> {
    const { id } = input.params;
    const { action, text } = input.body;
    if (WORDED.includes(action) && text === undefined) {
      throw new DomainError('request.invalid', { faults: [{ pointer: '/body/text', code: 'required' }] });
    }
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const letter = await this.letters.lock(tx, caller, id);
        if (!letter) throw notFound();
        if (letter.version !== input.version) throw await this.conflict(tx, letter);
        const to = this.decide(caller, letter, action);
        const now = this.clock.now();
        const changed: LetterRow = { ...letter, ...changeOf(letter, { action, to, text }, caller, now) };
        if (caller.side === 'bank') await this.letters.advance(tx, id, changed.status, now);
        else await this.letters.update(tx, id, changed, now);
        const event = {
          id: randomUUID(),
          action,
          actor_side: sideOf(caller),
          actor_account_id: caller.accountId,
          actor_name: caller.displayName,
          text: text ?? null,
        };
        await this.letters.record(tx, changed, event, now);
        await publish(tx, supervisionLettersMoved, { eventIds: [event.id] });
        return { resourceId: id };
      },
      (tx, letterId) => this.view(tx, caller, letterId),
    );
  }

  private decide(caller: Caller, letter: LetterRow, action: LetterAction): LetterRow['status'] {
    const decisions = actorsOf(caller).map((actor) => decideLetter(letter.status, action, actor));
    const allowed = decisions.find((decision) => decision.ok);
    if (allowed?.ok) return allowed.to;
    const [refused] = decisions;
    const reason = refused && !refused.ok ? refused.code : 'transition.not_by_this_actor';
    throw new DomainError('transition.refused', { params: { reason, action, state: letter.status } });
  }

  private async conflict(tx: Tx, letter: LetterRow): Promise<DomainError> {
    const last = (await this.letters.events(tx, letter.id)).at(-1);
    return new DomainError('resource.version_conflict', {
      params: {
        version: letter.version,
        ...(last && { who: last.actor_name, what: last.action, when: last.at }),
      },
    });
  }

  private async view(tx: Tx, caller: Caller, id: string): Promise<LetterView> {
    const row = await this.letters.find(tx, caller, id);
    if (!row) throw notFound();
    const names = await this.parts.names(tx, [row]);
    const events = await this.letters.events(tx, id);
    const actions = actorsOf(caller).flatMap((actor) => allowedLetterActions(row.status, actor));
    return {
      ...itemOf(row, names),
      text: row.text,
      events: events.map(({ actor_side, actor_name, ...event }) => ({
        ...event,
        action: event.action as LetterView['events'][number]['action'], // written by this capability alone
        actorSide: actor_side,
        actorName: actor_name,
      })),
      actions: [...new Set(actions)],
    };
  }
}

type Move = {
  readonly action: LetterAction;
  readonly to: LetterRow['status'];
  readonly text: string | undefined;
};

function changeOf(letter: LetterRow, { action, to, text }: Move, caller: Caller, now: Date): LetterChange {
  const base = { ...letter, status: to };
  if (action === 'edit') return { ...base, text: text ?? letter.text };
  if (action === 'sign') {
    const reply = addWorkingMinutes(now.getTime(), REPLY_MINUTES, policyBook.calendar).instant;
    return {
      ...base,
      signed_by_name: caller.displayName,
      signed_at: now.toISOString(),
      reply_due_at: new Date(reply).toISOString(),
    };
  }
  return base;
}

function itemOf(row: LetterRow, names: Names): LetterItem {
  return {
    id: row.id,
    number: row.number,
    state: row.status,
    colour: row.colour,
    duty: row.duty,
    engagementId: row.engagement_id,
    requestNumber: row.request_number,
    bank: namedIn(names, row.bank_id),
    branch: namedIn(names, row.branch_id),
    dueAt: row.due_at,
    replyDueAt: row.reply_due_at,
    signedAt: row.signed_at,
    signedBy: row.signed_by_name,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
