import { deadlineOf } from '@yinqi/domain/clocks';
import { policyBook } from '../service-policies/service-policies.public.js';

export type VerificationDue = {
  readonly at: Date;
  readonly isProvisional: boolean;
  readonly policyId: string | null;
};

/** Until when the bureau answers the latest submission; written down, so that lists sort by it. */
export function verificationDue(submittedAt: Date): VerificationDue {
  const policy = policyBook.policyFor(null, submittedAt.getTime());
  const { dueMs, provisional } = deadlineOf(policy, 'verify', submittedAt.getTime(), policyBook.calendar);
  return { at: new Date(dueMs), isProvisional: provisional, policyId: policy.id };
}

/** The same in the order of its columns: verify_due_at, verify_provisional, verify_policy_id. */
export function verificationColumns(
  submittedAt: Date,
): [at: Date, provisional: boolean, policyId: string | null] {
  const { at, isProvisional, policyId } = verificationDue(submittedAt);
  return [at, isProvisional, policyId];
}
