import type { EngagementState, OfferState, RequestState } from '@yinqi/domain/lifecycle';
import type { Office } from './banks.seed.js';
import type { DemoEnterprise } from './enterprises.seed.js';
import type { FittedProduct } from './fit.js';
import type { Need } from './needs.js';
import type { Person } from './people.js';

export type OfferRecord = {
  readonly id: string;
  status: OfferState;
  readonly amountFen: bigint;
  rateBp: number;
  readonly sentAtMs: number;
  readonly validUntil: string;
  readonly validUntilMs: number;
  readonly guaranteeFeeFen: bigint;
  readonly appraisalFeeFen: bigint;
  readonly disbursementDays: number;
  readonly conditions: string | null;
  readonly sentBy: string;
  chosenFen: bigint | null;
  decidedAtMs: number | null;
};

export type Loan = { readonly amountFen: bigint; readonly atMs: number; readonly recordedBy: string };

export type Supplement = {
  readonly items: readonly string[];
  readonly askedBy: string;
  readonly askedAtMs: number;
  readonly dueAtMs: number;
  answer: string | null;
  answeredAtMs: number | null;
};

type LaneStart = {
  readonly id: string;
  readonly product: FittedProduct;
  readonly office: Office;
  readonly origin: 'enterprise' | 'bureau';
  readonly createdAtMs: number;
};

/** One bank working on the request, as far as the history has come. */
export type Lane = LaneStart & {
  state: EngagementState;
  /** The stage an interrupted case goes back to. */
  stage: EngagementState | null;
  stageSinceMs: number;
  officer: Person | null;
  consentAtMs: number | null;
  pushedAtMs: number | null;
  completeAtMs: number | null;
  heldAtMs: number | null;
  due: { readonly instant: number; readonly provisional: boolean } | null;
  moves: number;
  readonly offers: OfferRecord[];
  approved: {
    readonly amountFen: bigint;
    readonly atMs: number;
    readonly by: string;
    readonly revolving: boolean;
    readonly conditions: string | null;
  } | null;
  contract: { readonly atMs: number; readonly by: string } | null;
  readonly loans: Loan[];
  readonly supplements: Supplement[];
};

export const newLane = (start: LaneStart): Lane => ({
  ...start,
  state: 'proposed',
  stage: null,
  stageSinceMs: start.createdAtMs,
  officer: null,
  consentAtMs: null,
  pushedAtMs: null,
  completeAtMs: null,
  heldAtMs: null,
  due: null,
  moves: 0,
  offers: [],
  approved: null,
  contract: null,
  loans: [],
  supplements: [],
});

export type RequestHead = {
  readonly id: string;
  readonly number: string;
  readonly enterprise: DemoEnterprise;
  readonly need: Need;
  readonly draftedBy: 'enterprise' | 'bureau';
  readonly createdAtMs: number;
  status: RequestState;
  moves: number;
  submittedAtMs: number | null;
  verifiedAtMs: number | null;
  matchedAtMs: number | null;
  updatedAtMs: number;
  updatedBy: string;
  returnItems: readonly { readonly field: string; readonly text: string }[];
};

/** One line of the history: of the request itself, or of an engagement. */
export type Told = {
  readonly lane: Lane | null;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly by: Person;
  readonly atMs: number;
  readonly note: Readonly<Record<string, unknown>>;
};

export const disbursedFen = (lane: Lane): bigint =>
  lane.loans.reduce((sum, { amountFen }) => sum + amountFen, 0n);
