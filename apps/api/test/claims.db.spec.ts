import { randomUUID } from 'node:crypto';
import { decideAllotment } from '@yinqi/contracts/allotments';
import {
  changeClaimBatch,
  decideClaimBatch,
  getClaimBatch,
  listClaimBatches,
  submitClaimBatch,
  type ClaimBatchDetail,
} from '@yinqi/contracts/claim-batches';
import {
  listClaimableLoans,
  listClaims,
  listClaimTools,
  markBill,
  markLoan,
  releaseClaim,
  type ClaimView,
} from '@yinqi/contracts/claims';
import type { Call } from '@yinqi/contracts/client';
import { stepHold } from '@yinqi/contracts/quota-ledger';
import { wan } from './support/bank-staff.js';
import { CaseWorld } from './support/case-world.js';
import {
  bankCaller,
  batchOfClaims,
  changeOf,
  exampleBill,
  payOut,
  poolStands,
  proposeCorrection,
  type Lender,
} from './support/lenders.js';
import { faultIn, QuotaWorld } from './support/quota-world.js';
import { auditClaims } from '../src/claims/claims.public.js';
import { Database } from '../src/platform/database/database.js';
import { ExpireHoldsChore, strayRow, type QuotaPoster } from '../src/facilities/facilities.public.js';
import { facilityIdOf } from '../src/seed/facilities.seed.js';

const [RELENDING, REDISCOUNT] = ['PBOC-RURAL-SME', 'PBOC-REDISCOUNT'] as const;
const tool = (code: string) => ({ params: { id: facilityIdOf(code) }, query: {} });
const SMALL = { sizeClass: 'small' } as const;

const LIMIT_WAN = 100_000;

describe('claims of relending and rediscount', () => {
  let at: CaseWorld;
  let quota: QuotaWorld;
  let poster: QuotaPoster;
  let holder: Call;
  let colleague: Call;
  let of: Lender;
  let other: Lender;

  beforeAll(async () => {
    at = await CaseWorld.open();
    quota = await QuotaWorld.open(at.installation.database, at.installation.clock);
    poster = await quota.poster();
    const holderId = await at.world.institution('facility_administrator');
    await at.world.entrust(RELENDING, holderId);
    await at.world.entrust(REDISCOUNT, holderId);
    const person = async () =>
      at.installation.signIn(
        await at.world.account('facility_administrator', holderId, ['facility_officer']),
      );
    holder = await person();
    colleague = await person();
    of = await lender('示例甲');
    other = await lender('示例乙');
  });
  afterAll(async () => {
    await quota.close();
    await at.close();
  });

  const lender = async (name: string): Promise<Lender> => {
    const staff = await at.bank(name);
    await at.world.insert('update organisation set local_legal_person = true where id = $1', [staff.bank.id]);
    const poolOf = async (facility: string): Promise<string> =>
      (await quota.pool(poster, { bank: staff.bank, facility, limitFen: BigInt(wan(LIMIT_WAN)) })).id;
    const { applicant } = await at.pushed(staff);
    return { staff, applicant, poolId: await poolOf(RELENDING), billPoolId: await poolOf(REDISCOUNT) };
  };
  const loan = (of: Lender, amountWan: number, days = 300) => payOut(at, of, { amountWan, days });
  const mark = (by: Call, disbursementId: string, borrower: object = SMALL): Promise<ClaimView> =>
    by(markLoan, { ...tool(RELENDING), body: { disbursementId, borrowerName: '示例精密部件', borrower } });
  const marked = async (of: Lender, amountWan: number): Promise<ClaimView> =>
    mark(of.staff.officer, await loan(of, amountWan));
  const batchOf = (by: Call, claims: readonly ClaimView[], code: string = RELENDING) =>
    batchOfClaims(by, facilityIdOf(code), claims);
  const on = ({ id, version }: { id: string; version: number }) => ({ params: { id }, version });
  const submitted = async (of: Lender, ...amounts: readonly number[]): Promise<ClaimBatchDetail> => {
    const claims: ClaimView[] = [];
    for (const amount of amounts) claims.push(await marked(of, amount));
    return of.staff.approver(submitClaimBatch, on(await batchOf(of.staff.approver, claims)));
  };
  const stands = (poolId: string) => poolStands(at.installation.database, poolId);
  const since = (poolId: string) => changeOf(at.installation.database, poolId);
  const seenLoan = async (by: Call, id: string) =>
    (await by(listClaimableLoans, tool(RELENDING))).items.find(({ disbursementId }) => disbursementId === id);
  const bill = (by: Call, more: object = {}, code: string = REDISCOUNT): Promise<ClaimView> =>
    by(markBill, { ...tool(code), body: { ...exampleBill(at), ...more } });
  const propose = (claimId: string) => proposeCorrection(holder, of, claimId, at.day(0));

  it('test each loan, and hold quota for what is marked, once', async () => {
    const change = await since(of.poolId);
    const id = await loan(of, 300);
    const seen = await seenLoan(of.staff.officer, id);
    expect(seen).toMatchObject({ verdict: 'undetermined', claim: null });
    expect(seen?.tests.map(({ test, outcome }) => `${test} ${outcome}`)).toEqual([
      'lender met',
      'borrower unknown',
      'rate_cap met',
      'window met',
      'maturity met',
      'single_customer met',
    ]);
    await expect(mark(of.staff.officer, id, {})).rejects.toMatchObject({
      code: 'claim.undetermined',
      faults: [{ code: 'borrower' }],
    });
    expect(await change()).toEqual([0, 0, 0]);
    const claim = await mark(of.staff.officer, id);
    expect(claim).toMatchObject({ state: 'marked', amountFen: wan(300), declared: SMALL, isLapsed: false });
    expect(await change()).toEqual([300, 0, 0]);
    await expect(mark(of.staff.approver, id)).rejects.toMatchObject({ code: 'quota.claim_live' });
    expect((await seenLoan(of.staff.officer, id))?.claim).toMatchObject({ id: claim.id, state: 'marked' });
    const { items } = await of.staff.officer(listClaimTools, {});
    const { pool, isHeldHere } = items.find(({ facility }) => facility.id === facilityIdOf(RELENDING)) ?? {};
    expect([pool?.id, isHeldHere]).toEqual([of.poolId, true]);
    const [reserved = 0] = await stands(of.poolId);
    expect([pool?.inProcessFen, pool?.leftFen]).toEqual([wan(reserved), wan(LIMIT_WAN - reserved)]);
  });

  it('name the test that a loan fails, and what is left', async () => {
    const change = await since(of.poolId);
    const id = await loan(of, 100);
    const isLocal = (local: boolean) =>
      at.world.insert('update organisation set local_legal_person = $2 where id = $1', [
        of.staff.bank.id,
        local,
      ]);
    await isLocal(false);
    await expect(
      mark(of.staff.officer, id, { sizeClass: 'large', agriculture: false }),
    ).rejects.toMatchObject({
      code: 'claim.not_eligible',
      faults: [{ code: 'lender' }, { code: 'borrower' }],
    });
    await isLocal(true);
    await expect(bill(of.staff.officer, {}, RELENDING)).rejects.toMatchObject({ code: 'claim.wrong_kind' });
    await expect(marked(of, LIMIT_WAN + 1)).rejects.toMatchObject({ code: 'quota.insufficient' });
    expect(await change()).toEqual([0, 0, 0]);
  });

  it('are marked once though two officers do so in the same moment', async () => {
    const change = await since(of.poolId);
    const id = await loan(of, 300);
    const twice = await Promise.allSettled([mark(of.staff.officer, id), mark(of.staff.approver, id)]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(twice.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'quota.claim_live' },
    });
    expect(await change()).toEqual([300, 0, 0]);
  });

  it('go their way in a batch: firm when handed in, used or given back line by line', async () => {
    const change = await since(of.poolId);
    const batch = await submitted(of, 100, 200, 300);
    expect(batch).toMatchObject({ state: 'submitted', lines: 3, amountFen: wan(600) });
    expect(await change()).toEqual([0, 600, 0]);
    const refused = batch.claims.find(({ amountFen }) => amountFen === wan(200));
    const decided = await holder(decideClaimBatch, {
      ...on(batch),
      body: { rejected: [{ claimId: refused?.id ?? '', reason: 'PAPERS_INCOMPLETE', note: '缺借款合同' }] },
    });
    expect(decided).toMatchObject({ state: 'decided', reimbursedLines: 2, reimbursedFen: wan(400) });
    expect(await change()).toEqual([0, 0, 400]);
    const seen = await of.staff.officer(getClaimBatch, { params: { id: batch.id } });
    // A bank reads the reason, not which of the holder's people gave it.
    expect(seen.decidedBy).toBeNull();
    expect(seen.claims.find(({ id }) => id === refused?.id)).toMatchObject({
      state: 'rejected',
      rejection: 'PAPERS_INCOMPLETE',
      note: '缺借款合同',
    });
    const loanOf = async (claimId: string | undefined) =>
      (await of.staff.officer(listClaimableLoans, tool(RELENDING))).items.find(
        ({ claim }) => claim?.id === claimId,
      )?.disbursementId ?? '';
    await mark(of.staff.officer, await loanOf(refused?.id));
    expect(await change()).toEqual([200, 0, 400]);
    const reimbursed = decided.claims.find(({ state }) => state === 'reimbursed');
    await expect(mark(of.staff.officer, await loanOf(reimbursed?.id))).rejects.toMatchObject({
      code: 'quota.claim_live',
    });
  });

  it('are decided once though two people do so in the same moment', async () => {
    const change = await since(of.poolId);
    const batch = await submitted(of, 100, 200);
    const rejected = batch.claims.map(({ id }) => ({
      claimId: id,
      reason: 'OTHER' as const,
      note: '口径待核',
    }));
    const answers = await Promise.allSettled([
      holder(decideClaimBatch, { ...on(batch), body: { rejected } }),
      colleague(decideClaimBatch, { ...on(batch), body: { rejected: [] } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'resource.version_conflict' },
    });
    const { claims } = await holder(getClaimBatch, { params: { id: batch.id } });
    const state = claims[0]?.state;
    expect(claims.map((claim) => claim.state)).toEqual([state, state]);
    expect(await change()).toEqual([0, 0, state === 'reimbursed' ? 300 : 0]);
    // The same word twice is no second posting either.
    const next = await submitted(of, 50);
    const both = await Promise.allSettled([
      holder(decideClaimBatch, { ...on(next), body: { rejected: [] } }),
      colleague(decideClaimBatch, { ...on(next), body: { rejected: [] } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await change()).toEqual([0, 0, state === 'reimbursed' ? 350 : 50]);
  });

  it('are handed in once, and not changed meanwhile', async () => {
    const change = await since(of.poolId);
    const claims = [await marked(of, 100), await marked(of, 200)];
    const draft = await batchOf(of.staff.approver, claims);
    await expect(of.staff.officer(releaseClaim, on(draft.claims[0] ?? draft))).rejects.toMatchObject({
      code: 'claim.in_batch',
    });
    const fewer = await of.staff.approver(changeClaimBatch, {
      ...on(draft),
      body: { claimIds: [claims[0]?.id ?? ''] },
    });
    const answers = await Promise.allSettled([
      of.staff.approver(submitClaimBatch, on(fewer)),
      of.staff.approver(changeClaimBatch, { ...on(fewer), body: { claimIds: claims.map(({ id }) => id) } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const now = await of.staff.approver(getClaimBatch, { params: { id: draft.id } });
    // Either handed in as it was, or changed and still a draft: 100 firm and 200 reserved, or all 300 reserved.
    expect([now.state, now.lines, ...(await change())]).toEqual(
      now.state === 'submitted' ? ['submitted', 1, 200, 100, 0] : ['draft', 2, 300, 0, 0],
    );
    await expect(batchOf(of.staff.approver, [await marked(of, 10), ...claims])).rejects.toMatchObject({
      code: 'claim.line_unfit',
    });
  });

  it('are given up by the bank that marked them, and by no side door', async () => {
    const change = await since(of.poolId);
    const claim = await marked(of, 100);
    await expect(
      of.staff.officer(stepHold, {
        params: { id: claim.id },
        version: 1,
        body: { step: 'release', reason: '不用了' },
      }),
    ).rejects.toMatchObject({ code: 'quota.hold_of_claim' });
    expect(await of.staff.officer(releaseClaim, on(claim))).toMatchObject({ state: 'released' });
    expect(await change()).toEqual([0, 0, 0]);
    await expect(of.staff.officer(releaseClaim, on(claim))).rejects.toMatchObject({
      code: 'resource.version_conflict',
    });
  });

  it('take a bill once, whoever presents it, and for a day that has been', async () => {
    const changes = [await since(of.billPoolId), await since(other.billPoolId)];
    const claim = await bill(of.staff.officer);
    expect(claim).toMatchObject({ kind: 'bill', state: 'marked', drawer: '示例出票企业' });
    await expect(bill(other.staff.officer)).rejects.toMatchObject({ code: 'quota.claim_live' });
    await expect(
      bill(other.staff.officer, { number: '1020005220123456', discountedOn: at.day(1) }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(
      bill(other.staff.officer, { number: '1020005220123456', borrowerUscc: '91320500MA1WX0YK8E' }),
    ).rejects.toMatchObject({ code: 'request.invalid' });
    const batch = await batchOf(of.staff.approver, [claim], REDISCOUNT);
    const handedIn = await of.staff.approver(submitClaimBatch, on(batch));
    await holder(decideClaimBatch, { ...on(handedIn), body: { rejected: [] } });
    expect(await Promise.all(changes.map((change) => change()))).toEqual([
      [0, 0, 200],
      [0, 0, 0],
    ]);
  });

  it('are each reader’s own: drafts the bank’s, what was handed in also the holder’s and the bureau’s', async () => {
    const claim = await marked(of, 100);
    const draft = await batchOf(of.staff.approver, [claim]);
    const read = (by: Call) => by(getClaimBatch, { params: { id: draft.id } });
    for (const by of [holder, at.bureau, other.staff.officer]) {
      await expect(read(by)).rejects.toMatchObject({ code: 'resource.not_found' });
    }
    const seenBy = async (by: Call) => {
      const { items } = await by(listClaims, { query: { state: ['marked', 'submitted'], limit: 200 } });
      return items.some(({ id }) => id === claim.id);
    };
    expect(await Promise.all([of.staff.officer, holder, at.bureau, other.staff.officer].map(seenBy))).toEqual(
      [true, false, false, false],
    );
    await of.staff.approver(submitClaimBatch, on(draft));
    expect(await Promise.all([of.staff.officer, holder, at.bureau, other.staff.officer].map(seenBy))).toEqual(
      [true, true, true, false],
    );
    const { items } = await holder(listClaimBatches, { query: { state: ['submitted'] } });
    expect(items.map(({ id }) => id)).toContain(draft.id);
    // The database itself lets a bank decide nothing, and change nothing it has handed in.
    const database = await new Database(at.installation.database.apiUrl, 1).open();
    const set = (state: string, id: string) =>
      database.asCaller(bankCaller(of), (tx) =>
        tx.execute('update claim set state = $2 where id = $1', [id, state]),
      );
    try {
      expect(await set('released', claim.id)).toBe(0);
      const open = await marked(of, 100);
      await expect(set('reimbursed', open.id)).rejects.toThrow('row-level security');
      expect(await set('released', randomUUID())).toBe(0);
    } finally {
      await database.close();
    }
  });

  it('count what an enterprise has at every bank', async () => {
    await at.push(of.applicant, other.staff);
    const shared = { ...other, applicant: of.applicant };
    const [exposure = 0] = await at.installation.database
      .rows<{ wan: number }>(
        `select (sum(held_fen + posted_fen) / 1000000)::int as wan from quota_hold where pool_id = $1 and customer_id = $2`,
        [of.poolId, of.applicant.enterprise.id],
      )
      .then((rows) => rows.map((row) => row.wan));
    const limited = (limit: string | null) =>
      at.installation.database.rows('update quota_pool set single_customer_limit_fen = $2 where id = $1', [
        of.poolId,
        limit,
      ]);
    await marked(of, 300);
    // What both banks have after the two marks, less 50.
    const limit = wan(exposure + 300 + 150 - 50);
    await marked(shared, 150);
    await limited(limit);
    // What the other bank holds counts, and is not told.
    const id = await loan(shared, 100);
    const { items } = await other.staff.officer(listClaimableLoans, tool(RELENDING));
    expect(items.find(({ disbursementId }) => disbursementId === id)?.tests.at(-1)).toEqual({
      test: 'single_customer',
      outcome: 'failed',
      limitFen: limit,
      exposureFen: wan(150),
      askedFen: wan(100),
    });
    await expect(mark(other.staff.officer, id)).rejects.toMatchObject({
      faults: [{ code: 'single_customer' }],
    });
    await limited(null);
  });

  it('are reimbursed in part: the rest free again, or kept for a later batch', async () => {
    const change = await since(of.poolId);
    const batch = await submitted(of, 100, 200, 300);
    const id = (amount: number) => batch.claims.find(({ amountFen }) => amountFen === wan(amount))?.id ?? '';
    const said = { reason: 'OVER_LIMIT', note: '超出部分不予报销' } as const;
    const part = (amount: number, given: number, rest: 'freed' | 'kept') => ({
      ...said,
      claimId: id(amount),
      amountFen: wan(given),
      rest,
    });
    const decide = (...reduced: ReturnType<typeof part>[]) =>
      holder(decideClaimBatch, { ...on(batch), body: { rejected: [], reduced } });
    await expect(decide(part(100, 100, 'freed'))).rejects.toMatchObject({ code: 'claim.not_reduced' });
    await expect(decide(part(100, 60, 'freed'), part(100, 50, 'kept'))).rejects.toMatchObject({
      code: 'claim.line_unfit',
    });
    expect(await change()).toEqual([0, 600, 0]);
    // 60 of 100 with the rest free, 150 of 200 with 50 kept, 300 of 300: 510 used, 50 reserved.
    const decided = await decide(part(100, 60, 'freed'), part(200, 150, 'kept'));
    expect(decided).toMatchObject({
      lines: 3,
      amountFen: wan(600),
      reimbursedLines: 3,
      reducedLines: 2,
      reimbursedFen: wan(510),
    });
    expect(await change()).toEqual([50, 0, 510]);
    const { items } = await of.staff.officer(listClaims, { query: { state: ['marked'] } });
    const kept = items.find((one) => one.id === id(200));
    expect(kept).toMatchObject({ openFen: wan(50), reimbursedFen: wan(150), batch: null, note: said.note });
    if (!kept) return;
    const next = await batchOf(of.staff.approver, [kept]);
    expect(next).toMatchObject({ lines: 1, amountFen: wan(50) });
    const handedIn = await of.staff.approver(submitClaimBatch, on(next));
    expect(await change()).toEqual([0, 50, 510]);
    // What the first batch brought is taken back while the rest waits: the line asks for all of it again.
    const proposal = await propose(id(200));
    await colleague(decideAllotment, { ...on(proposal), body: { act: 'approve', note: null } });
    expect(await change()).toEqual([0, 200, 360]);
    const all = { body: { rejected: [] } };
    await expect(holder(decideClaimBatch, { ...on(handedIn), ...all })).rejects.toMatchObject({
      code: 'resource.version_conflict',
    });
    const stirred = await holder(getClaimBatch, { params: { id: next.id } });
    expect(stirred.claims[0]).toMatchObject({ askedFen: wan(200), reimbursedFen: '0' });
    await holder(decideClaimBatch, { ...on(stirred), ...all });
    expect(await change()).toEqual([0, 0, 560]);
    const first = await of.staff.officer(getClaimBatch, { params: { id: batch.id } });
    expect(first).toMatchObject({ lines: 3, reimbursedFen: wan(360), correctedLines: 1 });
    expect(first.claims.find((one) => one.id === id(200))?.outcome).toMatchObject({
      reimbursedFen: wan(150),
      rest: 'kept',
      isCorrected: true,
    });
  });

  it('leave what was reimbursed when the bank gives up the rest', async () => {
    const change = await since(of.poolId);
    const batch = await submitted(of, 100);
    const claimId = batch.claims[0]?.id ?? '';
    const reduced = [
      { claimId, amountFen: wan(70), rest: 'kept', reason: 'PAPERS_INCOMPLETE', note: '余下凭证未交' },
    ] as const;
    await holder(decideClaimBatch, { ...on(batch), body: { rejected: [], reduced: [...reduced] } });
    const { items } = await of.staff.officer(listClaims, { query: { state: ['marked'] } });
    const rest = items.find(({ id }) => id === claimId);
    expect(rest && (await of.staff.officer(releaseClaim, on(rest)))).toMatchObject({
      state: 'reimbursed',
      reimbursedFen: wan(70),
    });
    expect(await change()).toEqual([0, 0, 70]);
  });

  it('ask for the share of a loan that the tool reimburses on its day', async () => {
    const ratios = (of: object) =>
      at.installation.database.rows('update facility set funding_ratios = $2 where id = $1', [
        facilityIdOf(RELENDING),
        JSON.stringify(of),
      ]);
    const change = await since(of.poolId);
    await ratios([{ since: at.day(-5), ratioBp: 6000 }]);
    const id = await loan(of, 100);
    // 100 × 60 %.
    expect(await seenLoan(of.staff.officer, id)).toMatchObject({
      amountFen: wan(100),
      fundingRatioBp: 6000,
      claimableFen: wan(60),
    });
    expect(await mark(of.staff.officer, id)).toMatchObject({
      lentFen: wan(100),
      fundingRatioBp: 6000,
      amountFen: wan(60),
    });
    expect(await change()).toEqual([60, 0, 0]);
    // It was paid out before the share was set.
    await ratios([{ since: at.day(-4), ratioBp: 6000 }]);
    expect(await marked(of, 100)).toMatchObject({ amountFen: wan(100), fundingRatioBp: 10000 });
    await ratios([]);
  });

  it('are taken back with the posting that the holder corrects, and may be marked anew', async () => {
    const change = await since(of.poolId);
    const batch = await submitted(of, 100, 200);
    const { claims } = await holder(decideClaimBatch, { ...on(batch), body: { rejected: [] } });
    const claim = claims.find(({ amountFen }) => amountFen === wan(200));
    const proposal = await propose(claim?.id ?? '');
    // Until the second person agrees, both stay as they are.
    expect(await change()).toEqual([0, 0, 300]);
    await colleague(decideAllotment, { ...on(proposal), body: { act: 'approve', note: null } });
    expect(await change()).toEqual([0, 0, 100]);
    const seen = await of.staff.approver(getClaimBatch, { params: { id: batch.id } });
    expect(seen).toMatchObject({
      state: 'decided',
      reimbursedLines: 1,
      reimbursedFen: wan(100),
      correctedLines: 1,
    });
    expect(seen.claims.find(({ id }) => id === claim?.id)).toMatchObject({
      state: 'corrected',
      amountFen: wan(200),
      reimbursedFen: '0',
      correction: { reason: '借款合同被撤销' },
    });
    await expect(propose(claim?.id ?? '')).rejects.toMatchObject({ code: 'resource.not_found' });
    const again = (await of.staff.officer(listClaimableLoans, tool(RELENDING))).items.find(
      (one) => one.claim?.id === claim?.id,
    );
    expect(again?.claim).toMatchObject({ state: 'corrected', note: '借款合同被撤销' });
    await mark(of.staff.officer, again?.disbursementId ?? '');
    expect(await change()).toEqual([200, 0, 100]);
  });

  it('hold nothing any more once the loan has fallen due', async () => {
    const change = await since(of.poolId);
    const [short, long] = [await mark(of.staff.officer, await loan(of, 100, 1)), await marked(of, 200)];
    const draft = await batchOf(of.staff.approver, [short, long]);
    // A little over half a day of Beijing later it is the next day there, and everybody is still signed in.
    at.installation.clock.advance(15 * 3_600_000);
    await at.installation.chore(ExpireHoldsChore);
    expect(await change()).toEqual([200, 0, 0]);
    const staff = await at.installation.signIn(of.staff.approverAccount);
    await expect(staff(submitClaimBatch, on(draft))).rejects.toMatchObject({
      code: 'claim.line_lapsed',
      params: { number: short.number },
    });
    const fewer = await staff(changeClaimBatch, { ...on(draft), body: { claimIds: [long.id] } });
    expect((await staff(submitClaimBatch, on(fewer))).lines).toBe(1);
    const { items } = await staff(listClaims, { query: { state: ['marked'] } });
    expect(items.find(({ id }) => id === short.id)?.isLapsed).toBe(true);
  });

  it('leave a ledger that verifies, and say what it says', async () => {
    await expect(faultIn(at.installation.database)).resolves.toBeUndefined();
    const admin = await new Database(at.installation.database.adminUrl, 1).open();
    try {
      expect(await strayRow(admin)).toBeUndefined();
      const { claims, fault } = await auditClaims(admin);
      expect(fault).toBeUndefined();
      expect(claims).toBeGreaterThan(10);
      // A claim that was changed beside the ledger is found, and named.
      const [wrong] = await at.installation.database.rows<{ id: string }>(
        `update claim set reimbursed_fen = reimbursed_fen - 1 where id =
           (select id from claim where state = 'reimbursed' order by id limit 1) returning id`,
      );
      expect((await auditClaims(admin)).fault).toMatchObject({ id: wrong?.id });
    } finally {
      await admin.close();
    }
  });
});
