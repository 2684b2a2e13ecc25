import {
  dueUnder,
  timedStages,
  type PolicyStage,
  type TimedStage,
  type TriedStage,
} from '@yinqi/domain/clocks';
import { conclusionLimit } from '@yinqi/domain/lifecycle';
import type { SupervisedStage } from '@yinqi/domain/supervision';
import { policyBook } from '../service-policies/service-policies.public.js';
import type { CaseHistory, VerifiedSpan } from './stages.store.js';

type Days = { readonly from: string; readonly until: string };

const DAY_MS = 86_400_000;
const midnightMs = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

export const beganWithin =
  ({ from, until }: Days) =>
  ({ beganMs }: Pick<TimedStage, 'beganMs'>): boolean =>
    beganMs >= midnightMs(from) && beganMs < midnightMs(until) + DAY_MS;

/** Projects and longer terms have a limit of their own. */
const limitOf = ({ stage }: TimedStage, { term_months, purpose }: CaseHistory): PolicyStage =>
  stage === 'conclude' ? conclusionLimit(term_months ?? 0, purpose === 'project') : stage;

/** Every stage of the cases, with the policy tool whose times it had. */
export const triedStages = (histories: readonly CaseHistory[]): TriedStage[] =>
  histories.flatMap((history) =>
    timedStages(history.events).map((timed) => ({
      stage: limitOf(timed, history),
      programmeId: history.programme_id,
      timed,
    })),
  );

/** A request names no policy tool while it is verified. */
export const verifications = (spans: readonly VerifiedSpan[]): TriedStage[] =>
  spans.map(({ began_ms, ended_ms }) => ({
    stage: 'verify',
    programmeId: null,
    timed: { beganMs: began_ms, endedMs: ended_ms, waits: [], isSilence: false },
  }));

/** Ladders stand beside what a bank owes: an answer, the first contact, a conclusion. */
const SUPERVISED: readonly PolicyStage[] = ['accept', 'first_contact', 'conclude', 'conclude_long_term'];

/** By the policy that was in force as each stage began, as the deadline itself was reckoned. */
export function supervisedStages(
  histories: readonly CaseHistory[],
  quarter: Days,
  now: Date,
): SupervisedStage[] {
  const clock = { calendar: policyBook.calendar, asOfMs: now.getTime() };
  const isOfQuarter = beganWithin(quarter);
  return triedStages(histories)
    .filter(({ stage, timed }) => SUPERVISED.includes(stage) && isOfQuarter(timed))
    .map(({ stage, programmeId, timed }) => ({
      dueMs: dueUnder(policyBook.policyFor(programmeId, timed.beganMs), stage, timed, clock),
      endedMs: timed.endedMs ?? now.getTime(),
    }));
}
