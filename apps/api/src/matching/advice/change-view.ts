import type { Change as ChangeView } from '@yinqi/contracts/match-advice';
import type { Change, RequestFacts } from '@yinqi/domain/matching';

/** A change with what it starts from, so that a reader needs no other record to follow it. */
export function changeView(change: Change, { amount, termMonths }: RequestFacts): ChangeView {
  if (change.kind === 'amount') {
    const { fen, currency } = change.to;
    return { kind: 'amount', fromFen: String(amount?.value.fen ?? fen), toFen: String(fen), currency };
  }
  if (change.kind === 'term') {
    const { toMonths } = change;
    return { kind: 'term', fromMonths: termMonths?.value ?? toMonths, toMonths };
  }
  return change;
}
