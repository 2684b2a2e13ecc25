import type { EngagementState } from '../lifecycle/index.js';

export const FUNNEL_STAGES = [
  'registered',
  'verified',
  'matched',
  'pushed',
  'accepted',
  'approved',
  'disbursed',
] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

export interface CurrencyAmount {
  readonly currency: string;
  readonly amountFen: bigint;
}

/** One request of the population, with the first time it reached each stage. */
export interface FunnelRow {
  readonly requestId: string;
  readonly requested: CurrencyAmount;
  readonly reachedAtMs: Readonly<Partial<Record<FunnelStage, number>>>;
  /** Approved limits, one per approval; empty before. */
  readonly approved: readonly CurrencyAmount[];
  readonly disbursed: readonly CurrencyAmount[];
}

/** One paid-out loan as the bank reported it. */
export interface DisbursementRow extends CurrencyAmount {
  readonly disbursementId: string;
  readonly rateBp: number;
  readonly unsecured: boolean;
  readonly firstLoan: boolean;
  readonly reconciled: boolean;
}

/** One engagement of a push cohort, as it stands at the as-of moment; absent times have not happened. */
export interface EngagementRow {
  readonly engagementId: string;
  readonly requestId: string;
  readonly enterpriseId: string;
  readonly state: EngagementState;
  readonly requested: CurrencyAmount;
  readonly pushedAtMs: number;
  readonly answerDueAtMs: number;
  readonly firstAnswerAtMs?: number;
  /** Working time from push to first answer. */
  readonly firstAnswerWorkingMinutes?: number;
  /** First contact that both sides took part in; a call nobody answered is none. */
  readonly twoWayContactAtMs?: number;
  readonly conclusionDueAtMs?: number;
  readonly concludedAtMs?: number;
  readonly approvedAtMs?: number;
  readonly withdrawnAtMs?: number;
  readonly everSilent: boolean;
  readonly repairStartedAtMs?: number;
  readonly acceptedAfterRepairAtMs?: number;
  readonly disbursements: readonly DisbursementRow[];
}
