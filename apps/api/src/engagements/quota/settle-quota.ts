import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { engagementsChanged } from '@yinqi/contracts/events';
import { isEngagementLive, type EngagementState } from '@yinqi/domain/lifecycle';
import type { QuotaCommand } from '@yinqi/domain/quota';
import { CaseHoldsStore } from '../../facilities/facilities.public.js';
import type { Tx } from '../../platform/database/database.js';
import { CreditsStore, type DisbursementRow } from '../credits.store.js';
import type { EngagementRow } from '../engagement-row.js';
import { EngagementsStore } from '../engagements.store.js';
import { OffersStore, type OfferRow } from '../offers.store.js';
import { RequestSettlement } from '../request-settlement.js';
import {
  loanKey,
  loanStep,
  releaseCommand,
  repaymentKeys,
  repayStep,
  type OwedNote,
  type QuotaStep,
} from './case-commands.js';

/** Under a decision that may still be taken back, a case counts as it was before: its event comes when it is final. */
function settledStatus(
  { status, undoTo, undoUntil }: EngagementRow,
  decision: string | undefined,
  now: Date,
) {
  const isOpen = undoTo !== null && undoUntil !== null && Date.parse(undoUntil) > now.getTime();
  return isOpen && undoTo.eventId !== decision ? undoTo.status : status;
}

type Changed = EventPayload<typeof engagementsChanged>;

/** A loan paid out keeps its offer chosen for good; of every other end the offer tells, once it is settled. */
const KEEPING_OFFERS: readonly EngagementState[] = ['disbursed', 'closed'];

export type Unsettled = {
  readonly releases: readonly QuotaCommand[];
  /** Loans recorded on a way that did not pass the ledger, and then what was repaid on any. */
  readonly facts: readonly QuotaStep[];
};

/** What of a case's quota is still to be set right after the case has changed. Looked at twice, it is right already. */
@Injectable()
export class QuotaSettlement {
  constructor(
    private readonly engagements: EngagementsStore,
    private readonly offers: OffersStore,
    private readonly credits: CreditsStore,
    private readonly holds: CaseHoldsStore,
    private readonly requests: RequestSettlement,
  ) {}

  async look(tx: Tx, changed: Changed, now: Date): Promise<Unsettled> {
    const found = await this.unsettled(tx, changed, now);
    if (!found.isUnsure) return found;
    // Somebody may be taking the decision back just now: settling waits for them, and then the offers say what is final.
    await this.requests.settle(tx, changed, now);
    return this.unsettled(tx, changed, now);
  }

  private async unsettled(
    tx: Tx,
    { engagementIds, decision }: Changed,
    now: Date,
  ): Promise<Unsettled & { readonly isUnsure: boolean }> {
    const rows = await this.engagements.load(tx, engagementIds);
    const offers = await this.offers.ofEngagements(tx, engagementIds);
    const held = await this.holds.live(
      tx,
      offers.map(({ id }) => id),
    );
    let isUnsure = false;
    const releases = held.flatMap((hold) => {
      const offer = offers.find(({ id }) => id === hold.id);
      const row = rows.find(({ id }) => id === offer?.engagementId);
      if (!offer || !row) return [];
      const status = settledStatus(row, decision, now);
      const isPromised = offer.status === 'chosen' || row.approvedFen !== null;
      const isLive = isEngagementLive(status);
      if (isLive && isPromised) return [];
      if (offer.status === 'chosen' && !KEEPING_OFFERS.includes(status)) {
        isUnsure = true;
        return [];
      }
      return [releaseCommand(hold, isLive ? `offer ${offer.status}` : status)];
    });
    return { releases, isUnsure, facts: await this.unreported(tx, rows, offers) };
  }

  private async unreported(
    tx: Tx,
    rows: readonly EngagementRow[],
    offers: readonly OfferRow[],
  ): Promise<readonly QuotaStep[]> {
    const paid = rows.filter(({ disbursedFen }) => disbursedFen > 0n);
    if (paid.length === 0) return [];
    const notes = await this.credits.disbursements(
      tx,
      paid.map(({ id }) => id),
    );
    const loans: QuotaStep[] = [];
    const repaid: QuotaStep[] = [];
    for (const row of paid) {
      const ofCase = notes.filter(({ engagementId }) => engagementId === row.id);
      const known = await this.holds.knownKeys(tx, row.bankId, ofCase.map(keyOf));
      const theirs = offers.filter(({ engagementId }) => engagementId === row.id);
      const isLast = row.status !== 'partially_disbursed';
      loans.push(
        ...ofCase
          .filter((note) => !known.has(keyOf(note)))
          .map((note) => loanStep(row, theirs, note, isLast)),
      );
      const step = repayStep(row, theirs, await this.unbooked(tx, row, ofCase));
      if (step) repaid.push(step);
    }
    return [...loans, ...repaid];
  }

  /** Balances of notes on which the book knows of no repayment. One that was taken back stays taken back. */
  private async unbooked(
    tx: Tx,
    { bankId }: EngagementRow,
    notes: readonly DisbursementRow[],
  ): Promise<readonly OwedNote[]> {
    const owed = notes.flatMap(({ noteNumber, amountFen, balance }) =>
      balance === null || balance.outstandingFen === amountFen
        ? []
        : [
            {
              noteNumber,
              amountFen: BigInt(amountFen),
              outstandingFen: BigInt(balance.outstandingFen),
              asOf: balance.asOf,
            },
          ],
    );
    if (owed.length === 0) return owed;
    const booked = await this.holds.booked(
      tx,
      bankId,
      owed.map(({ noteNumber }) => repaymentKeys(noteNumber)),
    );
    return owed.filter(({ noteNumber }) => booked.get(repaymentKeys(noteNumber))?.isKnown !== true);
  }
}

const keyOf = ({ noteNumber }: DisbursementRow): string => loanKey(noteNumber);
