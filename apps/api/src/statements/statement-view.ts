import { STATEMENT_OUTCOMES, type Statement, type StatementItem } from '@yinqi/contracts/statements';
import { isOpenItem, isRepairable, type ItemStanding } from '@yinqi/domain/quota';
import { ownerName } from '../facilities/facilities.public.js';
import type { Caller } from '../platform/database/caller.js';
import type { ItemRow, StatementRow } from './statements.store.js';

const EMPTY = { count: 0, open: 0, statementFen: '0', ledgerFen: '0' };

/** The statement with what lies in each pile; the ledger's closing balance is its opening and its movements. */
export function statementView(row: StatementRow): Statement {
  const piles = Object.fromEntries(
    STATEMENT_OUTCOMES.map((outcome) => [outcome, row.piles[outcome] ?? EMPTY]),
  ) as Statement['piles']; // keyed by exactly these outcomes
  return {
    id: row.id,
    fileName: row.fileName,
    pool: { id: row.poolId, ...ownerName(row.owner) },
    facility: { id: row.facilityId, name: row.facilityName, nameEn: row.facilityNameEn },
    fromOn: row.fromOn,
    toOn: row.toOn,
    status: row.status,
    refusal: row.refusal,
    rowsRead: row.rowsRead,
    piles,
    stated: { openingFen: row.statedOpeningFen, closingFen: row.statedClosingFen },
    ledger: ledgerOf(row, piles),
    follows: row.followsId,
    followedBy: row.followedBy,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  };
}

function ledgerOf(
  { ledgerOpeningFen, reconciledAt }: StatementRow,
  piles: Statement['piles'],
): Statement['ledger'] {
  if (ledgerOpeningFen === null || reconciledAt === null) return null;
  const moved = Object.values(piles).reduce((sum, { ledgerFen }) => sum + BigInt(ledgerFen), 0n);
  return {
    openingFen: ledgerOpeningFen,
    closingFen: String(BigInt(ledgerOpeningFen) + moved),
    asOf: reconciledAt,
  };
}

export const standingOf = ({ outcome, settledAt, repairState }: ItemRow): ItemStanding => ({
  outcome,
  isSettled: settledAt !== null,
  repair: repairState,
});

/** An item with what this reader may do about it now. */
export function itemView(row: ItemRow, caller: Caller): StatementItem {
  const { item, outcome, line, entry, settledAt, settledBy, note, allotmentId, repairState } = row;
  const standing = standingOf(row);
  return {
    item,
    outcome,
    row: row.row,
    line,
    entry,
    differences: row.differences,
    faults: row.faults,
    settled:
      settledAt === null || settledBy === null || note === null
        ? null
        : { at: settledAt, by: settledBy, note },
    repair: allotmentId === null || repairState === null ? null : { allotmentId, state: repairState },
    maySettle: isOpenItem(standing),
    mayRepair: isRepairable(standing) && caller.permissions.has('allotments.manage'),
  };
}
