import { Injectable } from '@nestjs/common';
import type { OfferState, Repayment } from '@yinqi/domain/lifecycle';
import type { Collateral } from '@yinqi/domain/matching';
import type { Currency } from '@yinqi/domain/money';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import type { EngagementRow } from './engagement-row.js';

export type OfferRow = {
  readonly id: string;
  readonly engagementId: string;
  readonly requestId: string;
  readonly bankId: string;
  readonly status: OfferState;
  readonly version: number;
  readonly contentVersion: number;
  readonly amountFen: bigint;
  readonly currency: Currency;
  readonly annualRateBp: number;
  readonly termMonths: number;
  readonly guaranteeFeeFen: bigint;
  readonly appraisalFeeFen: bigint;
  readonly depositFen: bigint;
  readonly repayment: Repayment;
  readonly collateral: readonly Collateral[];
  readonly disbursementDays: number;
  readonly conditions: string | null;
  readonly validUntil: string;
  readonly chosenFen: bigint | null;
  readonly sentByName: string;
  readonly sentAt: string;
  readonly decidedAt: string | null;
};

type Digits = 'amountFen' | 'guaranteeFeeFen' | 'appraisalFeeFen' | 'depositFen' | 'chosenFen';
type StoredOffer = Omit<OfferRow, Digits> & {
  readonly amountFen: string;
  readonly guaranteeFeeFen: string;
  readonly appraisalFeeFen: string;
  readonly depositFen: string;
  readonly chosenFen: string | null;
};

const rowOf = (stored: StoredOffer): OfferRow => ({
  ...stored,
  amountFen: BigInt(stored.amountFen),
  guaranteeFeeFen: BigInt(stored.guaranteeFeeFen),
  appraisalFeeFen: BigInt(stored.appraisalFeeFen),
  depositFen: BigInt(stored.depositFen),
  chosenFen: stored.chosenFen === null ? null : BigInt(stored.chosenFen),
});

const COLUMNS = `id, engagement_id as "engagementId", request_id as "requestId", bank_id as "bankId", status, version,
  content_version as "contentVersion", amount_fen as "amountFen", currency, annual_rate_bp as "annualRateBp", term_months as "termMonths",
  guarantee_fee_fen as "guaranteeFeeFen", appraisal_fee_fen as "appraisalFeeFen", deposit_fen as "depositFen", repayment, collateral,
  disbursement_days as "disbursementDays", conditions, valid_until as "validUntil", chosen_fen as "chosenFen",
  sent_by_name as "sentByName", sent_at as "sentAt", decided_at as "decidedAt"`;

const OWNERSHIP: Ownership = { enterprise: 'enterprise_id', bureau: 'unit_position', bank: 'bank_id' };

export type NewOffer = Omit<
  OfferRow,
  | 'status'
  | 'chosenFen'
  | 'decidedAt'
  | 'sentAt'
  | 'engagementId'
  | 'requestId'
  | 'bankId'
  | 'currency'
  | 'contentVersion'
>;

/** 报价: each version is a row; a newer one takes the place of the one it revises. */
@Injectable()
export class OffersStore {
  async ofEngagements(tx: Tx, engagementIds: readonly string[]): Promise<OfferRow[]> {
    const rows = await tx.rows<StoredOffer>(
      `select ${COLUMNS} from offer where engagement_id = any($1) order by sent_at, version, id`,
      [engagementIds],
    );
    return rows.map(rowOf);
  }

  /** Everything offered for a request that the role may see, held until the transaction ends. */
  async lockOfRequest(tx: Tx, requestId: string): Promise<OfferRow[]> {
    const rows = await tx.rows<StoredOffer>(
      `select ${COLUMNS} from offer where request_id = $1 and ${tx.own(OWNERSHIP)} order by id for no key update`,
      [requestId],
    );
    return rows.map(rowOf);
  }

  async insert(tx: Tx, engagement: EngagementRow, offer: NewOffer, now: Date): Promise<void> {
    await tx.execute(
      `insert into offer (id, engagement_id, request_id, bank_id, enterprise_id, unit_position, status, version, amount_fen,
         currency, annual_rate_bp, term_months, guarantee_fee_fen, appraisal_fee_fen, collateral, disbursement_days,
         conditions, valid_until, sent_by_name, sent_at, content_version, deposit_fen, repayment)
       values ($1, $2, $3, $4, $5, $6, 'sent', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
      [
        offer.id,
        engagement.id,
        engagement.requestId,
        engagement.bankId,
        engagement.enterpriseId,
        engagement.unitPosition,
        offer.version,
        offer.amountFen,
        engagement.currency,
        offer.annualRateBp,
        offer.termMonths,
        offer.guaranteeFeeFen,
        offer.appraisalFeeFen,
        offer.collateral,
        offer.disbursementDays,
        offer.conditions,
        offer.validUntil,
        offer.sentByName,
        now,
        engagement.contentVersion,
        offer.depositFen,
        offer.repayment,
      ],
    );
  }

  async setStatus(
    tx: Tx,
    id: string,
    status: OfferState,
    now: Date,
    chosenFen: bigint | null = null,
  ): Promise<void> {
    await tx.execute(
      'update offer set status = $2, decided_at = $3, chosen_fen = coalesce($4, chosen_fen) where id = $1',
      [id, status, now, chosenFen],
    );
  }

  /**
   * Requests with an offer that is over by its date and not yet by its state, unless somebody's decision on the case may
   * still be taken back.
   */
  async requestsRunOut(tx: Tx, today: string, now: Date, limit: number): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select distinct o.request_id as id from offer o join engagement e on e.id = o.engagement_id
       where o.valid_until < $1 and (o.status in ('sent', 'standby') or (o.status = 'chosen' and e.approved_fen is null))
         and (e.undo_until is null or e.undo_until <= $2)
       order by 1 limit $3`,
      [today, now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Those still open of some cases, held until the transaction ends. */
  async lockOpenOf(tx: Tx, engagementIds: readonly string[]): Promise<OfferRow[]> {
    const rows = await tx.rows<StoredOffer>(
      `select ${COLUMNS} from offer where engagement_id = any($1) and status in ('sent', 'standby', 'chosen')
       order by id for no key update`,
      [engagementIds],
    );
    return rows.map(rowOf);
  }
}
