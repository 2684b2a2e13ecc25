import type { ServicePolicyView } from '@yinqi/contracts/service-policies';
import { POLICY_STAGES, type AllowedTimes, type PolicyStage } from '@yinqi/domain/clocks';
import type { LimitUnit } from '@yinqi/domain/lifecycle';

export type PolicyDraft = {
  readonly programmeId: string;
  readonly effectiveFrom: string;
  readonly amounts: Readonly<Record<PolicyStage, string>>;
  readonly units: Readonly<Record<PolicyStage, LimitUnit>>;
  readonly hours: string;
  readonly note: string;
};
export type DraftFault = PolicyStage | 'answer' | 'hours' | 'from' | 'note';

const MAX_DAYS = 366;
const MAX_ANSWER_DAYS = 10;

const byStage = <T>(of: (stage: PolicyStage) => T): Readonly<Record<PolicyStage, T>> =>
  // The entries are made of exactly the stages.
  Object.fromEntries(POLICY_STAGES.map((stage) => [stage, of(stage)])) as Record<PolicyStage, T>;

export const hoursText = (hours: ServicePolicyView['officeHours']): string =>
  hours.map(({ from, to }) => `${from}-${to}`).join(' ');

/** The version in force for a policy tool: its own, or the one for all. */
export function presentOf(policies: readonly ServicePolicyView[], programmeId: string): ServicePolicyView {
  const inForce = policies.filter(({ state }) => state === 'in_force');
  const found =
    inForce.find((policy) => policy.programmeId === programmeId) ??
    inForce.find((policy) => policy.programmeId === null);
  if (found === undefined) throw new Error('No version of the times is in force');
  return found;
}

/** A stage whose time a draft changes. */
export type ChangedStage = {
  readonly stage: PolicyStage;
  readonly before: AllowedTimes[PolicyStage];
  readonly after: AllowedTimes[PolicyStage];
};

export const changedStages = (draft: PolicyDraft, present: ServicePolicyView): readonly ChangedStage[] =>
  POLICY_STAGES.flatMap((stage) => {
    const before = present.limits[stage];
    const after = termsOf(draft).limits[stage];
    return before.amount === after.amount && before.unit === after.unit ? [] : [{ stage, before, after }];
  });

/** A new version begins as a copy of the one in force. */
export const draftOf = (present: ServicePolicyView): PolicyDraft => ({
  programmeId: '',
  effectiveFrom: '',
  amounts: byStage((stage) => String(present.limits[stage].amount)),
  units: byStage((stage) => present.limits[stage].unit),
  hours: hoursText(present.officeHours),
  note: '',
});

const hoursOf = (text: string): ServicePolicyView['officeHours'] | null => {
  const stretches = text
    .normalize('NFKC')
    .trim()
    .split(/[\s,、;]+/)
    .map((stretch) => /^(\d{1,2}:\d{2})[-–—~](\d{1,2}:\d{2})$/.exec(stretch));
  const hours = stretches.flatMap((match) =>
    match === null
      ? []
      : [{ from: (match[1] ?? '').padStart(5, '0'), to: (match[2] ?? '').padStart(5, '0') }],
  );
  const isOrdered = hours.every(({ from, to }, at) => (hours[at - 1]?.to ?? '') <= from && from < to);
  return hours.length === stretches.length && isOrdered ? hours : null;
};

export function faultsOf(draft: PolicyDraft, today: string): readonly DraftFault[] {
  const faults: DraftFault[] = POLICY_STAGES.filter((stage) => {
    const amount = Number(draft.amounts[stage]);
    return !/^\d{1,3}$/.test(draft.amounts[stage]) || amount < 1 || amount > MAX_DAYS;
  });
  if (Number(draft.amounts.accept) > MAX_ANSWER_DAYS) faults.push('answer');
  if (hoursOf(draft.hours) === null) faults.push('hours');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.effectiveFrom) || draft.effectiveFrom <= today) faults.push('from');
  if (draft.note.trim() === '') faults.push('note');
  return faults;
}

/** What is sent; only of a draft without faults in its times. */
export const termsOf = (draft: PolicyDraft) => ({
  programmeId: draft.programmeId === '' ? null : draft.programmeId,
  limits: byStage((stage) => ({
    amount: Number(draft.amounts[stage]),
    unit: draft.units[stage],
  })) satisfies AllowedTimes,
  officeHours: hoursOf(draft.hours) ?? [],
});
