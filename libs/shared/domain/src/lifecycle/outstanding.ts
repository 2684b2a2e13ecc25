export interface NoteBalance {
  readonly amountFen: bigint;
  /** What the bank last reported to be owed on it; null while it has reported nothing. */
  readonly balance: { readonly outstandingFen: bigint; readonly asOf: string } | null;
}

export interface Outstanding {
  /** Sum of the balances that were reported. */
  readonly reportedFen: bigint;
  /** The oldest of their days: the sum is no fresher than that. */
  readonly asOf: string | null;
  /** Notes whose balance nobody has reported: they are in no sum. */
  readonly unreported: number;
}

/** 余额: what is still owed on loans paid out. Never filled in from what was disbursed. */
export function outstandingOf(notes: readonly NoteBalance[]): Outstanding {
  const balances = notes.flatMap(({ balance }) => (balance === null ? [] : [balance]));
  const days = balances.map(({ asOf }) => asOf).sort();
  return {
    reportedFen: balances.reduce((sum, { outstandingFen }) => sum + outstandingFen, 0n),
    asOf: days[0] ?? null,
    unreported: notes.length - balances.length,
  };
}

export const BALANCE_FAULTS = ['above_note', 'before_disbursement', 'in_the_future'] as const;
export type BalanceFault = (typeof BALANCE_FAULTS)[number];

/** What is wrong with a balance reported for a note: more than was lent, or of a day that cannot know it. */
export function balanceFault(
  note: { readonly amountFen: bigint; readonly disbursedOn: string },
  balance: { readonly outstandingFen: bigint; readonly asOf: string },
  today: string,
): BalanceFault | null {
  if (balance.outstandingFen > note.amountFen) return 'above_note';
  if (balance.asOf < note.disbursedOn) return 'before_disbursement';
  return balance.asOf > today ? 'in_the_future' : null;
}
