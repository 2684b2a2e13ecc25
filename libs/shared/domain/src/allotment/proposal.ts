/** What the holder of a tool may do with its quota, an entry of the ledger each. */
export const POSTED_KINDS = [
  'allot',
  'return',
  'adjust',
  'transfer',
  'freeze',
  'unfreeze',
  'close',
  'correct',
] as const;
/** Beside the entries, what guards a pool: the limit for one customer, and from what amount on two people are needed. */
export const ALLOTMENT_KINDS = [...POSTED_KINDS, 'conditions'] as const;
export type AllotmentKind = (typeof ALLOTMENT_KINDS)[number];

export const PROPOSAL_STATES = ['proposed', 'posted', 'refused', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const PROPOSAL_ACTS = ['approve', 'refuse', 'withdraw'] as const;
export type ProposalAct = (typeof PROPOSAL_ACTS)[number];

export type Weighed = {
  readonly kind: (typeof POSTED_KINDS)[number];
  /** What moves; nothing where the act concerns the pool as a whole. */
  readonly amountFen: bigint | undefined;
  /** What the pool may hold: the weight of an act upon the whole of it. */
  readonly limitFen: bigint;
};

/**
 * Whether a second person has to agree before anything is posted. Stopping a pool is done at once, whatever its size:
 * it can be undone, and what is lent meanwhile cannot. A correction rewrites what an entry said and always needs two.
 */
export function needsSecondPerson({ kind, amountFen, limitFen }: Weighed, fromFen: bigint): boolean {
  if (kind === 'freeze') return false;
  if (kind === 'correct') return true;
  return (amountFen ?? limitFen) >= fromFen;
}

export type OpenProposal = { readonly state: ProposalState; readonly proposedBy: string };

/** Stable for ever: the wording belongs to the reader's language. */
export type ProposalRefusal = 'not_open' | 'own_proposal' | 'not_proposer';

export type ProposalAnswer =
  | { readonly ok: true; readonly state: ProposalState }
  | { readonly ok: false; readonly code: ProposalRefusal };

const RESULT: Readonly<Record<ProposalAct, ProposalState>> = {
  approve: 'posted',
  refuse: 'refused',
  withdraw: 'withdrawn',
};

/** Who may do what with a proposal: a colleague approves or refuses, the proposer withdraws, each once. */
export function answerProposal(proposal: OpenProposal, act: ProposalAct, by: string): ProposalAnswer {
  if (proposal.state !== 'proposed') return { ok: false, code: 'not_open' };
  const isOwn = proposal.proposedBy === by;
  if (act === 'withdraw' && !isOwn) return { ok: false, code: 'not_proposer' };
  if (act !== 'withdraw' && isOwn) return { ok: false, code: 'own_proposal' };
  return { ok: true, state: RESULT[act] };
}
