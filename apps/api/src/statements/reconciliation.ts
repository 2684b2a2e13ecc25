import { Injectable } from '@nestjs/common';
import {
  reconcile,
  type LedgerMovement,
  type Reconciled,
  type ReconciliationOutcome,
} from '@yinqi/domain/quota';
import { bankKey, referenceKey, type ReadLine } from '@yinqi/domain/statements';
import { loanKey, repaymentOf } from '../engagements/engagements.public.js';
import { claimedNumber } from '../facilities/facilities.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import {
  ReconciliationStore,
  type FileToReconcile,
  type HandledItem,
  type Handling,
  type LoanRow,
  type MovementRow,
  type NewItem,
} from './reconciliation.store.js';
import type { StagedLine } from './statement-staging.js';

type Movement = LedgerMovement & { readonly entry: MovementRow };

const keyOf = (text: string | null | undefined, key: (text: string) => string): string | null =>
  text === null || text === undefined ? null : key(text);

/** A loan on the day it was paid out and a repayment on that of its balance, whenever reported; the rest as posted. */
function movementOf(row: MovementRow, loans: ReadonlyMap<string, LoanRow>): Movement {
  const repaid = repaymentOf(row.key);
  const loan = loans.get(`${row.tenantId} ${repaid?.loanKey ?? row.key}`);
  return {
    id: `${row.poolId} ${row.version.padStart(12, '0')}`,
    on: repaid?.asOf ?? loan?.disbursedOn ?? row.postedOn,
    amountFen: BigInt(row.amountFen),
    number: keyOf(loan?.noteNumber ?? claimedNumber(row.claimKey), referenceKey),
    contractNumber: keyOf(row.contractNumber, referenceKey),
    uscc: row.uscc,
    bank: keyOf(row.bank, bankKey),
    entry: row,
  };
}

function entryOf(movement: Movement, line: ReadLine | undefined, isOfBank: boolean): object {
  const { entry, on, amountFen, number, contractNumber } = movement;
  const shown = (text: string | null, named: string | null | undefined): string | null =>
    isOfBank || text === named ? text : null;
  return {
    poolId: entry.poolId,
    version: Number(entry.version),
    on,
    amountFen: String(amountFen),
    number: claimedNumber(entry.claimKey) ?? shown(number, line?.number),
    contractNumber: shown(contractNumber, line?.contractNumber),
    bank: entry.bank,
  };
}

const NOTHING = { line: null, lineFen: null, entry: null, entryFen: null, poolId: null, entryVersion: null };

function itemOf(one: Reconciled<ReadLine, Movement>, isOfBank: boolean): Omit<NewItem, 'item'> {
  const line = 'line' in one ? one.line : undefined;
  const movement = 'movement' in one ? one.movement : undefined;
  return {
    ...NOTHING,
    outcome: one.outcome satisfies ReconciliationOutcome,
    row: line?.row ?? null,
    ...(line && { line: { ...line, amountFen: String(line.amountFen) }, lineFen: String(line.amountFen) }),
    ...(movement && {
      entry: entryOf(movement, line, isOfBank),
      entryFen: String(movement.amountFen),
      poolId: movement.entry.poolId,
      entryVersion: Number(movement.entry.version),
    }),
    differences: one.outcome === 'differing' ? one.differences : [],
    faults: [],
  };
}

const sameItem = (item: Omit<HandledItem, keyof Handling>): string =>
  JSON.stringify([item.outcome, item.row, item.lineFen, item.entryFen, item.poolId, item.entryVersion]);

const faultyItem = ({ row, faults }: StagedLine): Omit<NewItem, 'item'> => ({
  ...NOTHING,
  outcome: 'faulty',
  row,
  differences: [],
  faults,
});

/** Lays the lines of a statement to what stands in the ledger, and writes what became of each. */
@Injectable()
export class Reconciliation {
  constructor(
    private readonly store: ReconciliationStore,
    private readonly clock: Clock,
  ) {}

  /** False where another try was first; then nothing is written. */
  async write(tx: Tx, file: FileToReconcile, staged: readonly StagedLine[]): Promise<boolean> {
    const standing = await this.movements(tx, file.poolId);
    const ledgerOpeningFen = standing
      .filter(({ on }) => on < file.fromOn)
      .reduce((sum, { amountFen }) => sum + amountFen, 0n);
    const read = { rowsRead: staged.length, ledgerOpeningFen };
    if (!(await this.store.finish(tx, file.id, read, this.clock.now()))) return false;
    const lines = staged.flatMap(({ line }) =>
      line === null ? [] : [{ ...line, amountFen: BigInt(line.amountFen) }],
    );
    const inPeriod = standing.filter(({ on }) => on >= file.fromOn && on <= file.toOn);
    const items = [
      ...reconcile(lines, inPeriod).map((one) => itemOf(one, file.isOfBank)),
      ...staged.filter(({ line }) => line === null).map(faultyItem),
    ];
    const handling = await this.handlingOf(tx, file.followsId);
    await this.store.putItems(
      tx,
      file,
      items.map((one, index) => ({ ...one, ...handling.get(sameItem(one)), item: index + 1 })),
    );
    return true;
  }

  refuse(tx: Tx, id: string, code: string): Promise<boolean> {
    return this.store.refuse(tx, id, code);
  }

  /** What somebody said of a difference still holds where the very same one is found again. */
  private async handlingOf(tx: Tx, followsId: string | null): Promise<ReadonlyMap<string, Handling>> {
    const handled = followsId === null ? [] : await this.store.handled(tx, followsId);
    return new Map(
      handled.map((item) => {
        const { settledAt, settledBy, settledByName, note, allotmentId } = item;
        return [sameItem(item), { settledAt, settledBy, settledByName, note, allotmentId }];
      }),
    );
  }

  private async movements(tx: Tx, poolId: string): Promise<Movement[]> {
    const rows = await this.store.movements(tx, poolId);
    const cases = new Set(rows.flatMap(({ engagementId }) => engagementId ?? []));
    const loans = new Map(
      (await this.store.loans(tx, [...cases])).map((loan) => [
        `${loan.bankId} ${loanKey(loan.noteNumber)}`,
        loan,
      ]),
    );
    return rows.map((row) => movementOf(row, loans));
  }
}
