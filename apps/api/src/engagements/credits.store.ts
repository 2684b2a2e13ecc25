import { Injectable } from '@nestjs/common';
import type { Currency } from '@yinqi/domain/money';
import type { Tx } from '../platform/database/database.js';
import type { EngagementRow } from './engagement-row.js';

export type CreditRow = {
  readonly engagementId: string;
  readonly amountFen: string;
  readonly currency: Currency;
  readonly annualRateBp: number;
  readonly revolving: boolean;
  readonly validUntil: string;
  readonly conditions: string | null;
  readonly approvedByName: string;
  readonly approvedAt: string;
};

export type ContractRow = {
  readonly engagementId: string;
  readonly contractNumber: string;
  readonly signedOn: string;
  readonly recordedByName: string;
  readonly recordedAt: string;
};

export type DisbursementRow = {
  readonly id: string;
  readonly engagementId: string;
  readonly noteNumber: string;
  readonly amountFen: string;
  readonly currency: Currency;
  readonly annualRateBp: number;
  readonly disbursedOn: string;
  readonly maturesOn: string;
  readonly recordedByName: string;
  readonly recordedAt: string;
  /** As the bank last reported it. */
  readonly balance: {
    readonly outstandingFen: string;
    readonly asOf: string;
    readonly recordedAt: string;
  } | null;
};

export type NewBalance = {
  readonly id: string;
  readonly disbursementId: string;
  readonly outstandingFen: bigint;
  readonly asOf: string;
  readonly recordedByName: string;
};

type Balance = { readonly outstandingFen: bigint; readonly asOf: string };

/** A balance reported later counts, whichever was recorded first; that of a day stays as it was recorded. */
export function latestBalance({ balance }: Pick<DisbursementRow, 'balance'>, reported: Balance): Balance {
  if (balance === null || balance.asOf < reported.asOf) return reported;
  return { outstandingFen: BigInt(balance.outstandingFen), asOf: balance.asOf };
}

/** Approved, contracted, disbursed: three things that no total mixes. Rows are written once. */
@Injectable()
export class CreditsStore {
  credits(tx: Tx, engagementIds: readonly string[]): Promise<CreditRow[]> {
    return tx.rows<CreditRow>(
      `select engagement_id as "engagementId", amount_fen as "amountFen", currency, annual_rate_bp as "annualRateBp",
         revolving, valid_until as "validUntil", conditions, approved_by_name as "approvedByName",
         approved_at as "approvedAt"
       from credit_approval where engagement_id = any($1)`,
      [engagementIds],
    );
  }

  contracts(tx: Tx, engagementIds: readonly string[]): Promise<ContractRow[]> {
    return tx.rows<ContractRow>(
      `select engagement_id as "engagementId", contract_number as "contractNumber", signed_on as "signedOn",
         recorded_by_name as "recordedByName", recorded_at as "recordedAt"
       from loan_contract where engagement_id = any($1)`,
      [engagementIds],
    );
  }

  disbursements(tx: Tx, engagementIds: readonly string[]): Promise<DisbursementRow[]> {
    return tx.rows<DisbursementRow>(
      `select d.id, d.engagement_id as "engagementId", d.note_number as "noteNumber", d.amount_fen as "amountFen",
         d.currency, d.annual_rate_bp as "annualRateBp", d.disbursed_on as "disbursedOn", d.matures_on as "maturesOn",
         d.recorded_by_name as "recordedByName", d.recorded_at as "recordedAt", b.balance
       from disbursement d left join lateral (
         select jsonb_build_object('outstandingFen', s.outstanding_fen::text, 'asOf', s.as_of::text,
           'recordedAt', to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as balance
         from balance_snapshot s where s.disbursement_id = d.id order by s.as_of desc limit 1) b on true
       where d.engagement_id = any($1) order by d.disbursed_on, d.recorded_at, d.id`,
      [engagementIds],
    );
  }

  async insertCredit(
    tx: Tx,
    id: string,
    engagement: EngagementRow,
    credit: Pick<
      CreditRow,
      'amountFen' | 'annualRateBp' | 'revolving' | 'validUntil' | 'conditions' | 'approvedByName'
    >,
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `insert into credit_approval (id, engagement_id, bank_id, enterprise_id, unit_position, amount_fen, currency,
         annual_rate_bp, revolving, valid_until, conditions, approved_by_name, approved_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        engagement.id,
        engagement.bankId,
        engagement.enterpriseId,
        engagement.unitPosition,
        credit.amountFen,
        engagement.currency,
        credit.annualRateBp,
        credit.revolving,
        credit.validUntil,
        credit.conditions,
        credit.approvedByName,
        now,
      ],
    );
  }

  /** Approvals that nobody used, or used up, in time, unless somebody's decision on the case may still be taken back. */
  async approvalsRunOut(tx: Tx, today: string, now: Date, limit: number): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select e.id from engagement e join credit_approval c on c.engagement_id = e.id
       where c.valid_until < $1 and e.status in ('approved', 'contracted', 'partially_disbursed')
         and (e.undo_until is null or e.undo_until <= $2)
       order by e.id limit $3`,
      [today, now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** False when the bank has recorded this contract number before. */
  async insertContract(
    tx: Tx,
    id: string,
    engagement: EngagementRow,
    contract: Pick<ContractRow, 'contractNumber' | 'signedOn' | 'recordedByName'>,
    now: Date,
  ): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into loan_contract (id, engagement_id, bank_id, enterprise_id, unit_position, contract_number, signed_on,
         recorded_by_name, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (bank_id, contract_number) do nothing`,
      [
        id,
        engagement.id,
        engagement.bankId,
        engagement.enterpriseId,
        engagement.unitPosition,
        contract.contractNumber,
        contract.signedOn,
        contract.recordedByName,
        now,
      ],
    );
    return inserted === 1;
  }

  /** False when the bank has reported this 借据号 before, on this case or another, by whichever office. */
  async insertDisbursement(
    tx: Tx,
    engagement: EngagementRow,
    note: Omit<DisbursementRow, 'engagementId' | 'currency' | 'recordedAt' | 'balance'>,
    now: Date,
  ): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into disbursement (id, engagement_id, request_id, bank_id, enterprise_id, unit_position, note_number,
         amount_fen, currency, annual_rate_bp, disbursed_on, matures_on, recorded_by_name, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       on conflict (bank_id, note_number) do nothing`,
      [
        note.id,
        engagement.id,
        engagement.requestId,
        engagement.bankId,
        engagement.enterpriseId,
        engagement.unitPosition,
        note.noteNumber,
        note.amountFen,
        engagement.currency,
        note.annualRateBp,
        note.disbursedOn,
        note.maturesOn,
        note.recordedByName,
        now,
      ],
    );
    return inserted === 1;
  }

  /** False when a balance of that day is known already. */
  async insertBalance(tx: Tx, engagement: EngagementRow, balance: NewBalance, now: Date): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into balance_snapshot (id, disbursement_id, engagement_id, bank_id, enterprise_id, unit_position, as_of,
         outstanding_fen, recorded_by_name, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (disbursement_id, as_of) do nothing`,
      [
        balance.id,
        balance.disbursementId,
        engagement.id,
        engagement.bankId,
        engagement.enterpriseId,
        engagement.unitPosition,
        balance.asOf,
        balance.outstandingFen,
        balance.recordedByName,
        now,
      ],
    );
    return inserted === 1;
  }
}
