import { Injectable } from '@nestjs/common';
import {
  OUTCOME_ROW_STATES,
  type OutcomeBatch,
  type OutcomeCandidate,
  type OutcomeRow,
} from '@yinqi/contracts/outcomes';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import { CreditsStore } from '../credits.store.js';
import { isInScope } from '../engagement-actors.js';
import type { EngagementRow } from '../engagement-row.js';
import { EngagementsStore } from '../engagements.store.js';
import type { OutcomeBatchRow, OutcomeRowRow } from './outcomes.store.js';

export function batchView({ counts, ...batch }: OutcomeBatchRow): OutcomeBatch {
  const { heading: _heading, header: _header, sheetName: _sheet, ...shown } = batch;
  const all = Object.fromEntries(OUTCOME_ROW_STATES.map((state) => [state, counts[state] ?? 0]));
  return { ...shown, counts: all as OutcomeBatch['counts'] }; // keyed by exactly these states
}

/** Rows with the cases they may belong to: the caller's own, as its office sees them. */
@Injectable()
export class OutcomeRowsReader {
  constructor(
    private readonly engagements: EngagementsStore,
    private readonly credits: CreditsStore,
  ) {}

  async views(tx: Tx, caller: Caller, rows: readonly OutcomeRowRow[]): Promise<OutcomeRow[]> {
    const ids = rows.flatMap(({ engagementId, candidates }) => [
      ...(engagementId === null ? [] : [engagementId]),
      ...candidates.map(({ caseId }) => caseId),
    ]);
    const loaded = await this.engagements.load(tx, [...new Set(ids)]);
    const cases = new Map(loaded.filter((row) => isInScope(caller, row)).map((row) => [row.id, row]));
    const contracts = new Map(
      (await this.credits.contracts(tx, [...cases.keys()])).map((contract) => [
        contract.engagementId,
        contract.contractNumber,
      ]),
    );
    const candidateOf = (row: EngagementRow, doubts: OutcomeCandidate['doubts']): OutcomeCandidate => ({
      engagementId: row.id,
      requestNumber: row.requestNumber,
      contractNumber: contracts.get(row.id) ?? null,
      approvedFen: String(row.approvedFen ?? 0n),
      disbursedFen: String(row.disbursedFen),
      doubts,
    });
    return rows.map(({ cells: _cells, ...row }) => ({
      ...row,
      faults: [...row.faults],
      requestNumber: (row.engagementId && cases.get(row.engagementId)?.requestNumber) ?? null,
      candidates: row.candidates.flatMap(({ caseId, doubts }) => {
        const found = cases.get(caseId);
        return found ? [candidateOf(found, [...doubts])] : [];
      }),
    }));
  }
}
