import { RECONCILIATION_OUTCOMES, type ReconciliationOutcome } from './reconciliation.js';

/** What lies in one pile, on both sides. */
export interface Tally {
  readonly statementFen: bigint;
  readonly ledgerFen: bigint;
}
export type Tallies = Readonly<Record<ReconciliationOutcome, Tally>>;

/** From the statement's closing balance to the ledger's, pile by pile. */
export interface Bridge {
  readonly statementClosingFen: bigint;
  /** How much more the ledger began with. */
  readonly openingGapFen: bigint;
  readonly differingFen: bigint;
  readonly onlyStatementFen: bigint;
  readonly onlyLedgerFen: bigint;
  readonly ledgerClosingFen: bigint;
}

export interface Openings {
  readonly statementFen: bigint;
  readonly ledgerFen: bigint;
}

/** Explains the gap between both closing balances: each is its opening and its movements, so nothing is left over. */
export function bridgeOf(tallies: Tallies, { statementFen, ledgerFen }: Openings): Bridge {
  const sumOf = (side: 'statementFen' | 'ledgerFen'): bigint =>
    RECONCILIATION_OUTCOMES.reduce((sum, outcome) => sum + tallies[outcome][side], 0n);
  return {
    statementClosingFen: statementFen + sumOf('statementFen'),
    openingGapFen: ledgerFen - statementFen,
    differingFen: tallies.differing.ledgerFen - tallies.differing.statementFen,
    onlyStatementFen: tallies.only_statement.statementFen,
    onlyLedgerFen: tallies.only_ledger.ledgerFen,
    ledgerClosingFen: ledgerFen + sumOf('ledgerFen'),
  };
}

export const REPAIR_STATES = ['proposed', 'posted', 'refused', 'withdrawn'] as const;
export type RepairState = (typeof REPAIR_STATES)[number];

export interface ItemStanding {
  readonly outcome: ReconciliationOutcome | 'faulty';
  readonly isSettled: boolean;
  /** The last correcting entry that was proposed for it. */
  readonly repair: RepairState | null;
}

/** Whether a person still has to find out about it: nobody said what it was, and no correction is under way or done. */
export const isOpenItem = ({ outcome, isSettled, repair }: ItemStanding): boolean =>
  outcome !== 'matched' && !isSettled && repair !== 'proposed' && repair !== 'posted';

/** Only what stands in the ledger can be taken back there; what is missing is reported by its bank as ever. */
export const isRepairable = (item: ItemStanding): boolean =>
  isOpenItem(item) && (item.outcome === 'differing' || item.outcome === 'only_ledger');
