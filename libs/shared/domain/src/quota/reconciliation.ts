/** One line of a statement: what a bank or the holder of a tool has in its own books. A repayment is negative. */
export interface StatementLine {
  readonly row: number;
  readonly on: string;
  readonly amountFen: bigint;
  /** 借据 or bill number. */
  readonly number: string | null;
  readonly contractNumber: string | null;
  readonly uscc: string | null;
  readonly bank: string | null;
}

/** One movement that stands in the ledger, on the day of the business and not of its posting. */
export interface LedgerMovement {
  readonly id: string;
  readonly on: string;
  readonly amountFen: bigint;
  readonly number: string | null;
  readonly contractNumber: string | null;
  readonly uscc: string | null;
  readonly bank: string | null;
}

export const RECONCILIATION_OUTCOMES = ['matched', 'differing', 'only_statement', 'only_ledger'] as const;
export type ReconciliationOutcome = (typeof RECONCILIATION_OUTCOMES)[number];

export const RECONCILIATION_DIFFERENCES = ['amount', 'day', 'party'] as const;
export type ReconciliationDifference = (typeof RECONCILIATION_DIFFERENCES)[number];

export type Reconciled<Line extends StatementLine, Movement extends LedgerMovement> =
  | {
      readonly outcome: 'matched';
      readonly line: Line;
      readonly movement: Movement;
    }
  | {
      readonly outcome: 'differing';
      readonly line: Line;
      readonly movement: Movement;
      readonly differences: readonly ReconciliationDifference[];
    }
  | { readonly outcome: 'only_statement'; readonly line: Line }
  | { readonly outcome: 'only_ledger'; readonly movement: Movement };

/** Banks book over a weekend: so many days apart is still the same day of business. */
export const RECONCILIATION_WINDOW_DAYS = 3;

const DAY_MS = 86_400_000;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const daysApart = (one: { readonly on: string }, other: { readonly on: string }): number =>
  Math.abs(dayNumber(one.on) - dayNumber(other.on));

type Side = StatementLine | LedgerMovement;
/** What both sides are laid together by; undefined where a side does not say it. */
type Keying = (side: Side) => string | undefined;

const known = (...parts: readonly (string | null)[]): string | undefined =>
  parts.includes(null) ? undefined : JSON.stringify(parts);

const BY_REFERENCE: readonly Keying[] = [
  ({ number }) => known(number),
  ({ contractNumber }) => known(contractNumber),
];

/** A line that names both enterprise and bank is laid by both; one that names either, by that one. */
const BY_PARTY: readonly Keying[] = [
  ({ uscc, bank }) => known(uscc, bank),
  (side) => ('row' in side && side.bank !== null ? undefined : known(side.uscc)),
  (side) => ('row' in side && side.uscc !== null ? undefined : known(side.bank)),
];

/** How close two sides of one key must be. */
const CLOSENESS = ['same_day', 'within_window', 'same_amount', 'same_key'] as const;
type Closeness = (typeof CLOSENESS)[number];

const PASSES: readonly { readonly keying: Keying; readonly closeness: Closeness }[] = [
  ...BY_REFERENCE.flatMap((keying) => CLOSENESS.map((closeness) => ({ keying, closeness }))),
  // Without a reference another amount is another loan.
  ...(['same_day', 'within_window', 'same_amount'] as const).flatMap((closeness) =>
    BY_PARTY.map((keying) => ({ keying, closeness })),
  ),
];

const compare = (one: string | number | bigint, other: string | number | bigint): number =>
  one < other ? -1 : one > other ? 1 : 0;
const contentOf = ({ number, contractNumber, uscc, bank }: Side): string =>
  JSON.stringify([number, contractNumber, uscc, bank]);
const idOf = (side: Side): string | number => ('row' in side ? side.row : side.id);

/** By day and content: neither the order of a file nor of a query decides anything. */
const inOrder = (one: Side, other: Side): number =>
  compare(one.on, other.on) ||
  compare(one.amountFen, other.amountFen) ||
  compare(contentOf(one), contentOf(other)) ||
  compare(idOf(one), idOf(other));

function groupsOf<One extends Side>(
  sides: Iterable<One>,
  { keying, closeness }: (typeof PASSES)[number],
): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const side of sides) {
    const key = keying(side);
    if (key === undefined) continue;
    // Of another amount it may be, but what was lent is never what was repaid.
    const amount = closeness === 'same_key' ? side.amountFen < 0n : side.amountFen;
    const whole = `${key} ${amount} ${closeness === 'same_day' ? side.on : ''}`;
    const group = groups.get(whole);
    if (group) group.push(side);
    else groups.set(whole, [side]);
  }
  return groups;
}

/** Pairs of one group in order of days; within a window each side takes the earliest that is near enough. */
function* pairsOf<Line extends Side, Movement extends Side>(
  lines: readonly Line[],
  movements: readonly Movement[],
  mostDays: number,
): Generator<readonly [Line, Movement]> {
  let [left, right] = [0, 0];
  for (;;) {
    const line = lines[left];
    const movement = movements[right];
    if (line === undefined || movement === undefined) return;
    if (daysApart(line, movement) <= mostDays) {
      yield [line, movement];
      left += 1;
      right += 1;
    } else if (line.on < movement.on) left += 1;
    else right += 1;
  }
}

function differencesBetween(
  line: StatementLine,
  movement: LedgerMovement,
  windowDays: number,
): ReconciliationDifference[] {
  const differences: ReconciliationDifference[] = [];
  if (line.amountFen !== movement.amountFen) differences.push('amount');
  if (daysApart(line, movement) > windowDays) differences.push('day');
  if (line.uscc !== null && movement.uscc !== null && line.uscc !== movement.uscc) differences.push('party');
  return differences;
}

/**
 * Lays a statement to the ledger, one line to one movement: by number and contract first, then by party, amount and
 * day. Every line and every movement has exactly one outcome, whatever order they come in.
 */
export function reconcile<Line extends StatementLine, Movement extends LedgerMovement>(
  lines: readonly Line[],
  movements: readonly Movement[],
  windowDays: number = RECONCILIATION_WINDOW_DAYS,
): Reconciled<Line, Movement>[] {
  // Sets keep the order in which they were filled, also while pairs are taken out.
  const openLines = new Set([...lines].sort(inOrder));
  const openMovements = new Set([...movements].sort(inOrder));
  const found: Reconciled<Line, Movement>[] = [];
  for (const pass of PASSES) {
    const byKey = groupsOf(openMovements, pass);
    const mostDays = pass.closeness === 'within_window' ? windowDays : Number.POSITIVE_INFINITY;
    for (const [key, group] of groupsOf(openLines, pass)) {
      for (const [line, movement] of pairsOf(group, byKey.get(key) ?? [], mostDays)) {
        const differences = differencesBetween(line, movement, windowDays);
        found.push(
          differences.length === 0
            ? { outcome: 'matched', line, movement }
            : { outcome: 'differing', line, movement, differences },
        );
        openLines.delete(line);
        openMovements.delete(movement);
      }
    }
  }
  return [
    ...found.sort((one, other) => ('line' in one && 'line' in other ? one.line.row - other.line.row : 0)),
    ...[...openLines].map((line) => ({ outcome: 'only_statement' as const, line })),
    ...[...openMovements].map((movement) => ({ outcome: 'only_ledger' as const, movement })),
  ];
}
