import { Injectable } from '@nestjs/common';
import {
  DEFAULT_LADDER,
  isRedAfter,
  stepInstant,
  stepsReached,
  type LadderStep,
} from '@yinqi/domain/supervision';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { inBatches } from '../platform/queue/batches.js';
import { Chore } from '../platform/queue/chore.js';
import { CALENDAR } from './calendar.js';
import { readSteps } from './ladder-steps.js';
import { LaddersStore } from './ladders.store.js';
import { Letters } from './letters.js';
import { DUTY_OF, SupervisedStore, type DueClimb, type WaitingCase } from './supervised.store.js';

const BATCH = 200;

/** Steps as stored: they were checked when they were published. */
function stored(steps: DueClimb['steps']): readonly LadderStep[] {
  if (steps === null) return DEFAULT_LADDER;
  const read = readSteps(steps, '');
  if (!read.ok) throw new Error(`A stored ladder does not read: ${JSON.stringify(read.faults)}`);
  return read.steps;
}

const nextAfter = (steps: readonly LadderStep[], taken: number, dueAt: string): Date | null => {
  const next = steps[taken];
  return next === undefined ? null : new Date(stepInstant(next, Date.parse(dueAt), CALENDAR));
};

/**
 * Leads cases whose time runs out up their ladders. It compares cases with what stands for them, so whatever was missed
 * is made good by the next round, and a rung that was taken is not taken again.
 */
@Injectable()
export class ClimbLaddersChore extends Chore {
  override readonly name = 'climb-ladders';
  override readonly everyMs = 60_000;
  override readonly timeoutMs = 5 * 60_000;

  constructor(
    private readonly database: Database,
    private readonly supervised: SupervisedStore,
    private readonly ladders: LaddersStore,
    private readonly letters: Letters,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(signal: AbortSignal): Promise<void> {
    await this.inEach(signal, (tx, now) => this.endOver(tx, now));
    await this.inEach(signal, (tx, now) => this.enrol(tx, now));
    await this.inEach(signal, (tx, now) => this.climb(tx, now));
  }

  private inEach(signal: AbortSignal, batch: (tx: Tx, now: Date) => Promise<number>): Promise<void> {
    return inBatches(signal, BATCH, () =>
      this.database.asService('app_worker', (tx) => batch(tx, this.clock.now())),
    );
  }

  private async endOver(tx: Tx, now: Date): Promise<number> {
    const ended = await this.supervised.endOver(tx, now, BATCH);
    for (const engagementId of ended) await this.letters.discardDraft(tx, engagementId, now);
    return ended.length;
  }

  private async enrol(tx: Tx, now: Date): Promise<number> {
    const waiting = await this.supervised.unenrolled(tx, BATCH);
    for (const one of waiting) await this.begin(tx, one, now);
    return waiting.length;
  }

  private async begin(tx: Tx, waiting: WaitingCase, now: Date): Promise<void> {
    const duty = DUTY_OF[waiting.status];
    if (duty === undefined) throw new Error(`${waiting.status} has no duty under supervision`);
    const ladder = await this.ladders.inForce(tx, waiting.unit_position, chinaDate(now));
    const nextAt = nextAfter(stored(ladder?.steps ?? null), 0, waiting.due_at);
    await this.supervised.enrol(tx, waiting, duty, { ladderId: ladder?.id ?? null, nextAt });
  }

  private async climb(tx: Tx, now: Date): Promise<number> {
    const due = await this.supervised.due(tx, now, BATCH);
    for (const one of due) await this.climbOne(tx, one, now);
    return due.length;
  }

  private async climbOne(tx: Tx, due: DueClimb, now: Date): Promise<void> {
    const steps = stored(due.steps);
    const taken = stepsReached(steps, Date.parse(due.due_at), now.getTime(), CALENDAR);
    const news = steps.slice(due.taken, taken);
    // Of several letters that came due at once, the gravest is drafted.
    const letter = news.findLast((step) => step.level === 'letter');
    if (letter?.level === 'letter') await this.letters.draft(tx, due, letter.colour, now);
    await this.supervised.climb(tx, {
      engagement_id: due.engagement_id,
      due_at: due.due_at,
      taken,
      level: news.at(-1)?.level ?? null,
      red: isRedAfter(steps, taken),
      next_at: nextAfter(steps, taken, due.due_at),
    });
  }
}
