import type { WorkingCalendar } from '../calendar/index.js';
import { isResumable, type EngagementState } from '../lifecycle/index.js';
import { resumedDue, stretchesOf, type ClockEvent } from './countdown.js';
import { deadlineOf, type PolicyStage, type ServicePolicy } from './service-policy.js';

/** Stages of a case whose time a policy sets and whose beginning and end stand in its history. */
const TIMED_STAGES = [
  'accept',
  'first_contact',
  'conclude',
  'answer_supplement',
  'decide_appeal',
  'mediate',
] as const satisfies readonly PolicyStage[];
export type TimedStageCode = (typeof TIMED_STAGES)[number];

interface Wait {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** A stage of one case, however many offices it went through. */
export interface TimedStage {
  readonly stage: TimedStageCode;
  readonly beganMs: number;
  /** Null while it goes on. */
  readonly endedMs: number | null;
  /** When the enterprise was waited for meanwhile: the bank's time stood still. */
  readonly waits: readonly Wait[];
  /** The time limit itself ended it: nobody knows what would have come later. */
  readonly isSilence: boolean;
}

const ANSWER_STATES: readonly EngagementState[] = ['pushed', 're_pushed', 'revealed'];
const REVIEW_STATES: readonly EngagementState[] = ['accepted', 'contacted', 'due_diligence', 'credit_review'];

const isBegun: Readonly<Record<TimedStageCode, (event: ClockEvent) => boolean>> = {
  accept: ({ to }) => ANSWER_STATES.includes(to),
  first_contact: ({ to }) => to === 'accepted',
  conclude: ({ action }) => action === 'record_completeness',
  answer_supplement: ({ action }) => action === 'ask_supplement',
  decide_appeal: ({ to }) => to === 'appealed',
  mediate: ({ to }) => to === 'mediation',
};

/** Papers that are missing interrupt a stage of the bank and do not end it. */
const lasts = (stage: TimedStageCode, { action, to }: ClockEvent): boolean => {
  switch (stage) {
    case 'accept':
      return ANSWER_STATES.includes(to) || to === 'incomplete';
    case 'first_contact':
      return to === 'accepted' || to === 'incomplete';
    case 'conclude':
      return REVIEW_STATES.includes(to) || to === 'incomplete';
    case 'answer_supplement':
      return (
        action !== 'answer_supplement' && action !== 'resume' && (isResumable(to) || to === 'incomplete')
      );
    case 'decide_appeal':
      return to === 'appealed';
    case 'mediate':
      return to === 'mediation';
  }
};

/**
 * The stages of a case under a time limit, from its history at all its offices: what was undone and transfers between
 * branches are left out, so that a stage goes on where the case went.
 */
export function timedStages(history: readonly ClockEvent[]): readonly TimedStage[] {
  const stretches = stretchesOf(history);
  return TIMED_STAGES.flatMap((stage) => {
    const stages: TimedStage[] = [];
    let begin: number | null = null;
    for (const [at, event] of history.entries()) {
      if (begin !== null && !lasts(stage, event)) {
        stages.push(stageBetween(stage, { history, stretches, begin, end: at }));
        begin = null;
      } else if (begin === null && isBegun[stage](event)) begin = at;
    }
    if (begin !== null) stages.push(stageBetween(stage, { history, stretches, begin, end: null }));
    return stages;
  });
}

type Span = {
  readonly history: readonly ClockEvent[];
  readonly stretches: ReturnType<typeof stretchesOf>;
  readonly begin: number;
  readonly end: number | null;
};

function stageBetween(stage: TimedStageCode, { history, stretches, begin, end }: Span): TimedStage {
  const waits: Wait[] = [];
  for (const { side, fromMs, toMs } of stretches.slice(begin, end ?? undefined)) {
    if (side !== 'enterprise' || stage === 'answer_supplement') continue;
    const before = waits.at(-1);
    if (before?.toMs === fromMs) waits[waits.length - 1] = { ...before, toMs };
    else waits.push({ fromMs, toMs });
  }
  const last = end === null ? undefined : history[end];
  return {
    stage,
    beganMs: history[begin]?.atMs ?? 0,
    endedMs: last?.atMs ?? null,
    waits,
    isSilence: last?.action === 'record_silence',
  };
}

/** When a stage was due under a policy; one that waits for the enterprise now is reckoned as if that ended at once. */
export function dueUnder(
  policy: ServicePolicy,
  stage: PolicyStage,
  { beganMs, waits }: Pick<TimedStage, 'beganMs' | 'waits'>,
  { calendar, asOfMs }: { readonly calendar: WorkingCalendar; readonly asOfMs: number },
): number {
  let { dueMs } = deadlineOf(policy, stage, beganMs, calendar);
  for (const { fromMs, toMs } of waits) {
    if (fromMs >= dueMs) break;
    dueMs = resumedDue({ pausedMs: fromMs, dueMs }, toMs ?? asOfMs, calendar, policy.officeHours).dueMs;
  }
  return dueMs;
}
