import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ConsentItem, ConsentState } from '@yinqi/contracts/disclosure';
import { PAPER_MEDIA_TYPES } from '@yinqi/contracts/disclosure';
import {
  DEFAULT_CONSENT_DAYS,
  isConsentInForce,
  type ConsentGroup,
  type ConsentPurpose,
} from '@yinqi/domain/disclosure';
import { isRequestOpen } from '@yinqi/domain/lifecycle';
import { EnterpriseFacts } from '../enterprises/enterprises.public.js';
import { RequestReader, type RequestRow } from '../financing-requests/financing-requests.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { Consents } from './consents.js';
import { DisclosureListStore, type ListedConsent } from './disclosure-list.store.js';
import { DisclosureStore } from './disclosure.store.js';
import { consentOf, lacksLeastGroups } from './dossier.js';
import { paperFormat, paperName } from './paper-format.js';

export type ConsentWish = {
  readonly requestId: string;
  readonly bankId: string;
  readonly fieldGroups: readonly ConsentGroup[];
  readonly purpose: ConsentPurpose;
  readonly validUntil?: string | undefined;
};

export function consentState(row: ListedConsent, asOf: Date): ConsentState {
  if (row.withdrawnAt !== null) return 'withdrawn';
  return isConsentInForce(consentOf(row), asOf.getTime()) ? 'live' : 'ended';
}

const paperOf = (id: string | null, fileName: string | null): ConsentItem['paper'] =>
  id === null || fileName === null ? null : { id, fileName };

export const consentView = (row: ListedConsent, asOf: Date): ConsentItem => ({
  id: row.id,
  enterpriseId: row.enterpriseId,
  enterpriseName: row.enterpriseName,
  bankId: row.bankId,
  bankName: row.bankName,
  bankNameEn: row.bankNameEn,
  requestId: row.requestId,
  requestNumber: row.requestNumber,
  fieldGroups: [...row.fieldGroups],
  purpose: row.purpose,
  validUntil: row.validUntil,
  state: consentState(row, asOf),
  givenHow: row.givenHow,
  givenByName: row.givenByName,
  paper: paperOf(row.paperId, row.paperName),
  givenAt: row.givenAt,
  withdrawnAt: row.withdrawnAt,
  withdrawalPaper: paperOf(row.withdrawalPaperId, row.withdrawalPaperName),
  openings: row.openings,
  lastOpenedAt: row.lastOpenedAt,
});

/** Consent as people give it: by the signatory, or by the bureau from a signed paper. */
@Injectable()
export class DisclosureService {
  constructor(
    private readonly store: DisclosureStore,
    private readonly lists: DisclosureListStore,
    private readonly consents: Consents,
    private readonly requests: RequestReader,
    private readonly enterprises: EnterpriseFacts,
  ) {}

  async view(tx: Tx, id: string, now: Date): Promise<ConsentItem> {
    const [row] = await this.lists.consents(tx, { id, today: chinaDate(now) }, undefined, 1);
    if (!row) throw notFound();
    return consentView(row, now);
  }

  async giveBySignatory(tx: Tx, caller: Caller, wish: ConsentWish, now: Date): Promise<string> {
    return this.give(tx, caller, await this.openRequest(tx, wish.requestId), { wish, now });
  }

  /** The paper must be the same enterprise's: a signature for one firm is none for another. */
  async recordFromPaper(
    tx: Tx,
    caller: Caller,
    wish: ConsentWish & { readonly paperId: string },
    now: Date,
  ): Promise<string> {
    const request = await this.openRequest(tx, wish.requestId);
    // The signatory may agree to less for its own reasons; the bureau records a consent to push under it.
    if (lacksLeastGroups(wish.fieldGroups)) {
      throw new DomainError('request.invalid', {
        faults: [{ pointer: '/body/fieldGroups', code: 'consent.least_groups' }],
      });
    }
    const paper = await this.store.findPaper(tx, wish.paperId);
    if (paper?.enterpriseId !== request.enterpriseId) throw new DomainError('consent.paper_required');
    return this.give(tx, caller, request, { wish, now, paperId: wish.paperId });
  }

  /** A revocation is a paper of its own; the one by which the consent was given revokes nothing. */
  async recordWithdrawal(tx: Tx, consentId: string, paperId: string, now: Date): Promise<void> {
    const consent = await this.store.findGiven(tx, consentId);
    if (!consent) throw notFound();
    const paper = await this.store.findPaper(tx, paperId);
    if (paper?.enterpriseId !== consent.enterpriseId || paper.id === consent.paperId) {
      throw new DomainError('consent.paper_required');
    }
    await this.consents.withdraw(tx, consentId, now, paperId);
  }

  async storePaper(
    tx: Tx,
    caller: Caller,
    paper: { readonly enterpriseId: string; readonly fileName: string; readonly bytes: Uint8Array },
    now: Date,
  ): Promise<string> {
    const enterprise = (await this.enterprises.load(tx, [paper.enterpriseId])).get(paper.enterpriseId);
    if (!enterprise) throw notFound();
    const mediaType = paperFormat(paper.bytes);
    if (mediaType === undefined) {
      throw new DomainError('request.unsupported_media', {
        params: { expected: PAPER_MEDIA_TYPES.join(', ') },
      });
    }
    const id = randomUUID();
    await this.store.insertPaper(
      tx,
      {
        id,
        enterpriseId: enterprise.id,
        unitPosition: enterprise.unitPosition,
        fileName: paperName(paper.fileName),
        mediaType,
        sha256: createHash('sha256').update(paper.bytes).digest(),
        bytes: paper.bytes,
        uploadedBy: caller.accountId,
      },
      now,
    );
    return id;
  }

  private async openRequest(tx: Tx, id: string): Promise<RequestRow> {
    const request = await this.requests.find(tx, id);
    if (!request) throw notFound();
    if (!isRequestOpen(request.status)) {
      throw new DomainError('transition.refused', {
        params: { reason: 'transition.not_from_this_state', action: 'consent', state: request.status },
      });
    }
    return request;
  }

  private give(
    tx: Tx,
    caller: Caller,
    request: RequestRow,
    { wish, now, paperId }: { wish: ConsentWish; now: Date; paperId?: string },
  ): Promise<string> {
    return this.consents.give(
      tx,
      {
        enterpriseId: request.enterpriseId,
        unitPosition: request.unitPosition,
        bankId: wish.bankId,
        requestId: request.id,
        fieldGroups: wish.fieldGroups,
        purpose: wish.purpose,
        validUntil: wish.validUntil ?? chinaDate(now, DEFAULT_CONSENT_DAYS),
        givenHow: paperId === undefined ? 'signatory' : 'paper',
        ...(paperId === undefined ? {} : { paperId }),
        caller,
      },
      now,
    );
  }
}
