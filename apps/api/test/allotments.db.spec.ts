import {
  decideAllotment,
  getAllotment,
  listAllotments,
  openQuota,
  proposeAllotment,
  withdrawAllotment,
  type AllotmentBody,
  type AllotmentView,
} from '@yinqi/contracts/allotments';
import { ProblemError, type Call } from '@yinqi/contracts/client';
import { listPoolEntries, listPools, type PoolView } from '@yinqi/contracts/quota-view';
import { openInstallation, type Installation } from './support/installation.js';
import { World, type Organisation } from './support/world.js';
import { facilityIdOf } from '../src/seed/facilities.seed.js';

const NOW = new Date('2026-11-02T02:00:00Z');
const YI = 10_000_000_000n;
const yi = (amount: number): string => String(BigInt(amount) * YI);
const grounds = { reason: '2026 年度分配', documentNumber: '银发〔2026〕12号', effectiveOn: '2026-11-01' };

const codeOf = async (sending: Promise<unknown>): Promise<string> => {
  const error: unknown = await sending.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof ProblemError) return error.code;
  throw new Error('it was not refused');
};

describe('allotments', () => {
  let installation: Installation;
  let world: World;
  let zheng: Call;
  let lu: Call;
  let he: Call;
  let bank: Organisation;
  let bankOfficer: Call;
  let root: PoolView;

  const propose = (call: Call, body: AllotmentBody): Promise<AllotmentView> =>
    call(proposeAllotment, { body });
  const approve = (call: Call, { id, version }: AllotmentView): Promise<AllotmentView> =>
    call(decideAllotment, { params: { id }, version, body: { act: 'approve', note: null } });
  const poolsOf = async (call: Call): Promise<readonly PoolView[]> =>
    (await call(listPools, { query: {} })).items;
  const poolOf = async (call: Call, level: PoolView['level']): Promise<PoolView> => {
    const pool = (await poolsOf(call)).find((one) => one.level === level);
    if (!pool) throw new Error(`no pool of a ${level}`);
    return pool;
  };
  const toBank = (amountFen: string): AllotmentBody => ({
    kind: 'allot',
    poolId: root.id,
    to: { kind: 'bank', organisationId: bank.id },
    amountFen,
    ...grounds,
  });

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW, worker: false });
    world = await World.open(installation.database);
    await world.facilities();
    const holder = await world.institution('facility_administrator');
    await world.entrust('PBOC-REDISCOUNT', holder);
    const clerk = async (): Promise<Call> =>
      installation.signIn(await world.account('facility_administrator', holder, ['facility_officer']));
    [zheng, lu, he] = [await clerk(), await clerk(), await clerk()];
    bank = await world.bank();
    bankOfficer = await installation.signIn(await world.account('bank', bank.id, ['officer']));
    root = await zheng(openQuota, {
      params: { id: facilityIdOf('PBOC-REDISCOUNT') },
      body: { basis: 'FLOW', secondPersonFromFen: yi(1) },
    });
    await approve(
      lu,
      await propose(zheng, { kind: 'adjust', poolId: root.id, limitFen: yi(100), ...grounds }),
    );
  });
  afterAll(async () => {
    await world.close();
    await installation.close();
  });

  it('begin with an empty book that a tool has once', async () => {
    expect(root).toMatchObject({ level: 'nation', authority: 'OFFICIAL', leftFen: '0', parentId: null });
    const again = zheng(openQuota, {
      params: { id: facilityIdOf('PBOC-REDISCOUNT') },
      body: { basis: 'FLOW', secondPersonFromFen: yi(1) },
    });
    expect(await codeOf(again)).toBe('allotment.quota_exists');
  });

  it('of a small amount are posted at once by one person, and name that person in the book', async () => {
    const made = await propose(zheng, toBank(String(YI - 1n)));
    expect(made).toMatchObject({ state: 'posted', needsSecond: false, decidedBy: null, mayDecide: false });
    const pool = await poolOf(bankOfficer, 'bank');
    expect(pool).toMatchObject({
      leftFen: String(YI - 1n),
      authority: 'ALLOTTED_BY_HOLDER',
      isHolder: false,
    });
    // The bank reads why, not who of the holder's people it was, and nothing of the pool above.
    expect(pool.parentId).toBeNull();
    const params = { id: pool.id };
    const [entry] = (await bankOfficer(listPoolEntries, { params, query: {} })).items;
    expect(entry?.allotment).toMatchObject({ reason: grounds.reason, people: null });
    expect(entry?.counterpart).toBeNull();
    const [seen] = (await lu(listPoolEntries, { params, query: {} })).items;
    expect(seen?.allotment?.people).toEqual({ proposedBy: made.proposedBy, approvedBy: null });
  });

  it('of a large amount wait for a colleague, who is never the proposer', async () => {
    const before = await poolOf(lu, 'nation');
    const proposal = await propose(zheng, toBank(yi(2)));
    expect(proposal).toMatchObject({
      state: 'proposed',
      needsSecond: true,
      mayDecide: false,
      mayWithdraw: true,
    });
    expect((await poolOf(lu, 'nation')).own.allottedFen).toBe(before.own.allottedFen);
    expect(await codeOf(approve(zheng, proposal))).toBe('allotment.own_proposal');
    const posted = await approve(lu, proposal);
    expect(posted).toMatchObject({ state: 'posted', proposedBy: proposal.proposedBy });
    expect(posted.decidedBy).not.toBe(posted.proposedBy);
    expect((await poolOf(lu, 'nation')).own.allottedFen).toBe(
      String(BigInt(before.own.allottedFen) + 2n * YI),
    );
    const { items } = await he(listPoolEntries, { params: { id: root.id }, query: { figure: 'allotted' } });
    expect(items[0]?.allotment?.people).toEqual({
      proposedBy: posted.proposedBy,
      approvedBy: posted.decidedBy,
    });
  });

  it('are posted once when two approve at the same moment, and the other is told who was first', async () => {
    const before = BigInt((await poolOf(lu, 'nation')).own.allottedFen);
    const proposal = await propose(zheng, toBank(yi(3)));
    const answers = await Promise.allSettled([approve(lu, proposal), approve(he, proposal)]);
    const won = answers.filter(({ status }) => status === 'fulfilled');
    const lost = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as unknown] : [],
    );
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(1);
    const now = await zheng(getAllotment, { params: { id: proposal.id } });
    expect(lost[0]).toMatchObject({ code: 'resource.version_conflict', params: { who: now.decidedBy } });
    expect(BigInt((await poolOf(lu, 'nation')).own.allottedFen)).toBe(before + 3n * YI);
  });

  it('end one way when approval and withdrawal meet', async () => {
    const before = BigInt((await poolOf(lu, 'nation')).own.allottedFen);
    const proposal = await propose(zheng, toBank(yi(4)));
    const { id, version } = proposal;
    const [approval, withdrawal] = await Promise.allSettled([
      approve(lu, proposal),
      zheng(withdrawAllotment, { params: { id }, version }),
    ]);
    expect([approval.status, withdrawal.status].sort()).toEqual(['fulfilled', 'rejected']);
    const isPosted = approval.status === 'fulfilled';
    expect((await lu(getAllotment, { params: { id } })).state).toBe(isPosted ? 'posted' : 'withdrawn');
    expect(BigInt((await poolOf(lu, 'nation')).own.allottedFen)).toBe(before + (isPosted ? 4n * YI : 0n));
  });

  it('are withdrawn by the proposer or sent back by a colleague, and then stay as they are', async () => {
    const one = await propose(zheng, toBank(yi(1)));
    const params = { id: one.id };
    expect(await codeOf(lu(withdrawAllotment, { params, version: one.version }))).toBe(
      'allotment.not_proposer',
    );
    const withdrawn = await zheng(withdrawAllotment, { params, version: one.version });
    expect(withdrawn.state).toBe('withdrawn');
    expect(await codeOf(approve(lu, withdrawn))).toBe('allotment.not_open');
    const other = await propose(zheng, toBank(yi(1)));
    const refused = await lu(decideAllotment, {
      params: { id: other.id },
      version: other.version,
      body: { act: 'refuse', note: '文号有误' },
    });
    expect(refused).toMatchObject({
      state: 'refused',
      note: '文号有误',
      mayDecide: false,
      mayWithdraw: false,
    });
    const { items } = await he(listAllotments, { query: { state: ['proposed'] } });
    expect(items).toEqual([]);
  });

  it('cannot give what is not there: the approval says so and the proposal waits on', async () => {
    const proposal = await propose(zheng, toBank(yi(1000)));
    expect(await codeOf(approve(lu, proposal))).toBe('allotment.insufficient');
    expect((await lu(getAllotment, { params: { id: proposal.id } })).state).toBe('proposed');
    await zheng(withdrawAllotment, { params: { id: proposal.id }, version: proposal.version });
  });

  it('sent twice under one key are done once, and another body under it is refused', async () => {
    const before = BigInt((await poolOf(lu, 'nation')).own.allottedFen);
    const body = toBank('100');
    const idempotencyKey = crypto.randomUUID();
    const [one, other] = await Promise.all([
      zheng(proposeAllotment, { body }, { idempotencyKey }),
      zheng(proposeAllotment, { body }, { idempotencyKey }),
    ]);
    expect(other.id).toBe(one.id);
    expect((await zheng(proposeAllotment, { body }, { idempotencyKey })).id).toBe(one.id);
    expect(BigInt((await poolOf(lu, 'nation')).own.allottedFen)).toBe(before + 100n);
    const changed = zheng(proposeAllotment, { body: toBank('200') }, { idempotencyKey });
    expect(await codeOf(changed)).toBe('idempotency.mismatch');
  });

  it('stop a pool at once and need two people to open it again', async () => {
    const pool = await poolOf(lu, 'bank');
    const frozen = await propose(zheng, { kind: 'freeze', poolId: pool.id, ...grounds });
    expect(frozen.state).toBe('posted');
    expect((await poolOf(bankOfficer, 'bank')).state).toBe('frozen');
    expect(await codeOf(propose(zheng, toBank('100')))).toBe('allotment.pool_state');
    const thaw = await propose(zheng, { kind: 'unfreeze', poolId: pool.id, ...grounds });
    expect(thaw.state).toBe('proposed');
    await approve(he, thaw);
    expect((await poolOf(bankOfficer, 'bank')).state).toBe('open');
    // The book itself names both.
    const [entry] = await installation.database.rows<{ actor_id: string; approver_id: string | null }>(
      `select actor_id, approver_id from quota_entry where pool_id = $1 and kind = 'unfreeze'`,
      [pool.id],
    );
    expect(entry?.approver_id).not.toBeNull();
    expect(entry?.approver_id).not.toBe(entry?.actor_id);
  });

  it('tighten the conditions of a pool at once and loosen them by two people', async () => {
    const pool = await poolOf(lu, 'bank');
    const set = (singleCustomerLimitFen: string | null, from: number): AllotmentBody => ({
      kind: 'conditions',
      poolId: pool.id,
      singleCustomerLimitFen,
      secondPersonFromFen: String(from),
      ...grounds,
    });
    const before = Number(pool.secondPersonFromFen);
    expect(await codeOf(propose(zheng, set(null, before)))).toBe('request.invalid');
    const tight = await propose(zheng, set('5000', before - 1));
    expect(tight).toMatchObject({
      state: 'posted',
      conditions: { before: { singleCustomerLimitFen: null }, after: { singleCustomerLimitFen: '5000' } },
    });
    const now = { singleCustomerLimitFen: '5000', secondPersonFromFen: String(before - 1) };
    expect(await poolOf(bankOfficer, 'bank')).toMatchObject(now);
    // Both would let more through; the one that is agreed to first leaves the other without its ground.
    const [higher, none] = [
      await propose(zheng, set('6000', before - 1)),
      await propose(zheng, set(null, before)),
    ];
    expect([higher.state, none.state]).toEqual(['proposed', 'proposed']);
    expect(await poolOf(lu, 'bank')).toMatchObject(now);
    expect(await codeOf(approve(zheng, higher))).toBe('allotment.own_proposal');
    await approve(lu, higher);
    expect(await poolOf(lu, 'bank')).toMatchObject({ singleCustomerLimitFen: '6000' });
    expect(await codeOf(approve(lu, none))).toBe('allotment.overtaken');
    await zheng(withdrawAllotment, { params: { id: none.id }, version: none.version });
    await approve(lu, await propose(zheng, set(null, before)));
  });

  it('close a pool by two people once nothing of it is in use', async () => {
    const other = await world.bank();
    const opened = await approve(
      lu,
      await propose(zheng, {
        kind: 'allot',
        poolId: root.id,
        to: { kind: 'bank', organisationId: other.id },
        amountFen: yi(2),
        ...grounds,
      }),
    );
    const poolId = opened.other?.id ?? '';
    const closing = await propose(zheng, { kind: 'close', poolId, ...grounds });
    expect(closing).toMatchObject({ state: 'proposed', needsSecond: true });
    expect(await codeOf(approve(zheng, closing))).toBe('allotment.own_proposal');
    const closed = await approve(lu, closing);
    const [entry] = (await lu(listPoolEntries, { params: { id: poolId }, query: {} })).items;
    expect(entry).toMatchObject({
      kind: 'close',
      allotment: { people: { proposedBy: closed.proposedBy, approvedBy: closed.decidedBy } },
    });
    const whole = await propose(zheng, { kind: 'close', poolId: root.id, ...grounds });
    expect(await codeOf(approve(lu, whole))).toBe('allotment.still_in_use');
    await zheng(withdrawAllotment, { params: { id: whole.id }, version: whole.version });
  });

  it('stop what lies below with a pool, for its bank to see', async () => {
    const nation = await poolOf(lu, 'nation');
    await propose(zheng, { kind: 'freeze', poolId: nation.id, ...grounds });
    expect(await poolOf(bankOfficer, 'bank')).toMatchObject({ state: 'open', aboveState: 'frozen' });
    await approve(he, await propose(zheng, { kind: 'unfreeze', poolId: nation.id, ...grounds }));
    expect(await poolOf(bankOfficer, 'bank')).toMatchObject({ state: 'open', aboveState: 'open' });
  });

  it('are the holder’s own: another holder finds neither pool nor record', async () => {
    const other = await world.institution('facility_administrator');
    const stranger = await installation.signIn(
      await world.account('facility_administrator', other, ['facility_officer']),
    );
    expect(await poolsOf(stranger)).toEqual([]);
    expect((await stranger(listAllotments, { query: {} })).total).toBe(0);
    expect(await codeOf(propose(stranger, toBank('100')))).toBe('resource.not_found');
    const [any] = (await zheng(listAllotments, { query: {} })).items;
    expect(await codeOf(stranger(getAllotment, { params: { id: any?.id ?? '' } }))).toBe(
      'resource.not_found',
    );
  });

  it('show the books of a past moment', async () => {
    const then = installation.clock.now().toISOString();
    const before = await poolOf(lu, 'nation');
    installation.clock.advance(3_600_000);
    await propose(zheng, toBank('100'));
    const now = await poolOf(lu, 'nation');
    expect(BigInt(now.own.allottedFen)).toBe(BigInt(before.own.allottedFen) + 100n);
    const { items } = await lu(listPools, { query: { asOf: then } });
    expect(items.find(({ id }) => id === root.id)?.own).toEqual(before.own);
    const earlier = await lu(listPools, { query: { asOf: '2026-01-01T00:00:00.000Z' } });
    expect(earlier.items).toEqual([]);
  });

  it('refuse a day to come and a pool that keeps no quota', async () => {
    const late = propose(zheng, { ...toBank('100'), effectiveOn: '2026-12-31' });
    expect(await codeOf(late)).toBe('request.invalid');
    expect(
      await codeOf(propose(zheng, { kind: 'return', poolId: root.id, amountFen: '1', ...grounds })),
    ).toBe('request.invalid');
  });
});
