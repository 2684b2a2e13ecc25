import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  financingRequestsChanged,
  financingRequestsEnded,
  financingRequestsMoved,
} from '@yinqi/contracts/events';
import { resolveCollateral, resolvePurpose, type SurveyNeed } from '@yinqi/domain/survey';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { publishInShards } from '../platform/outbox/outbox.js';
import { FinancingRequestsStore } from './financing-requests.store.js';
import { eventOf, requestActorOf } from './request-lifecycle.js';
import { numberPrefix } from './request-number.js';
import type { RequestFields } from './request-row.js';

export type ImportedRow = {
  readonly row: number;
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly need: SurveyNeed;
};

export type ImportedRequests = {
  readonly caller: Caller;
  readonly batchId: string;
  readonly sheetName?: string;
  readonly rows: readonly ImportedRow[];
};

const MAX_TERM_MONTHS = 480;
const MAX_RATE_BP = 10_000;

const cut = (text: string | null, length: number): string | null =>
  text === null || text.trim() === '' ? null : text.trim().slice(0, length);

const within = (value: number | null, least: number, most: number): number | null =>
  value !== null && value >= least && value <= most ? value : null;

/** What a survey row says of the need itself; a word no code stands for is kept as it was written. */
export function fieldsOfNeed(need: SurveyNeed): RequestFields {
  const collateral = (need.collateral ?? []).flatMap((word) => resolveCollateral(word) ?? []);
  return {
    purpose: need.purpose === null ? null : (resolvePurpose(need.purpose) ?? null),
    purposeText: cut(need.purpose, 200),
    amountFen: need.amountFen === null ? null : String(need.amountFen),
    currency: need.currency,
    termMonths: within(need.termMonths, 1, MAX_TERM_MONTHS),
    neededBy: need.neededBy,
    rateCeilingBp: within(need.rateBp, 0, MAX_RATE_BP),
    collateral: [...new Set(collateral)],
    collateralText: cut(need.collateral?.join('、') ?? null, 500),
    firstLoan: need.firstLoan,
    exportCreditInsured: need.exportCreditInsured,
    parentGuarantee: need.parentGuarantee,
    financingMode: cut(need.financingForm, 200),
    intendedBanks: (need.intendedBank ?? '')
      .split(/[、,，;；]/)
      .map((name) => name.trim().slice(0, 100))
      .filter((name) => name !== '')
      .slice(0, 20),
    remarks: cut(need.difficulties, 2000),
    contactName: cut(need.contactName, 60),
    contactPhone: cut(need.phone, 30),
    willingToShare: need.willingToShare === true,
  };
}

/** Registers needs that arrive in survey workbooks, and takes an undone import back. */
@Injectable()
export class RequestRegistry {
  constructor(private readonly store: FinancingRequestsStore) {}

  /** One statement for all rows; ids answer in the order of rows. */
  async registerImported(tx: Tx, imported: ImportedRequests, now: Date): Promise<string[]> {
    if (imported.rows.length === 0) return [];
    const actor = requestActorOf(imported.caller);
    const requests = imported.rows.map(({ row, enterpriseId, unitPosition, need }) => ({
      id: randomUUID(),
      enterpriseId,
      unitPosition,
      status: 'submitted' as const,
      fields: fieldsOfNeed(need),
      source: {
        kind: 'import' as const,
        batchId: imported.batchId,
        sheet: imported.sheetName ?? null,
        row,
        filledOn: need.filledOn,
      },
    }));
    await this.store.insert(tx, requests, { prefix: numberPrefix(now), by: actor.name, side: 'bureau', now });
    const ids = requests.map((request) => request.id);
    const events = ids.map((requestId) =>
      eventOf(actor, { requestId, action: 'submit', from: null, to: 'submitted' }),
    );
    await this.store.insertEvents(tx, events, now);
    await publishInShards(tx, financingRequestsChanged, ids, (requestIds) => ({ requestIds }));
    await publishInShards(tx, financingRequestsMoved, ids, (requestIds) => ({ requestIds }));
    return ids;
  }

  /** Those that stand in the way of an undo: verified or otherwise decided, consented, or at a bank. */
  async undoBlockers(tx: Tx, requestIds: readonly string[]): Promise<string[]> {
    // Held until the transaction ends, so that nobody verifies one between this look and the withdrawal.
    await this.store.lock(tx, requestIds);
    return this.store.actedUpon(tx, requestIds);
  }

  /** Withdraws what an undone import registered; requests withdrawn before stay as they are. */
  async withdrawImported(tx: Tx, requestIds: readonly string[], caller: Caller, now: Date): Promise<void> {
    const actor = requestActorOf(caller);
    const submitted = (await this.store.lock(tx, requestIds)).filter(({ status }) => status === 'submitted');
    if (submitted.length === 0) return;
    const ids = submitted.map(({ id }) => id);
    await this.store.move(tx, ids, { to: 'withdrawn', by: actor.name, now });
    const events = ids.map((requestId) =>
      eventOf(actor, { requestId, action: 'undo_import', from: 'submitted', to: 'withdrawn' }),
    );
    await this.store.insertEvents(tx, events, now);
    await publishInShards(tx, financingRequestsEnded, ids, (affected) => ({ requestIds: affected }));
    await publishInShards(tx, financingRequestsMoved, ids, (affected) => ({ requestIds: affected }));
  }
}
