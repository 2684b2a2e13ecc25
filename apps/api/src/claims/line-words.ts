import type { decideClaimBatch } from '@yinqi/contracts/claim-batches';
import type { RouteInput } from '@yinqi/contracts/route';
import type { LineWord } from '@yinqi/domain/claims';
import { DomainError } from '../platform/errors/domain-error.js';
import type { ClaimRow } from './claims.store.js';

export type SaidOfLine = {
  readonly line: ClaimRow;
  readonly word: LineWord;
  /** What the bank reads of it. */
  readonly note: string | null;
};

type Said = Pick<SaidOfLine, 'word' | 'note'>;

/** The word on every line of a batch: what is not named is reimbursed in full; nothing is named twice, or from elsewhere. */
export function wordsOf(
  { rejected, reduced = [] }: RouteInput<typeof decideClaimBatch>['body'],
  lines: readonly ClaimRow[],
): readonly SaidOfLine[] {
  const said = [
    ...rejected.map(({ claimId, reason, note }): readonly [string, Said] => [
      claimId,
      { word: { kind: 'reject', reason }, note },
    ]),
    ...reduced.map(({ claimId, amountFen, rest, reason, note }): readonly [string, Said] => [
      claimId,
      { word: { kind: 'reduce', amountFen: BigInt(amountFen), rest, reason }, note },
    ]),
  ];
  const byClaim = new Map(said);
  const isFit = byClaim.size === said.length && said.every(([id]) => lines.some((line) => line.id === id));
  if (!isFit) throw new DomainError('claim.line_unfit');
  return lines.map((line) => ({
    line,
    ...(byClaim.get(line.id) ?? { word: { kind: 'reimburse' }, note: null }),
  }));
}
