import { Injectable } from '@nestjs/common';
import { matchLoans, type LoanMatch } from '@yinqi/domain/outcomes';
import { EnterpriseRegistry } from '../../enterprises/enterprises.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import type { Tx } from '../../platform/database/database.js';
import { loanOf } from './outcome-staging.js';
import { OutcomeStagingStore, type BatchToRead, type MatchedRow } from './outcome-staging.store.js';

function matchedRow(row: number, match: LoanMatch): MatchedRow {
  switch (match.kind) {
    case 'sure':
      return {
        row,
        state: 'sure',
        engagementId: match.caseId,
        candidates: [{ caseId: match.caseId, doubts: [] }],
      };
    case 'known':
      return { row, state: 'known', engagementId: match.caseId, candidates: [] };
    case 'doubtful':
      return { row, state: 'doubtful', engagementId: null, candidates: match.candidates };
    case 'none':
      return { row, state: 'unmatched', engagementId: null, candidates: [] };
  }
}

/**
 * Lays the notes of a list to the bank's own cases. Enterprises are looked up by the codes the bank itself wrote, and
 * nothing of them is told but which of its own cases is theirs.
 */
@Injectable()
export class OutcomeMatching {
  constructor(
    private readonly store: OutcomeStagingStore,
    private readonly enterprises: EnterpriseRegistry,
  ) {}

  async match(tx: Tx, batch: BatchToRead): Promise<void> {
    const loans = (await this.store.loans(tx, batch.id)).map(({ row, loan }) => loanOf(row, loan));
    const codes = await this.enterprises.findKnown(tx, [...new Set(loans.map(({ uscc }) => uscc))]);
    const codeOf = new Map([...codes].map(([uscc, { id }]) => [id, uscc]));
    const stored = await this.store.cases(tx, batch, [...codeOf.keys()]);
    const cases = stored.map(({ enterpriseId, approvedAt, ...one }) => ({
      ...one,
      uscc: codeOf.get(enterpriseId) ?? '',
      approvedFen: BigInt(one.approvedFen),
      disbursedFen: BigInt(one.disbursedFen),
      approvedOn: chinaDate(new Date(approvedAt)),
    }));
    const known = await this.store.known(
      tx,
      batch,
      loans.map(({ noteNumber }) => noteNumber),
    );
    const matches = [...matchLoans(loans, cases, known)].map(([row, match]) => matchedRow(row, match));
    await this.store.putMatches(tx, batch.id, matches);
  }
}
