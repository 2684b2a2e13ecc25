/** A loan is claimed or a bill presented: marked by the bank, handed in with a batch, then decided by the holder. */
export const CLAIM_KINDS = ['loan', 'bill'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export const CLAIM_STATES = [
  'marked',
  'submitted',
  'reimbursed',
  'rejected',
  'released',
  'corrected',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** A loan or a bill is claimed once at a time; one rejected, released or taken back by a correction may be marked again. */
export const LIVE_CLAIM_STATES = [
  'marked',
  'submitted',
  'reimbursed',
] as const satisfies readonly ClaimState[];

/** Whether it stands in the way of another claim of the same loan or bill. */
export const isLiveClaim = (state: ClaimState): boolean => LIVE_CLAIM_STATES.some((live) => live === state);

export const CLAIM_BATCH_STATES = ['draft', 'submitted', 'decided'] as const;
export type ClaimBatchState = (typeof CLAIM_BATCH_STATES)[number];

/** Why the holder of a facility refuses a line; a note says the rest. */
export const CLAIM_REJECTIONS = [
  'LENDER_NOT_ELIGIBLE',
  'BORROWER_NOT_ELIGIBLE',
  'RATE_ABOVE_CAP',
  'OUTSIDE_WINDOW',
  'OVER_LIMIT',
  'PAPERS_INCOMPLETE',
  'TRADE_BACKGROUND_UNVERIFIED',
  'ALREADY_FUNDED',
  'OTHER',
] as const;
export type ClaimRejection = (typeof CLAIM_REJECTIONS)[number];

const DAY_MS = 86_400_000;
/** How long a claim handed in keeps its quota, should nobody decide it. */
const DECIDED_WITHIN_DAYS = 365;

/** A mark holds quota until the loan falls due: afterwards nothing is left to fund. */
export const markedUntilMs = (maturesOn: string): number => Date.parse(`${maturesOn}T00:00:00+08:00`);

/** Handed in, a claim keeps its quota while it waits, whether the loan falls due meanwhile or not. */
export const submittedUntilMs = (maturesOn: string, nowMs: number): number =>
  Math.max(markedUntilMs(maturesOn), nowMs + DECIDED_WITHIN_DAYS * DAY_MS);

/** Electronic bills carry thirty digits, paper ones sixteen. */
export const isBillNumber = (text: string): boolean => /^(\d{16}|\d{30})$/.test(text);
