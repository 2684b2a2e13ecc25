import type { Tx } from '../../platform/database/database.js';
import { accountIdOf } from '../accounts.seed.js';
import { facilityIdOf } from '../facilities.seed.js';
import { stableId } from '../stable-id.js';
import { HOLDER_PEOPLE } from './quota.data.js';

const [PROPOSER] = HOLDER_PEOPLE;
const DAY_MS = 86_400_000;

/** A change of a tool's terms that waits for a second person: its document asks for a limit to the borrower's rate. */
export async function seedTerms(tx: Tx, tool: string, holderId: string, nowMs: number): Promise<void> {
  const at = (daysAgo: number): string => new Date(nowMs - daysAgo * DAY_MS).toISOString();
  const stands = `jsonb_build_object('name', f.name, 'nameEn', f.name_en, 'totalFen', f.total_fen::text, 'opensOn', f.opens_on,
    'closesOn', f.closes_on, 'closed', f.closed, 'lenderBankTypes', f.lender_bank_types, 'localLegalPersonOnly',
    f.local_legal_person_only, 'borrower', f.borrower, 'rateCap', f.rate_cap, 'documentNumber', f.document_number,
    'note', f.note, 'noteEn', f.note_en, 'verified', f.verified)`;
  await tx.execute(
    `insert into facility_terms (id, organisation_id, facility_id, code, from_on, terms, before, reason, state, needs_second,
       proposed_by, proposed_by_name, proposed_at)
     select $1, $2, f.id, f.code, $3::timestamptz::date, ${stands} || $4::jsonb, ${stands}, $5, 'proposed', true, $6, $7, $8
     from facility f where f.id = $9`,
    [
      stableId('facility-terms:demo-change'),
      holderId,
      at(-10),
      JSON.stringify({
        rateCap: { kind: 'lpr', tenor: '1Y', marginBp: 50 },
        documentNumber: '银示发〔2026〕31号（示例）',
      }),
      '按新文件明确贴现利率上限',
      accountIdOf(PROPOSER.username),
      PROPOSER.name,
      at(1),
      facilityIdOf(tool),
    ],
  );
}
