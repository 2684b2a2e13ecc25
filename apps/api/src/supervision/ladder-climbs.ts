import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  DEFAULT_LADDER,
  isRedAfter,
  stepInstant,
  stepsReached,
  type LadderStep,
} from '@yinqi/domain/supervision';
import type { Happening } from '../notifications/notifications.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Tx } from '../platform/database/database.js';
import { policyBook } from '../service-policies/service-policies.public.js';
import { readSteps } from './ladder-steps.js';
import { LaddersStore } from './ladders.store.js';
import { Letters } from './letters.js';
import {
  DUTY_OF,
  SupervisedStore,
  type Climbed,
  type DueClimb,
  type WaitingCase,
} from './supervised.store.js';
import { rungNews, SupervisionNews } from './supervision-news.js';

/** Steps as stored: they were checked when they were published. */
function stored(steps: DueClimb['steps']): readonly LadderStep[] {
  if (steps === null) return DEFAULT_LADDER;
  const read = readSteps(steps, '');
  if (!read.ok) throw new Error(`A stored ladder does not read: ${JSON.stringify(read.faults)}`);
  return read.steps;
}

const nextAfter = (steps: readonly LadderStep[], taken: number, dueAt: string): Date | null => {
  const next = steps[taken];
  return next === undefined ? null : new Date(stepInstant(next, Date.parse(dueAt), policyBook.calendar));
};

/** A climb with whom its rungs are told; the last rung of people is the level that is shown. */
type Climb = {
  readonly to: Omit<Climbed, 'told'>;
  readonly rungs: readonly Happening[];
  readonly letterEventId: string | undefined;
};

/** Cases on their ladders, a batch at a time; each rung is told to people in the transaction that takes it. */
@Injectable()
export class LadderClimbs {
  constructor(
    private readonly supervised: SupervisedStore,
    private readonly ladders: LaddersStore,
    private readonly letters: Letters,
    private readonly news: SupervisionNews,
  ) {}

  async endOver(tx: Tx, now: Date, most: number): Promise<number> {
    const ended = await this.supervised.endOver(tx, now, most);
    const discarded: string[] = [];
    for (const engagementId of ended) {
      const eventId = await this.letters.discardDraft(tx, engagementId, now);
      if (eventId !== undefined) discarded.push(eventId);
    }
    await this.news.tellLetters(tx, discarded);
    return ended.length;
  }

  async enrol(tx: Tx, now: Date, most: number): Promise<number> {
    const waiting = await this.supervised.unenrolled(tx, most);
    for (const one of waiting) await this.begin(tx, one, now);
    return waiting.length;
  }

  async climb(tx: Tx, now: Date, most: number): Promise<number> {
    const due = await this.supervised.due(tx, now, most);
    const climbs: Climb[] = [];
    for (const one of due) climbs.push(await this.climbOne(tx, one, now));
    const told = await this.news.tellRungs(
      tx,
      climbs.flatMap(({ rungs }) => rungs),
    );
    for (const { to, rungs } of climbs) {
      const last = rungs.at(-1);
      await this.supervised.climb(tx, { ...to, told: (last && told.get(last)) ?? 0 });
    }
    await this.news.tellLetters(
      tx,
      climbs.flatMap(({ letterEventId }) => letterEventId ?? []),
    );
    return due.length;
  }

  private async begin(tx: Tx, waiting: WaitingCase, now: Date): Promise<void> {
    const duty = DUTY_OF[waiting.status];
    if (duty === undefined) throw new Error(`${waiting.status} has no duty under supervision`);
    const ladder = await this.ladders.inForce(tx, waiting.unit_position, chinaDate(now));
    const nextAt = nextAfter(stored(ladder?.steps ?? null), 0, waiting.due_at);
    await this.supervised.enrol(tx, waiting, duty, { ladderId: ladder?.id ?? null, nextAt });
  }

  private async climbOne(tx: Tx, due: DueClimb, now: Date): Promise<Climb> {
    const steps = stored(due.steps);
    const taken = stepsReached(steps, Date.parse(due.due_at), now.getTime(), policyBook.calendar);
    const news = steps.slice(due.taken, taken);
    // Of several letters that came due at once, the gravest is drafted.
    const letter = news.findLast((step) => step.level === 'letter');
    const look = { eventId: randomUUID(), now };
    const letterEventId =
      letter?.level === 'letter' ? await this.letters.draft(tx, due, letter.colour, now) : undefined;
    return {
      to: {
        engagement_id: due.engagement_id,
        due_at: due.due_at,
        taken,
        level: news.at(-1)?.level ?? null,
        red: isRedAfter(steps, taken),
        next_at: nextAfter(steps, taken, due.due_at),
      },
      rungs: news.flatMap((step) => (step.level === 'letter' ? [] : [rungNews(due, step.level, look)])),
      letterEventId,
    };
  }
}
