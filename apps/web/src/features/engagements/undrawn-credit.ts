import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { undrawnOf, type Undrawn } from '@yinqi/domain/lifecycle';

/** What of a case's credit was never paid out. */
export const undrawnCredit = ({ status, approvedFen, disbursedFen }: EngagementDetail): Undrawn | null =>
  undrawnOf({
    state: status,
    approvedFen: approvedFen === null ? null : BigInt(approvedFen),
    disbursedFen: BigInt(disbursedFen),
  });
