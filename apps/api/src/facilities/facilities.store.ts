import { Injectable } from '@nestjs/common';
import type { RateCap } from '@yinqi/contracts/facilities';
import type { FundingRatio } from '@yinqi/domain/claims';
import type { BankType, Mechanism } from '@yinqi/domain/matching';
import type { Authority, Basis } from '@yinqi/domain/quota';
import type { Tx } from '../platform/database/database.js';

export type FacilityRow = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
  readonly holder_id: string | null;
  readonly mechanism: Mechanism;
  readonly authority: Authority;
  readonly basis: Basis | null;
  readonly total_fen: string | null;
  readonly opens_on: string | null;
  readonly closes_on: string | null;
  readonly closed: boolean;
  readonly lender_bank_types: readonly BankType[];
  readonly lender_institution_ids: readonly string[];
  readonly lender_provinces: readonly string[];
  readonly local_legal_person_only: boolean;
  readonly borrower: unknown;
  readonly rate_cap: RateCap | null;
  readonly funding_ratios: FundingRatio[];
  readonly document_number: string | null;
  readonly note: string | null;
  readonly note_en: string | null;
  readonly verified: boolean;
  readonly version: number;
  readonly updated_at: string;
};

const COLUMNS = `id, code, name, name_en, holder_id, mechanism, authority, basis, total_fen, opens_on, closes_on, closed,
  lender_bank_types, lender_institution_ids, lender_provinces, local_legal_person_only, borrower, rate_cap,
  funding_ratios,
  document_number, note, note_en, verified, version, updated_at`;

export type FacilityChange = Pick<
  FacilityRow,
  | 'name'
  | 'name_en'
  | 'borrower'
  | 'total_fen'
  | 'opens_on'
  | 'closes_on'
  | 'closed'
  | 'lender_bank_types'
  | 'local_legal_person_only'
  | 'rate_cap'
  | 'document_number'
  | 'note'
  | 'note_en'
  | 'verified'
>;

export type NewFacility = FacilityChange &
  Pick<FacilityRow, 'id' | 'code' | 'holder_id' | 'mechanism' | 'authority' | 'basis'>;

@Injectable()
export class FacilitiesStore {
  /** Dated tools first in the order they were made available, standing ones after them, own funds last. */
  list(tx: Tx): Promise<FacilityRow[]> {
    return tx.rows<FacilityRow>(
      `select ${COLUMNS} from facility order by mechanism = 'OWN', opens_on nulls last, code`,
    );
  }

  load(tx: Tx, ids: readonly string[]): Promise<FacilityRow[]> {
    return tx.rows<FacilityRow>(`select ${COLUMNS} from facility where id = any($1) order by id`, [ids]);
  }

  /** Rises with every edit and every new facility: rows are never deleted and versions never fall. */
  async revision(tx: Tx): Promise<string> {
    const row = await tx.first<{ revision: string }>(
      `select count(*) || '-' || coalesce(sum(version), 0) as revision from facility`,
    );
    return row?.revision ?? '';
  }

  async lock(tx: Tx, id: string): Promise<FacilityRow | undefined> {
    return tx.first<FacilityRow>(`select ${COLUMNS} from facility where id = $1 for update`, [id]);
  }

  async hasCode(tx: Tx, code: string): Promise<boolean> {
    return (await tx.first('select id from facility where code = $1', [code])) !== undefined;
  }

  /** False where another tool has taken the code meanwhile. */
  async insert(tx: Tx, facility: NewFacility, now: Date): Promise<boolean> {
    const { id, code, holder_id, mechanism, authority, basis } = facility;
    const inserted = await tx.execute(
      `insert into facility (id, code, name, name_en, holder_id, mechanism, authority, basis, verified, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (code) do nothing`,
      [
        id,
        code,
        facility.name,
        facility.name_en,
        holder_id,
        mechanism,
        authority,
        basis,
        facility.verified,
        now,
      ],
    );
    if (inserted === 1) await this.write(tx, id, facility, now, 0);
    return inserted === 1;
  }

  update(tx: Tx, id: string, change: FacilityChange, now: Date): Promise<void> {
    return this.write(tx, id, change, now, 1);
  }

  private async write(tx: Tx, id: string, change: FacilityChange, now: Date, versions: 0 | 1): Promise<void> {
    await tx.execute(
      `update facility set total_fen = $2, opens_on = $3, closes_on = $4, closed = $5, lender_bank_types = $6,
         local_legal_person_only = $7, rate_cap = $8, document_number = $9, note = $10, note_en = $11,
         verified = $12, name = $13, name_en = $14, borrower = $15, version = version + $16, updated_at = $17
       where id = $1`,
      [
        id,
        change.total_fen,
        change.opens_on,
        change.closes_on,
        change.closed,
        change.lender_bank_types,
        change.local_legal_person_only,
        change.rate_cap === null ? null : JSON.stringify(change.rate_cap),
        change.document_number,
        change.note,
        change.note_en,
        change.verified,
        change.name,
        change.name_en,
        JSON.stringify(change.borrower),
        versions,
        now,
      ],
    );
  }
}
