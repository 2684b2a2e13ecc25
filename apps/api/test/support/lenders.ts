import { randomUUID } from 'node:crypto';
import { proposeAllotment, type AllotmentView } from '@yinqi/contracts/allotments';
import { openClaimBatch, type ClaimBatchDetail } from '@yinqi/contracts/claim-batches';
import type { Call } from '@yinqi/contracts/client';
import { listPoolEntries } from '@yinqi/contracts/quota-view';
import type { Caller } from '../../src/platform/database/caller.js';
import { wan, type BankStaff } from './bank-staff.js';
import type { Applicant, CaseWorld } from './case-world.js';
import type { TestDatabase } from './test-database.js';

/** A bank with its own part of a tool that reimburses and of one that rediscounts, and a firm it lends to. */
export type Lender = {
  readonly staff: BankStaff;
  readonly poolId: string;
  readonly billPoolId: string;
  readonly applicant: Applicant;
};

export const bankCaller = ({ staff }: Lender): Caller => ({
  accountId: staff.officerAccount.id,
  displayName: '经办',
  sessionId: staff.officerAccount.id,
  organisationId: staff.bank.id,
  side: 'bank',
  roles: [],
  permissions: new Set(),
  unit: { lo: 0, hi: 0 },
  bankId: staff.bank.id,
  isHeadOffice: true,
});

/** A loan the bank has paid out of its own funds; as its list of loans would have brought it. */
export async function payOut(
  at: CaseWorld,
  { staff, applicant }: Lender,
  { amountWan, days }: { readonly amountWan: number; readonly days: number },
): Promise<string> {
  const id = randomUUID();
  await at.world.insert(
    `insert into disbursement (id, engagement_id, request_id, bank_id, enterprise_id, unit_position, note_number, amount_fen,
       currency, annual_rate_bp, disbursed_on, matures_on, recorded_by_name, recorded_at)
     select $1, id, request_id, bank_id, enterprise_id, unit_position, $3, $4, currency, 345, $5, $6, '经办', now()
     from engagement where request_id = $2 and bank_id = $7`,
    [
      id,
      applicant.requestId,
      `JJ-${id.slice(0, 8)}`,
      wan(amountWan),
      at.day(-5),
      at.day(days),
      staff.bank.id,
    ],
  );
  return id;
}

export const exampleBill = (at: CaseWorld) => ({
  number: '131361000012320200226000000001',
  drawer: '示例出票企业',
  borrowerName: '示例持票企业',
  borrowerUscc: '91320500MA1WX0YK8J',
  amountFen: wan(200),
  annualRateBp: 180,
  discountedOn: at.day(-3),
  maturesOn: at.day(120),
  borrower: {},
});

/** A draft of a batch. */
export const batchOfClaims = (
  by: Call,
  facilityId: string,
  claims: readonly { readonly id: string }[],
): Promise<ClaimBatchDetail> =>
  by(openClaimBatch, { body: { facilityId, claimIds: claims.map(({ id }) => id) } });

/** Reserved, committed, used, in 万. */
export async function poolStands(
  database: Pick<TestDatabase, 'rows'>,
  poolId: string,
): Promise<readonly number[]> {
  const [row] = await database.rows<{ held: string[] }>(
    'select array[reserved_fen, committed_fen, used_fen]::text[] as held from quota_pool where id = $1',
    [poolId],
  );
  return (row?.held ?? []).map((fen) => Number(fen) / 1_000_000);
}

/** What has come since: reserved, committed, used, in 万. */
export async function changeOf(
  database: Pick<TestDatabase, 'rows'>,
  poolId: string,
): Promise<() => Promise<readonly number[]>> {
  const before = await poolStands(database, poolId);
  return async () => (await poolStands(database, poolId)).map((now, at) => now - (before[at] ?? 0));
}

/** The holder proposes to take back the posting of a claim; a colleague has to agree. */
export async function proposeCorrection(
  holder: Call,
  { poolId }: Lender,
  claimId: string,
  effectiveOn: string,
): Promise<AllotmentView> {
  const { items } = await holder(listPoolEntries, { params: { id: poolId }, query: { limit: 200 } });
  const entry = items.find(({ holdId, isCorrectable }) => holdId === claimId && isCorrectable);
  const posting = { poolId: entry?.pool.id ?? randomUUID(), version: entry?.version ?? 1 };
  const grounds = { reason: '借款合同被撤销', documentNumber: null, effectiveOn };
  return holder(proposeAllotment, { body: { kind: 'correct', ...posting, ...grounds } });
}
