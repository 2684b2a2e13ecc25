/** What a pool may hold and what of it is still free. */
export type Room = { readonly limitFen: bigint; readonly leftFen: bigint };
export type Change = { readonly before: Room; readonly after: Room };

export type Movement =
  | { readonly kind: 'allot' | 'return' | 'transfer'; readonly amountFen: bigint }
  | { readonly kind: 'adjust'; readonly limitFen: bigint };

export type Effect = {
  readonly pool: Change;
  /** The pool on the other side; a pool yet to be opened begins with nothing. */
  readonly other: Change | undefined;
  /** Whether the pool has as much to give: what is in use or allotted further cannot be taken away. */
  readonly isCovered: boolean;
};

const NOTHING: Room = { limitFen: 0n, leftFen: 0n };

const changed = (before: Room, limitFen: bigint, leftFen: bigint): Change => ({
  before,
  after: { limitFen: before.limitFen + limitFen, leftFen: before.leftFen + leftFen },
});

/** What a movement does to the pool it is asked of and to the one on the other side, for people to check beforehand. */
export function effectOf(movement: Movement, pool: Room, other: Room = NOTHING): Effect {
  const of = (here: Change, there?: Change): Effect => ({
    pool: here,
    other: there,
    isCovered: here.after.leftFen >= 0n,
  });
  if (movement.kind === 'adjust') {
    const by = movement.limitFen - pool.limitFen;
    return of(changed(pool, by, by));
  }
  const { kind, amountFen } = movement;
  // What is allotted stays part of the limit above; what is returned was allotted by the pool above.
  if (kind === 'allot') return of(changed(pool, 0n, -amountFen), changed(other, amountFen, amountFen));
  if (kind === 'return') return of(changed(pool, -amountFen, -amountFen), changed(other, 0n, amountFen));
  return of(changed(pool, -amountFen, -amountFen), changed(other, amountFen, amountFen));
}
