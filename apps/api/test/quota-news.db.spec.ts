import { randomUUID } from 'node:crypto';
import {
  decideAllotment,
  openQuota,
  proposeAllotment,
  withdrawAllotment,
  type AllotmentBody,
  type AllotmentView,
} from '@yinqi/contracts/allotments';
import { decideClaimBatch, openClaimBatch, submitClaimBatch } from '@yinqi/contracts/claim-batches';
import { markBill } from '@yinqi/contracts/claims';
import type { Call } from '@yinqi/contracts/client';
import { decideFacilityTerms, openFacility } from '@yinqi/contracts/facility-terms';
import { countNotices, listNotices, type NoticeGroup } from '@yinqi/contracts/notifications';
import { listPools, type PoolView } from '@yinqi/contracts/quota-view';
import { openInstallation, type Installation } from './support/installation.js';
import { posted, QuotaWorld, reserveCommand } from './support/quota-world.js';
import { OPENING } from './support/terms.js';
import type { Account, Organisation } from './support/world.js';
import { facilityIdOf } from '../src/seed/facilities.seed.js';
import type { QuotaPoster } from '../src/facilities/ledger/quota-poster.js';
import { WarnOfHoldsChore } from '../src/facilities/quota-news/warn-of-holds.chore.js';

const NOW = new Date('2026-11-02T02:00:00Z');
const DAY_MS = 86_400_000;
const TOOL = 'PBOC-REDISCOUNT';
const yi = (amount: number): string => String(BigInt(amount) * 10_000_000_000n);
const grounds = { reason: '2026 年度分配', documentNumber: '银发〔2026〕12号', effectiveOn: '2026-11-01' };

const groupsOf = async (call: Call): Promise<readonly NoticeGroup[]> =>
  (await call(listNotices, { query: {} })).items;
const textsOf = (groups: readonly NoticeGroup[]): string[] =>
  groups.flatMap(({ notices }) => notices.map(({ text }) => text.zh));

describe('what happens to quota', () => {
  let installation: Installation;
  let quota: QuotaWorld;
  let poster: QuotaPoster;
  let zheng: Call;
  let lu: Call;
  let he: Call;
  let manager: Call;
  let officer: Call;
  let bureau: Call;
  let bank: Organisation;
  let people: { readonly approver: Account; readonly officer: Account };
  let root: PoolView;

  const told = async (call: Call): Promise<string[]> => {
    await installation.settled();
    return textsOf(await groupsOf(call));
  };
  const toldOf = async (code: string): Promise<(string | null)[]> => {
    await installation.settled();
    const rows = await installation.database.rows<{ account: string | null }>(
      'select account_id as account from notice where code = $1 order by seq',
      [code],
    );
    return rows.map(({ account }) => account);
  };
  const propose = (call: Call, body: AllotmentBody): Promise<AllotmentView> =>
    call(proposeAllotment, { body });
  const decide = (call: Call, { id, version }: AllotmentView, act: 'approve' | 'refuse') =>
    call(decideAllotment, {
      params: { id },
      version,
      body: { act, note: act === 'refuse' ? '文号有误' : null },
    });
  const toBank = (amountFen: string): AllotmentBody => ({
    kind: 'allot',
    poolId: root.id,
    to: { kind: 'bank', organisationId: bank.id },
    amountFen,
    ...grounds,
  });

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW });
    quota = await QuotaWorld.open(installation.database, installation.clock);
    poster = await quota.poster();
    const { world } = quota;
    const holder = await world.institution('facility_administrator');
    await world.entrust(TOOL, holder);
    const clerk = async (): Promise<Call> =>
      installation.signIn(await world.account('facility_administrator', holder, ['facility_officer']));
    [zheng, lu, he] = [await clerk(), await clerk(), await clerk()];
    bank = await world.bank({ name: '示例银行甲' });
    people = {
      approver: await world.account('bank', bank.id, ['approver']),
      officer: await world.account('bank', bank.id, ['officer']),
    };
    manager = await installation.signIn(await world.account('bank', bank.id, ['product_manager']));
    officer = await installation.signIn(people.officer);
    bureau = await installation.signIn(await world.bureauOfficer('320000'));
    root = await zheng(openQuota, {
      params: { id: facilityIdOf(TOOL) },
      body: { basis: 'FLOW', secondPersonFromFen: yi(1) },
    });
    await decide(
      lu,
      await propose(zheng, { kind: 'adjust', poolId: root.id, limitFen: yi(100), ...grounds }),
      'approve',
    );
    await installation.settled();
    installation.clock.advance(60_000);
  });
  afterAll(async () => {
    await quota.close();
    await installation.close();
  });

  it('tells colleagues what waits for a second person, and the proposer what became of it', async () => {
    const proposal = await propose(zheng, toBank(yi(2)));
    await installation.settled();
    const [waiting] = await groupsOf(lu);
    const unread = (await he(countNotices, {})).unread;
    expect(waiting).toMatchObject({
      record: { kind: 'allotment', id: proposal.id },
      recordName: TOOL,
      act: { code: 'decide_allotment' },
      notices: [{ text: { zh: '一项额度操作等待第二人复核' } }],
    });
    const ofZheng = async () =>
      textsOf((await groupsOf(zheng)).filter(({ record }) => record.id === proposal.id));
    // Never of an own act.
    expect(await ofZheng()).toEqual([]);
    expect(await told(manager)).toEqual([]);
    await decide(lu, proposal, 'approve');
    await installation.settled();
    expect(await ofZheng()).toEqual(['您提出的额度操作已复核通过并入账']);
    // Of the others who were asked nobody is asked any longer, nor was the one who asked ever.
    const asked = async (call: Call): Promise<string[]> =>
      textsOf((await groupsOf(call)).filter(({ record }) => record.id === proposal.id));
    expect([await asked(lu), await asked(he)]).toEqual([[], []]);
    expect(await told(manager)).toEqual(['本行的政策工具额度有变动']);
    expect((await he(countNotices, {})).unread).toBe(unread - 1);
    // Quota is no officer's matter.
    expect(await told(officer)).toEqual([]);

    const other = await propose(zheng, toBank(yi(3)));
    await decide(lu, other, 'refuse');
    expect(await told(zheng)).toContain('您提出的额度操作被退回');
    expect(await told(manager)).toHaveLength(1);
  });

  it('asks nobody any longer about what its proposer withdrew, tools and their terms among it', async () => {
    const proposal = await propose(zheng, toBank(yi(4)));
    const opening = await zheng(openFacility, { body: OPENING });
    const waiting = async (): Promise<string[]> =>
      (await groupsOf(he))
        .map(({ record }) => record.id)
        .filter((id) => [proposal.id, opening.id].includes(id));
    await installation.settled();
    expect(await waiting()).toHaveLength(2);
    const [group] = (await groupsOf(he)).filter(({ record }) => record.id === opening.id);
    expect(group).toMatchObject({ record: { kind: 'facility_terms' }, recordName: OPENING.code });
    await zheng(withdrawAllotment, { params: { id: proposal.id }, version: proposal.version });
    await lu(decideFacilityTerms, {
      params: { id: opening.id },
      version: opening.version,
      body: { act: 'refuse', note: '文号有误' },
    });
    await installation.settled();
    expect(await waiting()).toEqual([]);
    expect(await told(zheng)).toContain('您提出的政策工具开设或修改被退回');
  });

  it('tells whoever could use a quota that it was frozen, once', async () => {
    const pools = (await zheng(listPools, { query: {} })).items;
    const pool = pools.find(({ level }) => level === 'bank');
    if (!pool) throw new Error('no pool of a bank');
    await propose(zheng, { kind: 'freeze', poolId: pool.id, ...grounds });
    await installation.settled();
    await installation.database.rows(
      `update outbox_delivery set done_at = null, handed_at = '-infinity', generation = generation + 1
       where queue = 'facilities-tell-allotments'`,
    );
    const frozen = await toldOf('quota.pool_frozen');
    // Manager and approver by name; the holder's people, of whom the one who did it does not read it.
    expect(frozen).toHaveLength(3);
    expect(frozen).toContain(people.approver.id);
    const [group] = await groupsOf(manager);
    expect(group).toMatchObject({ record: { kind: 'quota_pool', id: pool.id }, act: { code: 'open' } });
    expect(textsOf(await groupsOf(manager))[0]).toBe('额度已冻结，暂不能新增预占');
    expect(await told(lu)).toContain('一笔额度已冻结');
    expect(await told(zheng)).not.toContain('一笔额度已冻结');
  });

  it('tells the holder of a batch of claims, and the bank what became of it', async () => {
    const day = (days: number): string =>
      new Date(installation.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
    const approver = await installation.signIn(people.approver);
    const pools = (await zheng(listPools, { query: {} })).items;
    const frozen = pools.find(({ level, state }) => level === 'bank' && state === 'frozen');
    if (!frozen) throw new Error('no frozen pool');
    const unfreeze = await propose(zheng, { kind: 'unfreeze', poolId: frozen.id, ...grounds });
    if (unfreeze.state === 'proposed') await decide(lu, unfreeze, 'approve');
    const claims: string[] = [];
    for (const nth of ['1', '2']) {
      const { id } = await officer(markBill, {
        params: { id: facilityIdOf(TOOL) },
        body: {
          number: nth.padStart(30, '1'),
          drawer: '示例出票企业',
          borrowerName: '示例持票企业',
          borrowerUscc: '91320500MA1WX0YK8J',
          amountFen: '50',
          annualRateBp: 180,
          discountedOn: day(-3),
          maturesOn: day(90),
          borrower: {},
        },
      });
      claims.push(id);
    }
    const draft = await approver(openClaimBatch, {
      body: { facilityId: facilityIdOf(TOOL), claimIds: claims },
    });
    const batch = await approver(submitClaimBatch, { params: { id: draft.id }, version: draft.version });
    await installation.settled();
    const waiting = (await groupsOf(zheng)).find(({ record }) => record.id === batch.id);
    expect(waiting).toMatchObject({
      record: { kind: 'claim_batch' },
      recordName: batch.number,
      act: { code: 'decide_claims' },
      notices: [{ text: { zh: '示例银行甲提交了一批报账或再贴现，请审核' } }],
    });
    // Never of an own act: the bank is told once the holder has spoken.
    expect(await toldOf('claim.in_part')).toEqual([]);
    const rejected = [{ claimId: claims[0] ?? '', reason: 'PAPERS_INCOMPLETE' as const, note: '缺贸易合同' }];
    await lu(decideClaimBatch, { params: { id: batch.id }, version: batch.version, body: { rejected } });
    expect(await told(officer)).toContain('本批已审核，有的退回或只部分核销，请看各笔原因');
    expect([...(await toldOf('claim.in_part'))].sort()).toEqual(
      [people.officer.id, people.approver.id].sort(),
    );
    expect(await toldOf('claim.handed_in')).toHaveLength(1);
  });

  it('tells those who settle it of a payout beyond a quota, and the bank', async () => {
    const pool = await quota.pool(poster, { bank, facility: TOOL, limitFen: 100n });
    await posted(poster, [
      {
        kind: 'report',
        poolId: pool.id,
        holdId: randomUUID(),
        amountFen: 150n,
        currency: 'CNY',
        keep: false,
        subject: {
          customerId: randomUUID(),
          bankId: bank.id,
          engagementId: null,
          requestId: null,
          claimKey: null,
        },
        tenantId: bank.id,
        key: randomUUID(),
        actorId: 'officer',
      },
    ]);
    await installation.settled();
    const [first] = await groupsOf(bureau);
    expect(first).toMatchObject({ record: { kind: 'quota_exception' }, act: { code: 'settle_exception' } });
    expect(await told(bureau)).toContain('示例银行甲报送的放款超出额度，请处理');
    expect(await told(lu)).toContain('示例银行甲报送的放款超出额度，请处理');
    expect(await told(manager)).toContain('报送的放款超出额度，已转待处理');
  });

  it('warns of a hold that lapses within three days, once, and again when it was extended', async () => {
    const pool = await quota.pool(poster, { facility: 'PBOC-RURAL-SME' });
    const desk = await quota.world.account('bank', pool.bank.id, ['officer']);
    const nowMs = installation.clock.now().getTime();
    const hold = reserveCommand(pool, { expiresAtMs: nowMs + 10 * DAY_MS });
    // Ends as soon as it was meant to: no news.
    const short = reserveCommand(pool, { expiresAtMs: nowMs + 2 * DAY_MS });
    await posted(poster, [hold, short]);
    const warn = async (): Promise<number> => {
      await Promise.all([installation.chore(WarnOfHoldsChore), installation.chore(WarnOfHoldsChore)]);
      return (await toldOf('quota.hold_expiring')).filter((account) => account === desk.id).length;
    };
    expect(await warn()).toBe(0);
    installation.clock.advance(8 * DAY_MS);
    expect(await warn()).toBe(1);
    expect(await warn()).toBe(1);
    await installation.database.rows(
      `update quota_hold set expires_at = expires_at + interval '1 day' where id = $1`,
      [hold.holdId],
    );
    expect(await warn()).toBe(2);
  });

  it('says nothing of a tally of our own', async () => {
    const pool = await quota.pool(poster, { facility: 'PBOC-RURAL-SME' });
    const desk = await quota.world.account('bank', pool.bank.id, ['officer']);
    const nowMs = installation.clock.now().getTime();
    await posted(poster, [reserveCommand(pool, { expiresAtMs: nowMs + 5 * DAY_MS })]);
    await installation.database.rows(`update quota_pool set authority = 'SHADOW' where id = $1`, [pool.id]);
    installation.clock.advance(3 * DAY_MS);
    await installation.chore(WarnOfHoldsChore);
    expect(await toldOf('quota.hold_expiring')).not.toContain(desk.id);
  });
});
