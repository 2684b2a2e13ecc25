import { SERVED_STAGES, type ServedStage, type StageUse } from '../clocks/index.js';
import { lowerMedian, nearestRank } from './rate.js';

/** Of one side: half of the cases took no longer, nine in ten took no longer. */
export interface Spread {
  readonly medianMinutes: number;
  readonly p90Minutes: number;
}

export interface StageTime {
  readonly stage: ServedStage;
  /** Cases that went through the stage and left it. */
  readonly cases: number;
  /** Null where no case has left the stage. */
  readonly bank: Spread | null;
  readonly enterprise: Spread | null;
}

const P90_BP = 9_000;

function spreadOf(minutes: readonly number[]): Spread | null {
  const medianMinutes = lowerMedian(minutes);
  const p90Minutes = nearestRank(minutes, P90_BP);
  return medianMinutes === null || p90Minutes === null ? null : { medianMinutes, p90Minutes };
}

/** 各环节用时: both sides' working minutes per stage, each stopped while the other was waited for. */
export function stageTimes(uses: readonly StageUse[]): StageTime[] {
  return SERVED_STAGES.map((stage) => {
    const own = uses.filter((use) => use.stage === stage);
    return {
      stage,
      cases: own.length,
      bank: spreadOf(own.map(({ used }) => used.bank)),
      enterprise: spreadOf(own.map(({ used }) => used.enterprise)),
    };
  });
}
