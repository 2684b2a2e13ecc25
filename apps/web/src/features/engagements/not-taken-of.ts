import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { NotTakenReason } from '@yinqi/domain/lifecycle';

/** Why the credit was not used, where that has been said. */
export const notTakenOf = ({ events }: EngagementDetail): NotTakenReason | undefined =>
  events.filter(({ undone }) => !undone).flatMap(({ notTaken }) => notTaken ?? [])[0];
