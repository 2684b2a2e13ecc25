import type { NeedBefore } from '@yinqi/contracts/refusals';
import type { EngagementAction, EngagementMilestone, EngagementState, Side } from '@yinqi/domain/lifecycle';
import type { Purpose } from '@yinqi/domain/matching';
import type { Currency } from '@yinqi/domain/money';

/** 对接办件 as it is stored. */
export type EngagementRow = {
  readonly id: string;
  readonly requestId: string;
  readonly requestNumber: string;
  readonly termMonths: number | null;
  readonly purpose: Purpose | null;
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly bankId: string;
  readonly branchId: string;
  readonly branchPosition: number;
  /** The policy tool whose times govern the case. */
  readonly programmeId: string | null;
  readonly productId: string;
  readonly productName: string;
  readonly productNameEn: string | null;
  readonly consentId: string | null;
  /** `platform`: named by the platform after another bank stayed silent. */
  readonly origin: 'enterprise' | 'bureau' | 'platform';
  readonly status: EngagementState;
  /** The stage an `incomplete` engagement goes back to. */
  readonly stage: EngagementState | null;
  readonly version: number;
  /** Of the need as the bank has it. */
  readonly contentVersion: number;
  readonly officerId: string | null;
  readonly officerName: string | null;
  readonly pushedAt: string | null;
  readonly dueAt: string | null;
  readonly dueProvisional: boolean;
  /** From when the deadline counts so many working minutes; null where it is no working time. */
  readonly dueSince: string | null;
  readonly dueMinutes: number | null;
  /** The service policy in force when the stage began; null for the platform's own times. */
  readonly policyId: string | null;
  readonly heldAt: string | null;
  readonly heldDueAt: string | null;
  /** The day by which the enterprise expects its head office to decide; null while none is asked. */
  readonly hqExpectedOn: string | null;
  readonly completeSince: string | null;
  readonly stageSince: string;
  readonly undoUntil: string | null;
  readonly undoAccountId: string | null;
  readonly undoTo: UndoTo | null;
  /** Who declined: a second look and an appeal are another person's. */
  readonly declinedBy: string | null;
  readonly declinedByName: string | null;
  /** The case at another office of the bank that this one goes on from. */
  readonly predecessorId: string | null;
  /** The need as the bank last agreed to look at it, while a change of it waits to be confirmed. */
  readonly needBefore: NeedBefore | null;
  readonly criteriaMet: number;
  readonly criteriaTotal: number;
  readonly requestedFen: bigint;
  readonly currency: Currency;
  readonly approvedFen: bigint | null;
  readonly disbursedFen: bigint;
  readonly updatedAt: string;
};

/** Columns a move may change; what a reversible one found there is kept in `undo_to`. */
export type Movable = Pick<
  EngagementRow,
  | 'status'
  | 'stage'
  | 'officerId'
  | 'officerName'
  | 'dueAt'
  | 'dueProvisional'
  | 'dueSince'
  | 'dueMinutes'
  | 'policyId'
  | 'heldAt'
  | 'heldDueAt'
  | 'hqExpectedOn'
  | 'completeSince'
  | 'stageSince'
  | 'declinedBy'
  | 'declinedByName'
>;
export type UndoTo = Movable & { readonly eventId: string; readonly action: EngagementAction };

/** bigint columns arrive as digit strings. */
export type StoredEngagement = Omit<EngagementRow, 'requestedFen' | 'approvedFen' | 'disbursedFen'> & {
  readonly requestedFen: string;
  readonly approvedFen: string | null;
  readonly disbursedFen: string;
};

export const rowOf = (stored: StoredEngagement): EngagementRow => ({
  ...stored,
  requestedFen: BigInt(stored.requestedFen),
  approvedFen: stored.approvedFen === null ? null : BigInt(stored.approvedFen),
  disbursedFen: BigInt(stored.disbursedFen),
});

export const movableOf = (row: EngagementRow): Movable => ({
  status: row.status,
  stage: row.stage,
  officerId: row.officerId,
  officerName: row.officerName,
  dueAt: row.dueAt,
  dueProvisional: row.dueProvisional,
  dueSince: row.dueSince,
  dueMinutes: row.dueMinutes,
  policyId: row.policyId,
  heldAt: row.heldAt,
  heldDueAt: row.heldDueAt,
  hqExpectedOn: row.hqExpectedOn,
  completeSince: row.completeSince,
  stageSince: row.stageSince,
  declinedBy: row.declinedBy,
  declinedByName: row.declinedByName,
});

/** `claim` and `undo` stand in the history beside the domain's moves and milestones. */
export type EventAction = EngagementAction | EngagementMilestone | 'propose' | 'claim' | 'undo';

export type EventNote = {
  readonly text?: string;
  /** Of a credit not used. */
  readonly notTaken?: string;
  readonly reasons?: readonly { readonly code: string; readonly text: string }[];
};

export type NewEvent = {
  readonly id: string;
  readonly action: EventAction;
  readonly from: EngagementState | null;
  readonly to: EngagementState;
  readonly side: Side;
  readonly accountId: string | null;
  readonly actorName: string;
  readonly note: EventNote;
};

export type EventRow = NewEvent & {
  readonly engagementId: string;
  readonly at: string;
  readonly undone: boolean;
};
