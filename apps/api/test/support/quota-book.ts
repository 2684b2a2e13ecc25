import { createHash, randomUUID } from 'node:crypto';
import type { World } from './world.js';

type Place = {
  readonly facilityId: string;
  readonly unitId: string;
  readonly bankId: string;
  readonly holderId: string;
  /** One of the holder's people. */
  readonly accountId: string;
};

export type QuotaBookIds = {
  readonly pool: string;
  readonly quotaHold: string;
  readonly allotment: string;
  readonly facilityTerms: string;
  readonly quotaException: string;
  readonly claim: string;
  readonly claimBatch: string;
};

const NOW = new Date('2026-11-02T01:00:00Z');
const TERMS = {
  name: '示例工具',
  nameEn: 'Example tool',
  totalFen: null,
  opensOn: null,
  closesOn: null,
  closed: false,
  lenderBankTypes: [],
  localLegalPersonOnly: false,
  borrower: { all: [] },
  rateCap: null,
  documentNumber: null,
  note: null,
  noteEn: null,
  verified: false,
};
const bytes = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A bank's pool in an area with a loan reported beyond it, and the allotment that opened it: for who may see what. */
export async function quotaBook(world: World, place: Place): Promise<QuotaBookIds> {
  const { facilityId, unitId, bankId, holderId, accountId } = place;
  const [pool, hold, exception, allotment] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await world.insert(
    `insert into quota_pool (id, facility_id, level, unit_id, unit_position, bank_id, currency, basis, authority, used_fen,
       excess_fen, version, head_hash)
     select $1, $2, 'bank', u.id, u.lft, $4, 'CNY', 'FLOW', 'ALLOTTED_BY_HOLDER', 5, 5, 1, decode($5, 'hex')
     from organisation u where u.id = $3`,
    [pool, facilityId, unitId, bankId, bytes(pool)],
  );
  await world.insert(
    `insert into quota_hold (id, pool_id, bank_id, customer_id, state, held_fen, posted_fen, expires_at, begun_at)
     values ($1, $2, $3, $4, 'posted', 0, 5, $5, $5)`,
    [hold, pool, bankId, randomUUID(), NOW],
  );
  await world.insert(
    `insert into quota_entry (pool_id, version, kind, tenant_id, key, leg, request_hash, hold_id, bank_id, amount_fen,
       unheld_fen, actor_id, at, limit_fen, allotted_fen, reserved_fen, committed_fen, used_fen, excess_fen, state_after,
       previous_hash, hash)
     values ($1, 1, 'report', $2, $3, 0, decode($4, 'hex'), $5, $2, 5, 5, 'test', $6, 0, 0, 0, 0, 5, 5, 'open',
       decode($4, 'hex'), decode($4, 'hex'))`,
    [pool, bankId, randomUUID(), bytes(hold), hold, NOW],
  );
  await world.insert(
    `insert into quota_exception (id, kind, pool_id, hold_id, entry_version, bank_id, amount_fen, opened_at)
     values ($1, 'OVER_QUOTA', $2, $3, 1, $4, 5, $5)`,
    [exception, pool, hold, bankId, NOW],
  );
  await world.insert(
    `insert into allotment (id, organisation_id, facility_id, kind, state, pool_id, reason, effective_on, needs_second,
       proposed_by, proposed_by_name, proposed_at, decided_at)
     values ($1, $2, $3, 'freeze', 'posted', $4, '测试', '2026-11-02', false, $5, '测试', $6, $6)`,
    [allotment, holderId, facilityId, pool, accountId, NOW],
  );
  const facilityTerms = randomUUID();
  await world.insert(
    `insert into facility_terms (id, organisation_id, facility_id, code, from_on, terms, reason, state, needs_second,
       proposed_by, proposed_by_name, proposed_at)
     select $1, $2, f.id, f.code, '2026-11-02', $5, '测试', 'proposed', true, $3, '测试', $4 from facility f where f.id = $6`,
    [facilityTerms, holderId, accountId, NOW, JSON.stringify(TERMS), facilityId],
  );
  const [claimBatch, claim] = [randomUUID(), randomUUID()];
  await world.insert(
    `insert into claim_batch (id, number, facility_id, pool_id, bank_id, unit_position, state, opened_by_name, opened_at,
       submitted_by_name, submitted_at)
     select $1::uuid, $1::uuid::text, facility_id, id, bank_id, unit_position, 'submitted', '测试', $3::timestamptz, '测试', $3
     from quota_pool where id = $2`,
    [claimBatch, pool, NOW],
  );
  await world.insert(
    `insert into claim (id, kind, facility_id, pool_id, bank_id, branch_position, unit_position, number, borrower_name,
       borrower_uscc, drawer, lent_fen, amount_fen, currency, annual_rate_bp, lent_on, matures_on, declared, tests, state, batch_id,
       marked_by_name, marked_at, submitted_at)
     select $1::uuid, 'bill', p.facility_id, p.id, p.bank_id, o.lft, p.unit_position, $1::uuid::text, '示例企业', '测试', '示例企业',
       5, 5, 'CNY', 300, '2026-01-05', '2027-01-05', '{}', '[]', 'submitted', $3, '测试', $4, $4
     from quota_pool p join organisation o on o.id = p.bank_id where p.id = $2`,
    [claim, pool, claimBatch, NOW],
  );
  return { pool, quotaHold: hold, allotment, facilityTerms, quotaException: exception, claim, claimBatch };
}
