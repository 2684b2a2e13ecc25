import type { Tx } from '../platform/database/database.js';
import { FACILITIES } from './facilities.data.js';
import { stableId } from './stable-id.js';

const FEN_PER_YI = 10_000_000_000n;

export const facilityIdOf = (code: string): string => stableId(`facility:${code}`);

/** Enters the tools once; what an administrator changed since stays. */
export async function seedFacilities(tx: Tx, now: Date): Promise<void> {
  for (const facility of FACILITIES) {
    await tx.execute(
      `insert into facility (id, code, name, name_en, mechanism, authority, total_fen, opens_on, closes_on, closed,
         lender_bank_types, local_legal_person_only, borrower, rate_cap, document_number, note, note_en, verified,
         updated_at)
       values ($1, $2, $3, $4, $5, 'SHADOW', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
       on conflict (code) do nothing`,
      [
        facilityIdOf(facility.code),
        facility.code,
        facility.name,
        facility.nameEn,
        facility.mechanism,
        facility.totalYi === undefined ? null : String(BigInt(facility.totalYi) * FEN_PER_YI),
        facility.opensOn ?? null,
        facility.closesOn ?? null,
        facility.closed ?? false,
        facility.bankTypes,
        facility.localLegalPersonOnly,
        JSON.stringify(facility.borrower),
        facility.rateCap === undefined ? null : JSON.stringify(facility.rateCap),
        facility.documentNumber ?? null,
        facility.note,
        facility.noteEn,
        facility.verified,
        now,
      ],
    );
  }
}
