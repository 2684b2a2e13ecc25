import type { Journey } from './journey.js';
import { earlier, later } from './office-clock.js';
import type { SeededRandom } from './seeded-random.js';

type Step = { readonly offset: number; readonly run: (journey: Journey, atMs: number) => void };
export type Gap = readonly [least: number, most: number];

/** Steps of one request by working minutes from its beginning; told in the order of time, whoever planned them. */
export class Script {
  private readonly steps: Step[] = [];
  private shift = 0;

  constructor(readonly random: SeededRandom) {}

  gap([least, most]: Gap): number {
    return this.random.int(least, most);
  }

  at(offset: number, run: Step['run']): void {
    this.steps.push({ offset, run });
  }

  get length(): number {
    return Math.max(0, ...this.steps.map(({ offset }) => offset));
  }

  /** The whole history lies so far back that its last step is `since` minutes old. */
  beginsAt(nowMs: number, since: number): number {
    this.shift = earlier(nowMs, this.length + since);
    return this.shift;
  }

  tell(journey: Journey): void {
    let offset = 0;
    let atMs = this.shift;
    // Sorting is stable: steps of one moment stay in the order they were planned.
    for (const step of [...this.steps].sort((a, b) => a.offset - b.offset)) {
      // From step to step, not from the beginning: the calendar is walked once.
      atMs = later(atMs, step.offset - offset);
      offset = step.offset;
      step.run(journey, atMs);
    }
  }
}
