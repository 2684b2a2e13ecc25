import { CONSENT_GROUPS } from '@yinqi/domain/disclosure';
import { verificationDue } from '../../financing-requests/financing-requests.public.js';
import { stableId } from '../stable-id.js';
import { dossierOf } from './demo-dossier.js';
import type { SeedRow } from './insert-rows.js';
import type { Journey } from './journey.js';
import { disbursedFen, type Lane, type OfferRecord } from './journey-records.js';
import { dayOf, iso } from './office-clock.js';
import { bankIdOf } from './banks.seed.js';
import { refusedColumns } from './refusal-rows.js';
import { sideOf, type Person } from './people.js';

const CONSENT_DAYS = 180;
const isoOrNull = (atMs: number | null): string | null => (atMs === null ? null : iso(atMs));
const personId = (person: Person): string => person.accountId ?? stableId(`person:${person.name}`);

/** Columns every record of an engagement carries for row-level security. */
export const scopeOf = ({ head }: Journey, lane: Lane): SeedRow => ({
  bank_id: bankIdOf(lane.product.bank.key),
  enterprise_id: head.enterprise.id,
  unit_position: head.enterprise.unitPosition,
});

export function requestRow({ head }: Journey): SeedRow {
  const { need, enterprise } = head;
  return {
    id: head.id,
    number: head.number,
    enterprise_id: enterprise.id,
    unit_position: enterprise.unitPosition,
    status: head.status,
    amount_fen: need.amountFen,
    currency: need.currency,
    term_months: need.termMonths,
    purpose: need.purpose,
    rate_ceiling_bp: need.rateCeilingBp,
    needed_by: need.neededBy,
    collateral: need.collateral,
    first_loan: need.firstLoan,
    export_credit_insured: need.exportCreditInsured,
    parent_guarantee: need.collateral.includes('parent_guarantee'),
    intended_banks: [],
    remarks: need.remarks,
    contact_name: enterprise.contact.name,
    contact_phone: enterprise.contact.phone,
    willing_to_share: true,
    source: { kind: 'form' },
    return_items: head.returnItems,
    content_version: 1,
    version: head.moves + 1,
    submitted_at: isoOrNull(head.submittedAtMs),
    first_submitted_at: isoOrNull(head.submittedAtMs),
    verify_due_at: head.submittedAtMs === null ? null : verificationDue(new Date(head.submittedAtMs)).at,
    verified_at: isoOrNull(head.verifiedAtMs),
    matched_at: isoOrNull(head.matchedAtMs),
    created_at: iso(head.createdAtMs),
    updated_at: iso(head.updatedAtMs),
    updated_by: head.updatedBy,
    drafted_by: head.draftedBy,
  };
}

export function engagementRow(journey: Journey, lane: Lane): SeedRow {
  const { head } = journey;
  const { product } = lane;
  const lastMs = Math.max(lane.stageSinceMs, lane.offers.at(-1)?.sentAtMs ?? 0, lane.heldAtMs ?? 0);
  return {
    id: lane.id,
    request_id: head.id,
    request_number: head.number,
    term_months: head.need.termMonths,
    purpose: head.need.purpose,
    enterprise_id: head.enterprise.id,
    unit_position: head.enterprise.unitPosition,
    bank_id: bankIdOf(lane.product.bank.key),
    branch_id: lane.office.id,
    branch_position: lane.office.position,
    product_id: product.productId,
    product_name: product.seed.name,
    product_name_en: product.seed.nameEn,
    consent_id: lane.consentAtMs === null ? null : consentIdOf(lane),
    origin: lane.origin,
    status: lane.state,
    stage: lane.stage,
    version: lane.moves + 1,
    content_version: 1,
    officer_id: lane.officer === null ? null : personId(lane.officer),
    officer_name: lane.officer?.name ?? null,
    pushed_at: isoOrNull(lane.pushedAtMs),
    due_at: isoOrNull(lane.due?.instant ?? null),
    due_provisional: lane.due?.provisional ?? false,
    held_at: isoOrNull(lane.heldAtMs),
    complete_since: isoOrNull(lane.completeAtMs),
    stage_since: iso(lane.stageSinceMs),
    criteria_met: product.met,
    criteria_total: product.total,
    requested_fen: head.need.amountFen,
    currency: head.need.currency,
    approved_fen: lane.approved?.amountFen ?? null,
    disbursed_fen: disbursedFen(lane),
    created_at: iso(lane.createdAtMs),
    updated_at: iso(lastMs),
    ...refusedColumns(journey, lane),
  };
}

const consentIdOf = (lane: Lane): string => stableId(`consent:${lane.id}`);

/** Consent, dossier and the receipt of the bank's first look at it. */
export function disclosureRows(journey: Journey, lane: Lane, conditions: unknown): Record<string, SeedRow[]> {
  if (lane.consentAtMs === null) return {};
  const { head, signatory } = journey;
  const groups = [...CONSENT_GROUPS];
  const validUntil = dayOf(lane.consentAtMs, CONSENT_DAYS);
  const opened = journey.told.find(
    (told) => told.lane === lane && told.by.as !== 'system' && sideOf(told.by) === 'bank',
  );
  return {
    consent: [
      {
        ...scopeOf(journey, lane),
        id: consentIdOf(lane),
        request_id: head.id,
        field_groups: groups,
        purpose: 'financing_assessment',
        valid_until: validUntil,
        given_how: 'signatory',
        given_by: personId(signatory),
        given_by_name: signatory.name,
        given_at: iso(lane.consentAtMs),
      },
    ],
    engagement_dossier: [
      {
        ...scopeOf(journey, lane),
        engagement_id: lane.id,
        consent_id: consentIdOf(lane),
        field_groups: groups,
        content: dossierOf(head, conditions),
        valid_until: validUntil,
        made_at: iso(lane.consentAtMs),
      },
    ],
    disclosure_receipt: opened
      ? [
          {
            ...scopeOf(journey, lane),
            id: stableId(`opened:${lane.id}`),
            consent_id: consentIdOf(lane),
            engagement_id: lane.id,
            field_groups: groups,
            opened_by: personId(opened.by),
            opened_by_name: opened.by.name,
            // Read some minutes before it was decided on.
            opened_at: iso(opened.atMs - 6 * 60_000),
          },
        ]
      : [],
  };
}

export function eventRows(journey: Journey): { request: SeedRow[]; engagement: SeedRow[] } {
  const { head } = journey;
  const rows = journey.told.map(({ lane, action, from, to, by, atMs, note }, index) => ({
    lane,
    row: {
      id: stableId(`event:${head.id}:${index}`),
      ...(lane === null ? {} : { engagement_id: lane.id, bank_id: bankIdOf(lane.product.bank.key) }),
      request_id: head.id,
      enterprise_id: head.enterprise.id,
      unit_position: head.enterprise.unitPosition,
      at: iso(atMs),
      action,
      from_status: from,
      to_status: to,
      actor_side: sideOf(by),
      actor_account_id: by.accountId,
      actor_name: by.name,
      note,
    },
  }));
  return {
    request: rows.filter(({ lane }) => lane === null).map(({ row }) => row),
    engagement: rows.filter(({ lane }) => lane !== null).map(({ row }) => row),
  };
}

const offerRow = (journey: Journey, lane: Lane, offer: OfferRecord): SeedRow => ({
  ...scopeOf(journey, lane),
  id: offer.id,
  engagement_id: lane.id,
  request_id: journey.head.id,
  status: offer.status,
  version: 1,
  content_version: 1,
  amount_fen: offer.amountFen,
  currency: journey.head.need.currency,
  annual_rate_bp: offer.rateBp,
  term_months: journey.head.need.termMonths,
  guarantee_fee_fen: offer.guaranteeFeeFen,
  appraisal_fee_fen: offer.appraisalFeeFen,
  collateral: journey.head.need.collateral,
  disbursement_days: offer.disbursementDays,
  conditions: offer.conditions,
  valid_until: offer.validUntil,
  chosen_fen: offer.chosenFen,
  sent_by_name: offer.sentBy,
  sent_at: iso(offer.sentAtMs),
  decided_at: isoOrNull(offer.decidedAtMs),
});

function moneyRows(journey: Journey, lane: Lane): Record<string, SeedRow[]> {
  const { approved, contract } = lane;
  const rateBp = lane.offers[0]?.rateBp ?? 0;
  const { currency, termMonths } = journey.head.need;
  const scope = scopeOf(journey, lane);
  const mark = lane.id.slice(0, 6).toUpperCase();
  return {
    credit_approval: approved
      ? [
          {
            ...scope,
            id: stableId(`credit:${lane.id}`),
            engagement_id: lane.id,
            amount_fen: approved.amountFen,
            currency,
            annual_rate_bp: rateBp,
            revolving: approved.revolving,
            valid_until: dayOf(approved.atMs, 365),
            conditions: approved.conditions,
            approved_by_name: approved.by,
            approved_at: iso(approved.atMs),
          },
        ]
      : [],
    loan_contract: contract
      ? [
          {
            ...scope,
            id: stableId(`contract:${lane.id}`),
            engagement_id: lane.id,
            contract_number: `HT${dayOf(contract.atMs).replaceAll('-', '')}-${mark}`,
            signed_on: dayOf(contract.atMs),
            recorded_by_name: contract.by,
            recorded_at: iso(contract.atMs),
          },
        ]
      : [],
    disbursement: lane.loans.map((loan, index) => ({
      ...scope,
      id: stableId(`loan:${lane.id}:${index}`),
      engagement_id: lane.id,
      request_id: journey.head.id,
      note_number: `JJ${dayOf(loan.atMs).replaceAll('-', '')}-${mark}-${index + 1}`,
      amount_fen: loan.amountFen,
      currency,
      annual_rate_bp: rateBp,
      disbursed_on: dayOf(loan.atMs),
      matures_on: dayOf(loan.atMs, Math.round(termMonths * 30.4)),
      recorded_by_name: loan.recordedBy,
      recorded_at: iso(loan.atMs),
    })),
  };
}

export const recordRows = (journey: Journey, lane: Lane): Record<string, SeedRow[]> => ({
  offer: lane.offers.map((offer) => offerRow(journey, lane, offer)),
  ...moneyRows(journey, lane),
  supplement_request: lane.supplements.map((asked, index) => ({
    ...scopeOf(journey, lane),
    id: stableId(`supplement:${lane.id}:${index}`),
    engagement_id: lane.id,
    items: asked.items,
    asked_by_name: asked.askedBy,
    asked_at: iso(asked.askedAtMs),
    due_at: iso(asked.dueAtMs),
    answer: asked.answer,
    answered_at: isoOrNull(asked.answeredAtMs),
  })),
});
