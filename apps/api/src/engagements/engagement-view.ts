import {
  frozenConditions,
  type EngagementDetail,
  type EngagementItem,
  type FrozenConditions,
} from '@yinqi/contracts/engagements';
import type { OfferView } from '@yinqi/contracts/offers';
import { consentEndMs } from '@yinqi/domain/disclosure';
import {
  appealWindow,
  DECLINE_REASONS,
  DEFAULT_STAGE_LIMITS,
  engagementNextStep,
  engagementOptions,
  isEngagementTerminal,
  isNotTakenReason,
  isResumable,
  offerCost,
  shownReasons,
  type EngagementFacts,
  type StatedReason,
} from '@yinqi/domain/lifecycle';
import type { Caller } from '../platform/database/caller.js';
import { nextStepView } from '../financing-requests/financing-requests.public.js';
import type { CaseRecord } from './case-records.js';
import { dossierView } from './dossier-view.js';
import type { Acting } from './engagement-actors.js';
import { minutesLeft, usedMinutes } from './engagement-clock.js';
import { isOwed, type DossierRow } from './engagement-records.store.js';
import type { EngagementRow } from './engagement-row.js';
import { isForNeed } from './left-to-fund.js';
import type { OfferRow } from './offers.store.js';
import { awaitsSecondLook, refusalOf, statedReasonsOf } from './refusal.js';
import { repairViewOf, reviewViewOf } from './repairs/refusal-view.js';

export type OrganisationName = { readonly id: string; readonly name: string; readonly nameEn: string | null };

/** What stands beside a case in lists and on its page, read under the reader's role. */
export type SummaryParts = {
  readonly bank: OrganisationName;
  readonly branch: OrganisationName;
  readonly enterpriseName: string | null;
  /** Whether amount, term and purpose are shown: to a bank only under a consent that names the request. */
  readonly showsRequest: boolean;
  /** Whether it is shown how well the product fits: to a bank only where the consent names the explanation. */
  readonly showsFit: boolean;
  readonly papersAsked: number;
  readonly readerId: string;
  readonly side: Caller['side'];
  readonly now: Date;
};

export function itemOf(row: EngagementRow, parts: SummaryParts): EngagementItem {
  return {
    id: row.id,
    requestId: row.requestId,
    requestNumber: row.requestNumber,
    enterpriseId: row.enterpriseId,
    enterpriseName: parts.enterpriseName,
    bank: parts.bank,
    branch: parts.branch,
    product: { id: row.productId, name: row.productName, nameEn: row.productNameEn },
    origin: row.origin,
    status: row.status,
    version: row.version,
    officerName: row.officerName,
    requestedFen: parts.showsRequest ? String(row.requestedFen) : null,
    currency: parts.showsRequest ? row.currency : null,
    termMonths: parts.showsRequest ? row.termMonths : null,
    purpose: parts.showsRequest ? row.purpose : null,
    criteriaMet: parts.showsFit ? row.criteriaMet : null,
    criteriaTotal: parts.showsFit ? row.criteriaTotal : null,
    approvedFen: row.approvedFen === null ? null : String(row.approvedFen),
    disbursedFen: String(row.disbursedFen),
    pushedAt: row.pushedAt,
    dueAt: row.dueAt,
    dueProvisional: row.dueProvisional,
    minutesLeft: minutesLeft(row, parts.now),
    papersAsked: parts.papersAsked,
    mine: row.officerId === parts.readerId,
    secondLook:
      parts.side === 'bank' && awaitsSecondLook(row)
        ? { declinedByName: row.declinedByName ?? '', mayDecide: row.declinedBy !== parts.readerId }
        : null,
    needChanged: row.needBefore !== null && !isEngagementTerminal(row.status),
    updatedAt: row.updatedAt,
  };
}

export type DetailParts = SummaryParts &
  CaseRecord & {
    readonly acting: Acting;
    readonly facts: EngagementFacts;
    readonly candidates: string[];
    readonly owner: EngagementDetail['owner'];
    readonly readsEvidence: boolean;
  };

const DAY_MS = 86_400_000;

/** Without a term on the request costs are reckoned over a year. */
const DEFAULT_BASIS_MONTHS = 12;
export const basisMonthsOf = (termMonths: number | null): number => termMonths ?? DEFAULT_BASIS_MONTHS;

/** `need`: the one the reader sees beside it, a bank as it was told of it. */
export function offerViewOf(
  offer: OfferRow,
  need: Pick<EngagementRow, 'currency' | 'contentVersion' | 'termMonths'>,
): OfferView {
  const basisMonths = basisMonthsOf(need.termMonths);
  const cost = offerCost(offer, basisMonths);
  const { requestId: _request, bankId: _bank, contentVersion: _version, ...shown } = offer;
  return {
    ...shown,
    amountFen: String(offer.amountFen),
    guaranteeFeeFen: String(offer.guaranteeFeeFen),
    appraisalFeeFen: String(offer.appraisalFeeFen),
    depositFen: String(offer.depositFen),
    chosenFen: offer.chosenFen === null ? null : String(offer.chosenFen),
    collateral: [...offer.collateral],
    forNeed: isForNeed(offer, need),
    cost: {
      basisMonths,
      interestFen: String(cost.interestFen),
      feesFen: String(cost.feesFen),
      totalFen: String(cost.totalFen),
      annualBp: cost.annualBp,
    },
  };
}

function conditionsOf(dossier: DossierRow | undefined): FrozenConditions | null {
  const parsed = frozenConditions.safeParse(dossier?.content['matchExplanation']);
  return parsed.success ? parsed.data : null;
}

const msOf = (instant: string | null): number | undefined =>
  instant === null ? undefined : Date.parse(instant);
const endOf = (day: string | undefined): number | undefined =>
  day === undefined ? undefined : (consentEndMs(day) ?? undefined);

/** Leaves out what is not known: an absent deadline is no deadline. */
const known = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>; // entries were filtered by exactly this
  };

/**
 * A mediation is not the bank's to finish: its deadline stands with it, not in the bank's queue. Helpers of a repair
 * have times of their own, the last of which counts once the enterprise has done its part.
 */
function dueOf(row: EngagementRow, { review, repair }: DetailParts): string | null {
  if (row.status === 'mediation') return review?.dueAt ?? null;
  if (row.status !== 'repairing') return row.dueAt;
  const open = (repair?.tasks ?? []).filter(({ doneAt }) => doneAt === null);
  if (open.length === 0 || open.some(({ owner }) => owner === 'enterprise')) return row.dueAt;
  return open.reduce((last, { dueAt }) => (dueAt > last ? dueAt : last), '');
}

function nextStepOf(
  row: EngagementRow,
  parts: DetailParts,
  reasons: readonly StatedReason[],
): EngagementDetail['nextStep'] {
  // One for the need as it was cannot be chosen: nobody is waited for with it.
  const open = parts.offers.filter((offer) => offer.status === 'sent' && isForNeed(offer, row));
  const waiting = parts.supplements.filter(isOwed);
  const waits = isResumable(row.status) && waiting.length > 0;
  // The case is set aside when the last of them is overdue.
  const papers = waits ? waiting.reduce((a, b) => (b.dueAt > a.dueAt ? b : a)) : undefined;
  const declined = refusalOf(parts.events);
  const openTasks = (parts.repair?.tasks ?? []).filter(({ doneAt }) => doneAt === null);
  const own = openTasks
    .filter(({ owner }) => owner === parts.acting.side)
    .map(({ dueAt }) => Date.parse(dueAt));
  const appealUntilMs =
    declined && appealWindow(Date.parse(declined.at), parts.now.getTime()).within_appeal_window
      ? Date.parse(declined.at) + DEFAULT_STAGE_LIMITS.appeal.amount * DAY_MS
      : undefined;
  const step = engagementNextStep(
    {
      state: row.status,
      papersAsked: parts.papersAsked,
      offerOpen: open.length > 0,
      offerChosen: parts.offers.some((offer) => offer.status === 'chosen'),
      hqApprovalAwaited: row.hqExpectedOn !== null,
      reasonsRepairable: reasons.some(({ code }) => DECLINE_REASONS[code].repair !== null),
      repairTasksOpen: openTasks.length,
      repairOwners: openTasks.map(({ owner }) => owner),
      ...(own.length > 0 && { ownTasks: { open: own.length, dueMs: Math.min(...own) } }),
      needChanged: row.needBefore !== null,
      consentEnded: parts.consent !== null && parts.consent.state !== 'live',
      ...known({
        hqExpectedMs: endOf(row.hqExpectedOn ?? undefined),
        dueMs: msOf(papers ? papers.dueAt : dueOf(row, parts)),
        offerExpiryMs: endOf(open[0]?.validUntil),
        appealUntilMs,
        approvalUntilMs: endOf(parts.credit?.validUntil),
      }),
    },
    parts.acting.side,
  );
  const isRunning = step.byMs === msOf(papers ? papers.dueAt : row.dueAt);
  return nextStepView(step, isRunning && (papers?.dueProvisional ?? row.dueProvisional));
}

function optionsOf(row: EngagementRow, { acting, facts }: DetailParts): EngagementDetail['options'] {
  const situation = { state: row.status, facts, ...(row.stage === null ? {} : { stageBefore: row.stage }) };
  const all = acting.as.flatMap((actor) => engagementOptions(situation, actor));
  return all
    .filter((option, at) => all.findIndex(({ action }) => action === option.action) === at)
    .map(({ action, blockedBy }) => ({ action, blockedBy }));
}

function undoOf(row: EngagementRow, { readerId, now }: DetailParts): EngagementDetail['undo'] {
  const { undoTo, undoUntil } = row;
  if (undoTo === null || undoUntil === null || row.undoAccountId !== readerId) return null;
  return Date.parse(undoUntil) > now.getTime() ? { action: undoTo.action, until: undoUntil } : null;
}

/** Everything one reader may know of a case; the lists of offers and money are empty where there are none. */
export function detailOf(row: EngagementRow, parts: DetailParts): EngagementDetail {
  const reasons = statedReasonsOf(parts.events);
  const viewer = parts.acting.side === 'system' ? 'bureau' : parts.acting.side;
  const { dossier } = parts;
  return {
    ...itemOf(row, parts),
    stageBefore: row.stage,
    hqExpectedOn: row.hqExpectedOn,
    consent: parts.consent,
    dossier: dossier === undefined ? null : dossierView(dossier),
    conditions: conditionsOf(dossier),
    declineReasons: shownReasons(reasons, viewer),
    events: parts.events.map((event) => ({
      id: event.id,
      at: event.at,
      action: event.action,
      from: event.from,
      to: event.to,
      actorSide: event.side,
      actorName: event.actorName,
      note: event.note.text ?? null,
      ...(isNotTakenReason(event.note.notTaken) && { notTaken: event.note.notTaken }),
      undone: event.undone,
    })),
    supplements: parts.supplements.map((supplement) => ({
      id: supplement.id,
      items: [...supplement.items],
      askedByName: supplement.askedByName,
      askedAt: supplement.askedAt,
      dueAt: supplement.dueAt,
      answer: supplement.answer,
      answeredAt: supplement.answeredAt,
      waivedAt: supplement.waivedAt,
    })),
    offers: parts.offers.map((offer) => offerViewOf(offer, row)),
    credit: parts.credit ?? null,
    contract: parts.contract ?? null,
    disbursements: parts.disbursements.map(({ balance, ...note }) => ({
      ...note,
      ...(balance !== null && { balance }),
    })),
    completeSince: row.completeSince,
    minutesUsed: usedMinutes(row, parts),
    repair: repairViewOf(row, parts.repair, parts),
    review: reviewViewOf(parts.review, parts),
    needBefore: parts.showsRequest ? row.needBefore : null,
    candidates: parts.candidates,
    owner: parts.owner,
    successorId: parts.successorId,
    nextStep: nextStepOf(row, parts, reasons),
    options: optionsOf(row, parts),
    undo: undoOf(row, parts),
  };
}
