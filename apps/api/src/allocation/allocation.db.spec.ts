import { randomUUID } from 'node:crypto';
import {
  checkAllocation,
  createAllocation,
  getAllocation,
  listAllocationRequests,
  listAllocations,
  listSharedAllocations,
  shareAllocation,
  tryTranches,
  type AllocationView,
  type NewAllocation,
} from '@yinqi/contracts/allocation';
import type { Call } from '@yinqi/contracts/client';
import { BankStaff, wan } from '../../test/support/bank-staff.js';
import { CaseWorld, type Applicant } from '../../test/support/case-world.js';

const STRANGE_ID = '00000000-0000-4000-8000-00000000abcd';

describe('allocation suggestions', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let other: BankStaff;
  let suzhou: Applicant;
  let nanjing: Applicant;
  let holder: Call;
  let tool: string;

  // Two verified requests of 3,200万元, one in each city, which the products of both banks fit.
  beforeAll(async () => {
    at = await CaseWorld.open();
    const { world, installation } = at;
    bank = await at.bank('示例银行甲');
    other = await at.bank('示例银行乙');
    tool = await facilityOf('OWN-FUNDS');
    const holderId = await world.institution('facility_administrator');
    await world.entrust('OWN-FUNDS', holderId);
    holder = await installation.signIn(
      await world.account('facility_administrator', holderId, ['facility_officer']),
    );
    suzhou = await at.applicant({ regionCode: '320500' });
    nanjing = await at.applicant({ regionCode: '320100' });
  });
  afterAll(() => at.close());

  const facilityOf = async (code: string): Promise<string> => {
    const [row] = await at.installation.database.rows<{ id: string }>(
      'select id from facility where code = $1',
      [code],
    );
    if (!row) throw new Error(`no tool ${code}`);
    return row.id;
  };
  const planned = async (body: Partial<NewAllocation> = {}): Promise<AllocationView> => {
    const quotas = [{ facilityId: tool, capacityFen: wan(5000), banks: [] }];
    const { id } = await at.bureau(createAllocation, { body: { title: '三季度测算', quotas, ...body } });
    return read(id);
  };
  const read = async (id: string): Promise<AllocationView> => {
    await at.installation.settled();
    return at.bureau(getAllocation, { params: { id } });
  };
  const shared = async (plan: AllocationView): Promise<AllocationView> =>
    at.bureau(shareAllocation, { params: { id: plan.id }, version: plan.version, body: { shared: true } });
  const tables = async (): Promise<unknown> =>
    at.installation.database.rows('select count(*)::int as plans from allocation_plan');

  it('says what assumed quotas could serve, what holds it back and what even coverage costs', async () => {
    const plan = await planned();
    // 6,400万元 asked, 5,000万元 there: divided all of it, whole loans only one of the two.
    expect(plan).toMatchObject({
      status: 'done',
      figures: {
        requests: 2,
        demandFen: wan(6400),
        reachable: 2,
        reachableFen: wan(6400),
        splitFen: wan(5000),
        wholeFen: wan(3200),
        wholeRequests: 1,
      },
      // Another 100万元 would serve just as much more.
      pools: [
        { facility: { id: tool }, bank: null, wholeFen: wan(3200), binding: { servedMoreFen: wan(100) } },
      ],
      // One city gets 3,200 and the other 1,800 of 3,200; evenly, each gets 2,500 of 3,200 = 78.125 %.
      fairness: {
        level: 'city',
        worstBeforePpm: 562_500,
        worstPpm: 781_250,
        servedFen: wan(5000),
        costPpm: 0,
      },
      policyVersion: expect.any(String),
      engineVersion: expect.any(String),
      planVersion: 1,
      sharedAt: null,
    });
    expect(plan.fairness?.areas.map(({ name, fairFen }) => [name.zh, fairFen])).toEqual([
      ['南京市', wan(2500)],
      ['苏州市', wan(2500)],
    ]);
  });

  it('lists every request with its outcome and what stood in the way', async () => {
    const { id } = await planned();
    const all = await at.bureau(listAllocationRequests, { params: { id }, query: {} });
    expect(all.total).toBe(2);
    expect(new Set(all.items.map(({ requestId }) => requestId))).toEqual(
      new Set([suzhou.requestId, nanjing.requestId]),
    );
    const left = await at.bureau(listAllocationRequests, {
      params: { id },
      query: { outcome: 'not_served' },
    });
    expect(left).toMatchObject({
      total: 1,
      items: [
        {
          reason: 'limits_too_small_for_whole',
          product: null,
          blockedBy: [{ facility: { id: tool }, bank: null, restFen: wan(1800) }],
        },
      ],
    });
    const first = await at.bureau(listAllocationRequests, { params: { id }, query: { limit: 1 } });
    const second = await at.bureau(listAllocationRequests, {
      params: { id },
      query: { limit: 1, cursor: first.nextCursor ?? '' },
    });
    expect([...first.items, ...second.items]).toEqual(all.items);
  });

  it('gives the same result from the same inputs and seed, and notices when it does not', async () => {
    const [one, again] = [await planned(), await planned()];
    expect(again.inputsDigest).toBe(one.inputsDigest);
    expect(again.resultDigest).toBe(one.resultDigest);
    await at.bureau(checkAllocation, { params: { id: one.id } });
    expect(await read(one.id)).toMatchObject({ check: { status: 'equal' } });
    await at.installation.database.rows('update allocation_plan set result_digest = $2 where id = $1', [
      one.id,
      'another',
    ]);
    await at.bureau(checkAllocation, { params: { id: one.id } });
    expect(await read(one.id)).toMatchObject({ check: { status: 'different' } });
  });

  it('computes a tranche from the same requests and shows it beside the plan it is based on', async () => {
    const base = await planned({
      quotas: [
        {
          facilityId: tool,
          capacityFen: wan(5000),
          banks: [
            { bankId: bank.bank.id, capacityFen: wan(3200) },
            { bankId: other.bank.id, capacityFen: wan(1000) },
          ],
        },
      ],
    });
    // 3,200万元 of the one bank and 1,000万元 of the other, which no request fits whole.
    expect(base.figures).toMatchObject({ splitFen: wan(4200), wholeFen: wan(3200) });
    const { id } = await at.bureau(tryTranches, {
      params: { id: base.id },
      body: {
        title: '若增加 2,200 万元',
        tranches: [{ facilityId: tool, bankId: other.bank.id, addFen: wan(2200) }],
      },
    });
    // The bank's part grows to 3,200 and the tool to 7,200: both requests are served whole.
    expect(await read(id)).toMatchObject({
      basedOn: base.id,
      quotas: [{ capacityFen: wan(7200) }],
      figures: { splitFen: wan(6400), wholeFen: wan(6400), wholeRequests: 2, gapPpm: 0 },
      base: { id: base.id, figures: { wholeFen: wan(3200) } },
    });
  });

  describe('shared', () => {
    it('tells a bank its own products in coarse sums, and names a request only where it has a case', async () => {
      await at.push(suzhou, bank);
      const plan = await planned({ quotas: [{ facilityId: tool, capacityFen: wan(6400), banks: [] }] });
      const before = await bank.officer(listSharedAllocations, {});
      expect(before.items.filter(({ id }) => id === plan.id)).toEqual([]);
      await shared(plan);
      const seenBy = async (staff: BankStaff) => {
        const { items } = await staff.officer(listSharedAllocations, {});
        return items.find(({ id }) => id === plan.id);
      };
      const [mine, theirs] = [await seenBy(bank), await seenBy(other)];
      for (const [staff, seen] of [
        [bank, mine],
        [other, theirs],
      ] as const) {
        expect(seen?.products.map(({ product }) => product.id)).toEqual([at.productOf(staff)]);
        expect(seen?.products[0]?.requests).toBeNull();
        expect(seen?.pools).toEqual([]);
      }
      const sums = [mine, theirs].map((seen) => BigInt(seen?.products[0]?.amountFen ?? 0));
      expect(sums.reduce((a, b) => a + b, 0n)).toBe(BigInt(wan(6400)));
      const { items } = await at.bureau(listAllocationRequests, { params: { id: plan.id }, query: {} });
      const suggested = items.find(({ requestId }) => requestId === suzhou.requestId)?.product?.bank.id;
      const named = (mine?.products ?? []).flatMap(({ known }) => known.map(({ requestId }) => requestId));
      expect(named).toEqual(suggested === bank.bank.id ? [suzhou.requestId] : []);
      expect(theirs?.products[0]?.known).toEqual([]);
    });

    it('names the request of a case, and no longer once its consent is withdrawn', async () => {
      const plan = await planned({
        quotas: [
          {
            facilityId: tool,
            capacityFen: wan(9000),
            banks: [{ bankId: other.bank.id, capacityFen: '0' }],
          },
        ],
      });
      await shared(plan);
      const named = async (): Promise<string[]> => {
        const { items } = await bank.officer(listSharedAllocations, {});
        const own = items.find(({ id }) => id === plan.id)?.products ?? [];
        return own.flatMap(({ known }) => known.map(({ requestId }) => requestId));
      };
      // Both requests are suggested to this bank; it has a case on one of them.
      expect(await named()).toEqual([suzhou.requestId]);
      await at.installation.database.rows(
        'update engagement_dossier set revoked_at = now() where bank_id = $1',
        [bank.bank.id],
      );
      expect(await named()).toEqual([]);
    });

    it('tells the holder of a tool the sums of its tool, and takes a plan back', async () => {
      const plan = await shared(await planned());
      const seen = async () =>
        (await holder(listSharedAllocations, {})).items.find(({ id }) => id === plan.id);
      expect(await seen()).toMatchObject({
        products: [],
        pools: [{ facility: { id: tool }, capacityFen: wan(5000), usedFen: wan(3200), isBinding: true }],
      });
      const { version } = await read(plan.id);
      await at.bureau(shareAllocation, { params: { id: plan.id }, version, body: { shared: false } });
      expect(await seen()).toBeUndefined();
      await expect(
        at.bureau(shareAllocation, { params: { id: plan.id }, version, body: { shared: true } }),
      ).rejects.toMatchObject({ code: 'resource.version_conflict' });
    });
  });

  it('is the bureau’s own: nothing for another bureau, for enterprises or for other sides', async () => {
    const { id } = await planned();
    const { world, installation } = at;
    const below = await installation.signIn(await world.bureauOfficer('320500'));
    await expect(below(getAllocation, { params: { id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    expect(await below(listAllocations, { query: {} })).toMatchObject({ total: 0 });
    await expect(suzhou.finance(listAllocations, { query: {} })).rejects.toMatchObject({
      code: 'permission.denied',
    });
    await expect(bank.officer(getAllocation, { params: { id } })).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });

  it('weighs only requests of the bureau’s own interval', async () => {
    const { world, installation } = at;
    const below = await installation.signIn(await world.bureauOfficer('320500'));
    const quotas = [{ facilityId: tool, capacityFen: wan(9000), banks: [] }];
    const { id } = await below(createAllocation, { body: { title: '苏州测算', quotas } });
    await installation.settled();
    expect(await below(getAllocation, { params: { id } })).toMatchObject({
      figures: { requests: 1, demandFen: wan(3200) },
      fairness: { level: 'county' },
    });
  });

  it('refuses before anything is written', async () => {
    const before = await tables();
    const one = { facilityId: tool, capacityFen: wan(1), banks: [] };
    const part = { bankId: bank.bank.id, capacityFen: wan(1) };
    const refused = (quotas: NewAllocation['quotas']) =>
      at.bureau(createAllocation, { body: { title: '不能测算', quotas } });
    const faultAt = (pointer: string, code: string) => ({
      code: 'request.invalid',
      faults: [{ pointer, code }],
    });
    await expect(refused([one, one])).rejects.toMatchObject(
      faultAt('/body/quotas/1/facilityId', 'duplicate'),
    );
    await expect(refused([{ ...one, facilityId: STRANGE_ID }])).rejects.toMatchObject(
      faultAt('/body/quotas/0/facilityId', 'unknown'),
    );
    await expect(refused([{ ...one, banks: [part, part] }])).rejects.toMatchObject(
      faultAt('/body/quotas/0/banks/1/bankId', 'duplicate'),
    );
    await expect(refused([])).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(refused([{ ...one, capacityFen: '1'.repeat(16) }])).rejects.toMatchObject({
      code: 'request.invalid',
    });
    const banks = Array.from({ length: 500 }, () => ({ bankId: randomUUID(), capacityFen: '1' }));
    const many = Array.from({ length: 4 }, () => ({ facilityId: randomUUID(), capacityFen: '1', banks }));
    await expect(refused(many)).rejects.toMatchObject({ code: 'allocation.too_large' });
    expect(await tables()).toEqual(before);
  });

  it('answers what cannot be reached: a tool without products, and requests nothing fits', async () => {
    const plan = await planned({
      quotas: [{ facilityId: await facilityOf('EXIM-NEW-2020'), capacityFen: wan(5000), banks: [] }],
    });
    expect(plan).toMatchObject({
      status: 'done',
      figures: { requests: 2, reachable: 0, splitFen: '0', wholeFen: '0', gapPpm: 0 },
    });
    const { items } = await at.bureau(listAllocationRequests, { params: { id: plan.id }, query: {} });
    expect(items.map(({ reason }) => reason)).toEqual(['no_fitting_product', 'no_fitting_product']);
  });

  it('refuses more pairs than can be weighed, and takes as many as can', async () => {
    const { rows } = at.installation.database;
    const crowded = await facilityOf('EXIM-FOREIGN-TRADE');
    const waiting = 2;
    // 1,000 products times 1,000 requests is the most; the two that are there make it 1,002 requests.
    await rows(
      `insert into loan_product (id, bank_id, facility_id, code, name, status, rule, terms, confirmed_at, published_at,
         created_at, updated_at)
       select gen_random_uuid(), $1, $2, 'CROWD-' || n, '示例贷款' || n, 'published', '{"all": []}', p.terms, p.confirmed_at,
         p.published_at, p.created_at, p.updated_at
       from (select * from loan_product limit 1) p, generate_series(1, 1000) n`,
      [bank.bank.id, crowded],
    );
    const addRequests = (count: number) =>
      rows(
        `insert into financing_request (id, number, enterprise_id, unit_position, status, amount_fen, term_months, purpose,
           willing_to_share, source, submitted_at, first_submitted_at, verified_at, created_at, updated_at, updated_by,
           drafted_by)
         select gen_random_uuid(), gen_random_uuid()::text, enterprise_id, unit_position, 'verified', amount_fen,
           term_months, purpose, true, source, submitted_at, submitted_at, verified_at, created_at, updated_at,
           updated_by, drafted_by
         from (select * from financing_request where verified_at is not null limit 1) r, generate_series(1, $1)`,
        [count],
      );
    const create = () =>
      at.bureau(createAllocation, {
        body: {
          title: '最大规模',
          quotas: [{ facilityId: crowded, capacityFen: wan(5000), banks: [] }],
        },
      });
    await addRequests(1_000 - waiting);
    expect(await create()).toMatchObject({ status: 'running' });
    await addRequests(1);
    await expect(create()).rejects.toMatchObject({
      code: 'allocation.too_large',
      params: { requests: 1_001, products: 1_000 },
    });
  });
});
