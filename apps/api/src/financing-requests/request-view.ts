import { REQUIRED_TO_SUBMIT } from '@yinqi/contracts/financing-requests';
import type { NextStepView } from '@yinqi/contracts/next-step';
import type { RequestContentField, RequestDetail, RequestItem } from '@yinqi/contracts/financing-requests';
import { consentEndMs, maskContact } from '@yinqi/domain/disclosure';
import {
  allowedRequestActions,
  requestNextStep,
  type RequestSituation,
  type RequestState,
} from '@yinqi/domain/lifecycle';
import { isReaderAbroad, type Caller } from '../platform/database/caller.js';
import type { EventRow } from './request-records.js';
import { nextStepView } from './next-step-view.js';
import { requestActorOf } from './request-lifecycle.js';
import type { ListedRequest, RequestSituationRow } from './request-list.store.js';
import { contentOf, type RequestRow } from './request-row.js';

/** Changed by their owners as long as banks have not lent against them. */
export const EDITABLE_STATES: readonly RequestState[] = [
  'draft',
  'returned',
  'submitted',
  'verified',
  'unmatched',
  'matched',
  'engaged',
];

const instantMs = (instant: string | null): number | undefined =>
  instant === null ? undefined : Date.parse(instant);

function dueMs(
  request: Pick<RequestRow, 'status' | 'verifyDueAt' | 'expiresAt'>,
  situation: RequestSituationRow | undefined,
): number | undefined {
  if (request.status === 'submitted') return instantMs(request.verifyDueAt);
  if (request.status === 'draft' || request.status === 'returned') return instantMs(request.expiresAt);
  if (!situation) return undefined;
  return instantMs(situation.papersAsked > 0 ? situation.papersDueAt : situation.bankDueAt);
}

export function nextStepOf(
  request: Pick<
    RequestRow,
    'status' | 'verifyDueAt' | 'verifyProvisional' | 'expiresAt' | 'returnItems' | 'draftedBy'
  >,
  situation: RequestSituationRow | undefined,
  viewer: 'enterprise' | 'bureau',
): NextStepView {
  const due = dueMs(request, situation);
  const offerUntil = situation?.offerUntil ?? null;
  const offerEnd = offerUntil === null ? null : consentEndMs(offerUntil);
  const facts: RequestSituation = {
    state: request.status,
    draftedBy: request.draftedBy,
    pointsToCorrect: request.returnItems.length,
    fittingProducts: situation?.fittingProducts ?? 0,
    proposals: situation?.proposals ?? 0,
    liveEngagements: situation?.liveEngagements ?? 0,
    papersAsked: situation?.papersAsked ?? 0,
    openOffers: situation?.openOffers ?? 0,
    ...(due === undefined ? {} : { dueMs: due }),
    ...(offerEnd === null ? {} : { firstOfferExpiryMs: offerEnd }),
  };
  const isProvisional = request.status === 'submitted' && request.verifyProvisional;
  return nextStepView(requestNextStep(facts, viewer), isProvisional);
}

const progressOf = (situation: RequestSituationRow | undefined): RequestItem['progress'] => ({
  fittingProducts: situation?.fittingProducts ?? null,
  liveEngagements: situation?.liveEngagements ?? 0,
  proposals: situation?.proposals ?? 0,
  openOffers: situation?.openOffers ?? 0,
  papersAsked: situation?.papersAsked ?? 0,
});

export const viewerOf = (caller: Caller): 'enterprise' | 'bureau' =>
  caller.side === 'bureau' ? 'bureau' : 'enterprise';

export function itemOf(
  { returnItems, draftedBy, verifyDueAt, verifyProvisional, expiresAt, sortKey: _, ...row }: ListedRequest,
  situation: RequestSituationRow | undefined,
  caller: Caller,
): RequestItem {
  return {
    ...row,
    progress: progressOf(situation),
    nextStep: nextStepOf(
      { ...row, returnItems, draftedBy, verifyDueAt, verifyProvisional, expiresAt },
      situation,
      viewerOf(caller),
    ),
  };
}

/** Fields without which a request cannot be submitted and that are still open. */
export const missingOf = (row: RequestRow): RequestContentField[] => {
  const content = contentOf(row);
  return REQUIRED_TO_SUBMIT.filter((field) => content[field] === null);
};

const sourceOf = ({ source }: RequestRow): RequestDetail['source'] =>
  source.kind === 'form'
    ? { kind: 'form', batchId: null, sheet: null, row: null }
    : { kind: 'import', batchId: source.batchId, sheet: source.sheet, row: source.row };

/** A person's name and number would leave the country with a head-office reader (个人信息保护法 第三十八条). */
function contactFor(row: RequestRow, caller: Caller): Pick<RequestDetail, 'contactName' | 'contactPhone'> {
  const { contactName, contactPhone } = row;
  if (!isReaderAbroad(caller)) return { contactName, contactPhone };
  return {
    contactName: maskContact('contactName', contactName),
    contactPhone: maskContact('contactPhone', contactPhone),
  };
}

export type DetailParts = {
  readonly enterprise: RequestDetail['enterprise'];
  readonly situation: RequestSituationRow | undefined;
  readonly events: readonly EventRow[];
};

export function detailOf(row: RequestRow, parts: DetailParts, caller: Caller): RequestDetail {
  const mayEdit = caller.permissions.has('requests.edit');
  const actor = requestActorOf(caller);
  return {
    id: row.id,
    number: row.number,
    enterprise: parts.enterprise,
    status: row.status,
    ...contentOf(row),
    ...contactFor(row, caller),
    purposeText: row.purposeText,
    collateralText: row.collateralText,
    financingMode: row.financingMode,
    intendedBanks: [...row.intendedBanks],
    source: sourceOf(row),
    returnItems: [...row.returnItems],
    missing: missingOf(row),
    contentVersion: row.contentVersion,
    version: row.version,
    progress: progressOf(parts.situation),
    nextStep: nextStepOf(row, parts.situation, viewerOf(caller)),
    allowedActions: mayEdit ? allowedRequestActions(row.status, actor.as) : [],
    editable: mayEdit && EDITABLE_STATES.includes(row.status),
    timeline: parts.events.map((event) => ({
      id: event.id,
      at: event.at,
      action: event.action,
      from: event.from,
      to: event.to,
      actorSide: event.side,
      actorName: event.actorName,
      reason: event.note.reason ?? null,
    })),
    submittedAt: row.submittedAt,
    verifiedAt: row.verifiedAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
