import { Injectable } from '@nestjs/common';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { consentEndMs } from '@yinqi/domain/disclosure';
import {
  isRequestOpen,
  isRequestPushable,
  isEngagementTerminal,
  type EngagementFacts,
} from '@yinqi/domain/lifecycle';
import type { RequestRow } from '../financing-requests/financing-requests.public.js';
import type { Tx } from '../platform/database/database.js';
import { CreditsStore, type ContractRow, type CreditRow, type DisbursementRow } from './credits.store.js';
import { EngagementRecordsStore, type DossierRow, type SupplementRow } from './engagement-records.store.js';
import type { EngagementRow, EventRow } from './engagement-row.js';
import { EngagementsStore } from './engagements.store.js';
import { offerAt } from './offer-validity.js';
import { OffersStore, type OfferRow } from './offers.store.js';
import { RefusalRecordsStore, type RepairRow, type ReviewRow } from './repairs/refusal-records.store.js';

/** Everything that hangs on one case. */
export type CaseRecord = {
  readonly consent: EngagementDetail['consent'];
  readonly dossier: DossierRow | undefined;
  readonly events: readonly EventRow[];
  readonly supplements: readonly SupplementRow[];
  readonly offers: readonly OfferRow[];
  readonly credit: CreditRow | undefined;
  readonly contract: ContractRow | undefined;
  readonly disbursements: readonly DisbursementRow[];
  /** The latest of each. */
  readonly repair: RepairRow | undefined;
  readonly review: ReviewRow | undefined;
  /** The case this one goes on as at another office. */
  readonly successorId: string | null;
};

function grouped<Row extends { readonly engagementId: string }>(rows: readonly Row[]) {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.engagementId);
    if (group) group.push(row);
    else groups.set(row.engagementId, [row]);
  }
  return (id: string): readonly Row[] => groups.get(id) ?? [];
}

type StoredConsent = Awaited<ReturnType<EngagementRecordsStore['consents']>>[number];

function consentViewOf(consent: StoredConsent | undefined, now: Date): CaseRecord['consent'] {
  if (!consent) return null;
  const { endedAt, ...shown } = consent;
  const inForce = endedAt === null && now.getTime() < (consentEndMs(consent.validUntil) ?? 0);
  return {
    ...shown,
    fieldGroups: [...consent.fieldGroups],
    state: consent.withdrawnAt !== null ? 'withdrawn' : inForce ? 'live' : 'ended',
  };
}

@Injectable()
export class CaseRecords {
  constructor(
    private readonly engagements: EngagementsStore,
    private readonly records: EngagementRecordsStore,
    private readonly offers: OffersStore,
    private readonly credits: CreditsStore,
    private readonly refusals: RefusalRecordsStore,
  ) {}

  /** For a page of one case or of all cases of a request: as many queries for one as for ten. */
  async load(tx: Tx, rows: readonly EngagementRow[], now: Date): Promise<(row: EngagementRow) => CaseRecord> {
    const ids = rows.map(({ id }) => id);
    const dossiers = grouped(await this.records.dossiers(tx, ids));
    const historyOf = await this.histories(tx, rows);
    const supplements = grouped(await this.records.supplements(tx, ids));
    const offers = grouped(await this.offers.ofEngagements(tx, ids));
    const credits = grouped(await this.credits.credits(tx, ids));
    const contracts = grouped(await this.credits.contracts(tx, ids));
    const disbursements = grouped(await this.credits.disbursements(tx, ids));
    const repairs = grouped(await this.refusals.repairs(tx, ids));
    const reviews = grouped(await this.refusals.reviews(tx, ids));
    const successors = await this.engagements.successorsOf(tx, ids);
    const consentIds = rows.flatMap(({ consentId }) => (consentId === null ? [] : [consentId]));
    const consents = await this.records.consents(tx, consentIds);
    return (row) => ({
      consent: consentViewOf(
        consents.find(({ id }) => id === row.consentId),
        now,
      ),
      dossier: dossiers(row.id)[0],
      events: historyOf(row),
      supplements: supplements(row.id),
      offers: offers(row.id).map((offer) => offerAt(offer, row, now)),
      credit: credits(row.id)[0],
      contract: contracts(row.id)[0],
      disbursements: disbursements(row.id),
      repair: repairs(row.id).at(-1),
      review: reviews(row.id).at(-1),
      successorId: successors.get(row.id) ?? null,
    });
  }

  /** A case that went from one office to another tells what happened at all of them. */
  private async histories(tx: Tx, rows: readonly EngagementRow[]) {
    const earlier = await this.engagements.predecessorsOf(
      tx,
      rows.filter(({ predecessorId }) => predecessorId !== null).map(({ id }) => id),
    );
    const ids = rows.flatMap(({ id }) => [...(earlier.get(id) ?? []), id]);
    const events = grouped(await this.engagements.events(tx, ids));
    return ({ id }: EngagementRow): readonly EventRow[] =>
      [...(earlier.get(id) ?? []), id].flatMap((one) => events(one));
  }

  waivePapers(tx: Tx, id: string, now: Date): Promise<void> {
    return this.records.waiveSupplements(tx, id, now);
  }

  async loadOne(tx: Tx, row: EngagementRow, now: Date): Promise<CaseRecord> {
    return (await this.load(tx, [row], now))(row);
  }
}

/**
 * The conditions of the domain's table as far as the reader's side can establish them. A bank reads no request:
 * when one ends, its cases are ended with it, so one that is open stands for an open request.
 */
export const factsOf = (
  row: EngagementRow,
  record: Pick<CaseRecord, 'consent' | 'offers'>,
  request: Pick<RequestRow, 'status'> | undefined,
): EngagementFacts => ({
  request_open: request === undefined ? !isEngagementTerminal(row.status) : isRequestOpen(request.status),
  request_verified: request !== undefined && isRequestPushable(request.status),
  consent_given: record.consent?.state === 'live',
  offer_chosen: record.offers.some(({ status }) => status === 'chosen'),
});
