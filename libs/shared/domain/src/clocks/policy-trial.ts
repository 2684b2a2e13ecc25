import type { WorkingCalendar } from '../calendar/index.js';
import { POLICY_STAGES, type PolicyStage, type ServicePolicy } from './service-policy.js';
import { dueUnder, type TimedStage } from './timed-stages.js';

/** A stage as it was measured, with the policy tool whose times governed it. */
export interface TriedStage {
  readonly stage: PolicyStage;
  readonly programmeId: string | null;
  readonly timed: Pick<TimedStage, 'beganMs' | 'endedMs' | 'waits' | 'isSilence'>;
}

/** How many stages there were, and how many were late by the times they had and by those considered. */
export interface Lateness {
  readonly stages: number;
  readonly lateNow: number;
  readonly lateThen: number;
  /** Ended by the limit they had before the longer one was up: whether an answer had come, nobody can tell. */
  readonly unknownThen: number;
}

export interface StageTrial {
  readonly stage: PolicyStage;
  readonly lateness: Lateness;
}

type Trial = {
  /** The policy a stage of a tool had that began at an instant. */
  readonly present: (programmeId: string | null, beganMs: number) => ServicePolicy;
  readonly considered: ServicePolicy;
  readonly calendar: WorkingCalendar;
  readonly asOfMs: number;
};

/** A version for all leaves a tool alone that has one of its own; a tool's version is for that tool. */
const isGoverned = ({ programmeId, timed }: TriedStage, { present, considered }: Trial): boolean =>
  considered.programmeId === null
    ? present(programmeId, timed.beganMs).programmeId === null
    : considered.programmeId === programmeId;

/** What times would have done to stages that have been, stage by stage: for judging a version before it is published. */
export function tryPolicy(stages: readonly TriedStage[], trial: Trial): readonly StageTrial[] {
  const governed = stages.filter((one) => isGoverned(one, trial));
  return POLICY_STAGES.flatMap((stage) => {
    const own = governed.filter((one) => one.stage === stage);
    return own.length === 0 ? [] : [{ stage, lateness: latenessOf(own, trial) }];
  });
}

function latenessOf(
  stages: readonly TriedStage[],
  { present, considered, calendar, asOfMs }: Trial,
): Lateness {
  let [lateNow, lateThen, unknownThen] = [0, 0, 0];
  for (const { stage, programmeId, timed } of stages) {
    const endMs = timed.endedMs ?? asOfMs;
    const isLate = (policy: ServicePolicy): boolean =>
      endMs >= dueUnder(policy, stage, timed, { calendar, asOfMs });
    const isLateThen = isLate(considered);
    if (isLate(present(programmeId, timed.beganMs))) lateNow += 1;
    if (isLateThen) lateThen += 1;
    else if (timed.isSilence) unknownThen += 1;
  }
  return { stages: stages.length, lateNow, lateThen, unknownThen };
}
