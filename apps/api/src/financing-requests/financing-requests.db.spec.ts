import type { Call } from '@yinqi/contracts/client';
import {
  closeFinancingRequest,
  getFinancingRequest,
  listFinancingRequests,
  saveFinancingRequest,
  startFinancingRequest,
  submitFinancingRequest,
  withdrawFinancingRequest,
  type RequestDetail,
  type RequestItem,
  type RequestSort,
} from '@yinqi/contracts/financing-requests';
import {
  markDuplicateRequest,
  rejectFinancingRequest,
  returnFinancingRequest,
  verifyFinancingRequest,
} from '@yinqi/contracts/request-decisions';
import { openInstallation, type Installation } from '../../test/support/installation.js';
import { World, type Organisation } from '../../test/support/world.js';

/** A Monday morning in Beijing: 2026-11-02 10:00. */
const NOW = new Date('2026-11-02T02:00:00Z');

const NEED = {
  purpose: 'working_capital',
  amountFen: '3200000000',
  termMonths: 12,
  neededBy: '2026-12-31',
  collateral: ['real_estate'],
  contactName: '沈予安',
  contactPhone: '13800000001',
} as const;

describe('financing requests', () => {
  let installation: Installation;
  let world: World;
  let enterprise: Organisation;
  let finance: Call;
  let province: Call;

  const enterpriseCall = async (organisation: Organisation): Promise<Call> =>
    installation.signIn(await world.account('enterprise', organisation.id, ['finance']));
  const bureauCall = async (regionCode: string): Promise<Call> =>
    installation.signIn(await world.bureauOfficer(regionCode));

  const draft = async (call: Call = finance): Promise<RequestDetail> => {
    const started = await call(startFinancingRequest, { body: {} });
    const { id, version } = started;
    return call(saveFinancingRequest, {
      params: { id },
      body: { ...NEED, collateral: ['real_estate'] },
      version,
    });
  };
  const submitted = async (call: Call = finance): Promise<RequestDetail> => {
    const { id, version } = await draft(call);
    return call(submitFinancingRequest, { params: { id }, version });
  };
  const published = (id: string) =>
    installation.database.rows<{ topic: string }>(
      `select topic from outbox_event where topic = 'financing-request.changed' and payload::text like $1`,
      [`%${id}%`],
    );

  beforeAll(async () => {
    installation = await openInstallation({ worker: false, now: NOW });
    world = await World.open(installation.database);
    enterprise = await world.enterprise({ name: '示例精密部件（苏州）有限公司', regionCode: '320500' });
    finance = await enterpriseCall(enterprise);
    province = await bureauCall('320000');
  });
  afterAll(async () => {
    await world.close();
    await installation.close();
  });

  describe('a draft', () => {
    it('is kept field by field, each save under the version it was read at', async () => {
      const started = await finance(startFinancingRequest, { body: {} });
      expect(started).toMatchObject({ status: 'draft', version: 1, amountFen: null, currency: 'CNY' });
      expect(started.number).toMatch(/^XQ-2026-1102-\d{4,}$/);
      expect(started.missing).toContain('amountFen');
      const { id } = started;
      const first = await finance(saveFinancingRequest, {
        params: { id },
        body: { amountFen: '3200000000' },
        version: 1,
      });
      const second = await finance(saveFinancingRequest, {
        params: { id },
        body: { purpose: 'export_order' },
        version: first.version,
      });
      expect(second).toMatchObject({ amountFen: '3200000000', purpose: 'export_order', version: 3 });
      expect(second.contentVersion).toBe(1);
      await expect(published(id)).resolves.toEqual([]);
    });

    it('tells who saved in between when a save comes too late', async () => {
      const { id, version } = await draft();
      const colleague = await enterpriseCall(enterprise);
      await colleague(saveFinancingRequest, { params: { id }, body: { termMonths: 24 }, version });
      const late = finance(saveFinancingRequest, { params: { id }, body: { termMonths: 6 }, version });
      await expect(late).rejects.toMatchObject({
        code: 'resource.version_conflict',
        params: { who: expect.stringContaining('测试'), when: NOW.toISOString() },
      });
    });

    it('begins with what the last need said of the enterprise, and copies a whole need on request', async () => {
      const { id } = await draft();
      const next = await finance(startFinancingRequest, { body: {} });
      expect(next).toMatchObject({ contactName: '沈予安', contactPhone: '13800000001', amountFen: null });
      const copy = await finance(startFinancingRequest, { body: { copyOf: id } });
      expect(copy).toMatchObject({ amountFen: '3200000000', termMonths: 12, collateral: ['real_estate'] });
    });

    it('takes over the insurance once declared, but promises no guarantee given for another need', async () => {
      const exporter = await enterpriseCall(await world.enterprise({ regionCode: '320500' }));
      const { id, version } = await draft(exporter);
      const said = { exportCreditInsured: true, parentGuarantee: true };
      await exporter(saveFinancingRequest, { params: { id }, body: said, version });
      const next = await exporter(startFinancingRequest, { body: {} });
      expect(next).toMatchObject({ exportCreditInsured: true, parentGuarantee: null, collateral: [] });
    });

    it('opened again without a word written is the same draft under the same number', async () => {
      const other = await world.enterprise({ regionCode: '320500' });
      const call = await enterpriseCall(other);
      const opened = await call(startFinancingRequest, { body: {} });
      const again = await call(startFinancingRequest, { body: {} });
      expect(again).toMatchObject({ id: opened.id, number: opened.number });
      const begun = await province(startFinancingRequest, { body: { enterpriseId: other.id } });
      expect(begun.id).not.toBe(opened.id);
      expect(begun.nextStep).toMatchObject({ who: 'bureau', yours: true, what: 'finish_draft' });
      await call(saveFinancingRequest, {
        params: { id: opened.id },
        body: { purpose: 'export_order' },
        version: again.version,
      });
      await expect(call(startFinancingRequest, { body: {} })).resolves.not.toMatchObject({ id: opened.id });
    });

    it('belongs to the enterprise until it is submitted', async () => {
      const { id } = await draft();
      await expect(province(getFinancingRequest, { params: { id } })).rejects.toMatchObject({
        code: 'resource.not_found',
      });
    });

    it('can be begun by the bureau for an enterprise, which sees it', async () => {
      const begun = await province(startFinancingRequest, { body: { enterpriseId: enterprise.id } });
      await expect(finance(getFinancingRequest, { params: { id: begun.id } })).resolves.toMatchObject({
        status: 'draft',
        enterprise: { id: enterprise.id },
      });
    });
  });

  describe('submitting', () => {
    it('is refused with every open field by name', async () => {
      const { id, version } = await finance(startFinancingRequest, { body: {} });
      const refused = finance(submitFinancingRequest, { params: { id }, version });
      await expect(refused).rejects.toMatchObject({
        code: 'financing_request.incomplete',
        faults: expect.arrayContaining([
          { pointer: '/content/purpose', code: 'missing' },
          { pointer: '/content/amountFen', code: 'missing' },
          { pointer: '/content/neededBy', code: 'missing' },
        ]),
      });
    });

    it('is refused for money needed on a day already past', async () => {
      const { id, version } = await draft();
      const past = await finance(saveFinancingRequest, {
        params: { id },
        body: { neededBy: '2026-11-01' },
        version,
      });
      await expect(
        finance(submitFinancingRequest, { params: { id }, version: past.version }),
      ).rejects.toMatchObject({ faults: [{ pointer: '/content/neededBy', code: 'past' }] });
    });

    it('makes it the bureau’s move for two working days, and says so once to whoever matches', async () => {
      const request = await submitted();
      expect(request.status).toBe('submitted');
      // Monday 10:00 + 14 working hours (09:00–12:00, 13:30–17:30): Wednesday 10:00, Beijing.
      expect(request.nextStep).toMatchObject({
        who: 'bureau',
        yours: false,
        what: 'verify_request',
        by: '2026-11-04T02:00:00.000Z',
      });
      expect(request.timeline).toMatchObject([{ action: 'submit', from: 'draft', to: 'submitted' }]);
      await expect(published(request.id)).resolves.toHaveLength(1);
    });

    it('happens once however often the same command arrives', async () => {
      const { id, version } = await draft();
      const options = { idempotencyKey: crypto.randomUUID() };
      const first = await finance(submitFinancingRequest, { params: { id }, version }, options);
      const replay = await finance(submitFinancingRequest, { params: { id }, version }, options);
      expect(replay).toEqual(first);
      expect(replay.timeline).toHaveLength(1);
      await expect(published(id)).resolves.toHaveLength(1);
    });
  });

  describe('the bureau', () => {
    it('verifies, after which verifying again is refused with its code', async () => {
      const { id, version } = await submitted();
      const verified = await province(verifyFinancingRequest, { params: { id }, version });
      expect(verified).toMatchObject({ status: 'verified', verifiedAt: NOW.toISOString() });
      await expect(
        province(verifyFinancingRequest, { params: { id }, version: verified.version }),
      ).rejects.toMatchObject({
        code: 'transition.refused',
        params: { reason: 'transition.not_from_this_state', action: 'verify', state: 'verified' },
      });
    });

    it('decides once when two officers press at the same moment: the second learns who was first', async () => {
      const { id, version } = await submitted();
      const officers = await Promise.all([bureauCall('320000'), bureauCall('320500')]);
      const answers = await Promise.allSettled(
        officers.map((call) => call(verifyFinancingRequest, { params: { id }, version })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = answers.find((answer) => answer.status === 'rejected');
      expect(lost).toMatchObject({
        reason: { code: 'resource.version_conflict', params: { who: expect.stringContaining('测试') } },
      });
      const { timeline } = await province(getFinancingRequest, { params: { id } });
      expect(timeline.filter((event) => event.action === 'verify')).toHaveLength(1);
    });

    it('returns with items to fix, which a new submission clears', async () => {
      const { id, version } = await submitted();
      const items = [{ field: 'amountFen' as const, text: '金额与附表不一致，请核对' }];
      const returned = await province(returnFinancingRequest, { params: { id }, version, body: { items } });
      expect(returned).toMatchObject({ status: 'returned', returnItems: items });
      const seen = await finance(getFinancingRequest, { params: { id } });
      expect(seen.nextStep).toMatchObject({ who: 'enterprise', yours: true, what: 'fix_returned', count: 1 });
      const fixed = await finance(saveFinancingRequest, {
        params: { id },
        body: { amountFen: '3000000000' },
        version: seen.version,
      });
      expect(fixed).toMatchObject({ status: 'returned', contentVersion: 2 });
      const again = await finance(submitFinancingRequest, { params: { id }, version: fixed.version });
      expect(again).toMatchObject({ status: 'submitted', returnItems: [] });
      expect(again.timeline.map((event) => event.action)).toEqual(['submit', 'return', 'submit']);
    });

    it('rejects with a reason, and marks a duplicate only against a need of the same enterprise', async () => {
      const first = await submitted();
      const second = await submitted();
      const stranger = await submitted(await enterpriseCall(await world.enterprise()));
      await expect(
        province(markDuplicateRequest, {
          params: { id: second.id },
          version: second.version,
          body: { duplicateOf: stranger.id },
        }),
      ).rejects.toMatchObject({ code: 'resource.not_found' });
      const duplicate = await province(markDuplicateRequest, {
        params: { id: second.id },
        version: second.version,
        body: { duplicateOf: first.id },
      });
      expect(duplicate.timeline.at(-1)).toMatchObject({ to: 'duplicate', reason: first.number });
      const rejected = await province(rejectFinancingRequest, {
        params: { id: first.id },
        version: first.version,
        body: { reason: '不属于外资企业融资需求' },
      });
      expect(rejected).toMatchObject({ status: 'rejected', nextStep: { who: null } });
    });

    it('neither withdraws for the enterprise nor closes what is not with a bank', async () => {
      const { id, version } = await submitted();
      await expect(
        province(withdrawFinancingRequest, { params: { id }, version, body: {} }),
      ).rejects.toMatchObject({ params: { reason: 'transition.not_by_this_actor' } });
      await expect(
        province(closeFinancingRequest, { params: { id }, version, body: {} }),
      ).rejects.toMatchObject({
        params: { reason: 'transition.not_from_this_state' },
      });
    });
  });

  describe('a change after submission', () => {
    it('of the amount makes a version and is matched again', async () => {
      const { id, version } = await submitted();
      const revised = await finance(saveFinancingRequest, {
        params: { id },
        body: { amountFen: '5000000000' },
        version,
      });
      expect(revised).toMatchObject({ status: 'submitted', contentVersion: 2 });
      expect(revised.timeline.at(-1)).toMatchObject({ action: 'revise' });
      await expect(published(id)).resolves.toHaveLength(2);
    });

    it('sends a matched request back to verified, but a new contact person does not', async () => {
      const { id } = await submitted();
      await world.insert(`update financing_request set status = 'matched', verified_at = $2 where id = $1`, [
        id,
        NOW,
      ]);
      const { version } = await finance(getFinancingRequest, { params: { id } });
      const contact = await finance(saveFinancingRequest, {
        params: { id },
        body: { contactName: '顾明' },
        version,
      });
      expect(contact).toMatchObject({ status: 'matched', contentVersion: 1 });
      const term = await finance(saveFinancingRequest, {
        params: { id },
        body: { termMonths: 18 },
        version: contact.version,
      });
      expect(term).toMatchObject({ status: 'verified', contentVersion: 2 });
      expect(term.timeline.at(-1)).toMatchObject({ action: 'reopen', actorSide: 'system' });
    });

    it('lets a bureau take 授权共享 back, never give it for the enterprise', async () => {
      const willing = await draft();
      const { id, version } = await finance(saveFinancingRequest, {
        params: { id: willing.id },
        version: willing.version,
        body: { willingToShare: true },
      });
      const submitting = await finance(submitFinancingRequest, { params: { id }, version });
      const share = (willingToShare: boolean, at: number) =>
        province(saveFinancingRequest, { params: { id }, version: at, body: { willingToShare } });
      const lowered = await share(false, submitting.version);
      expect(lowered.willingToShare).toBe(false);
      await expect(share(true, lowered.version)).rejects.toMatchObject({
        code: 'request.invalid',
        faults: [{ pointer: '/content/willingToShare', code: 'enterprise_only' }],
      });
      // A need the bureau copies for it is a need it has said nothing about.
      const own = await finance(saveFinancingRequest, {
        params: { id },
        version: lowered.version,
        body: { willingToShare: true },
      });
      const copy = await province(startFinancingRequest, {
        body: { enterpriseId: own.enterprise.id, copyOf: id },
      });
      expect(copy.willingToShare).toBe(false);
    });

    it('cannot empty what was submitted, and ends with the request', async () => {
      const { id, version } = await submitted();
      await expect(
        finance(saveFinancingRequest, { params: { id }, body: { amountFen: null }, version }),
      ).rejects.toMatchObject({ code: 'financing_request.incomplete' });
      const ended = await finance(withdrawFinancingRequest, {
        params: { id },
        version,
        body: { reason: '改用股东借款' },
      });
      expect(ended).toMatchObject({ status: 'withdrawn', editable: false, allowedActions: [] });
      await expect(
        finance(saveFinancingRequest, {
          params: { id },
          body: { termMonths: 6 },
          version: ended.version,
        }),
      ).rejects.toMatchObject({ code: 'transition.refused' });
    });
  });

  describe('who sees a request', () => {
    it('is its enterprise and the bureaus above it, nobody else', async () => {
      const { id } = await submitted();
      const seers = [finance, province, await bureauCall('320500')];
      for (const call of seers) {
        await expect(call(getFinancingRequest, { params: { id } })).resolves.toMatchObject({ id });
      }
      const strangers = [
        await bureauCall('330000'),
        await bureauCall('320100'),
        await enterpriseCall(await world.enterprise()),
      ];
      for (const call of strangers) {
        await expect(call(getFinancingRequest, { params: { id } })).rejects.toMatchObject({
          code: 'resource.not_found',
        });
        const { items } = await call(listFinancingRequests, { query: { limit: 200 } });
        expect(items.map((item) => item.id)).not.toContain(id);
      }
      const bank = await installation.signIn(
        await world.account('bank', (await world.bank()).id, ['officer']),
      );
      await expect(bank(getFinancingRequest, { params: { id } })).rejects.toMatchObject({
        code: 'permission.denied',
      });
    });

    it('shows a head-office reader abroad that there is a contact, not who', async () => {
      const { id } = await submitted();
      const abroad = await installation.signIn(
        await world.account('enterprise', enterprise.id, ['hq_viewer']),
      );
      await expect(abroad(getFinancingRequest, { params: { id } })).resolves.toMatchObject({
        contactName: '沈**',
        contactPhone: '138****01',
        allowedActions: [],
        editable: false,
      });
    });

    it('stays so in the database itself, with the guard out of the way', async () => {
      const { id } = await submitted();
      const { id: bankId } = await world.bank();
      const visible = await installation.database.rows<{ count: number }>(
        `with role as materialized (select set_config('role', 'app_bank', true), set_config('app.bank_id', $2, true))
         select (select has_table_privilege('app_bank', 'financing_request', 'select'))::int as count from role where $1 <> ''`,
        [id, bankId],
      );
      expect(visible).toEqual([{ count: 0 }]);
    });
  });

  describe('the list', () => {
    const listed = async (sort: RequestSort, limit = 200): Promise<RequestItem[]> => {
      const items: RequestItem[] = [];
      let cursor: string | undefined;
      do {
        const query = { sort, limit, ...(cursor === undefined ? {} : { cursor }) };
        const page = await province(listFinancingRequests, { query });
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return items;
    };
    const inOrder = (keys: readonly (string | null)[], turned: boolean): (string | null)[] => {
      const known = keys.filter((key) => key !== null).sort();
      return [...(turned ? known.reverse() : known), ...keys.filter((key) => key === null)];
    };

    it.each([
      ['due', ({ nextStep }: RequestItem) => nextStep.by],
      ['neededBy', ({ neededBy }: RequestItem) => neededBy],
      ['updatedAt', ({ updatedAt }: RequestItem) => updatedAt],
    ] as const)(
      'sorts by %s both ways, page after page, and what has no date stands last',
      async (sort, keyOf) => {
        for (const neededBy of ['2027-03-31', '2026-11-30', null]) {
          const asked = await submitted(await enterpriseCall(await world.enterprise()));
          installation.clock.advance(5 * 60_000);
          await installation.database.rows('update financing_request set needed_by = $2 where id = $1', [
            asked.id,
            neededBy,
          ]);
        }
        const ascending = await listed(sort);
        const keys = ascending.map(keyOf);
        expect(new Set(keys).size).toBeGreaterThan(2);
        expect(keys).toEqual(inOrder(keys, false));
        const descending = await listed(`-${sort}`);
        expect(descending.map(keyOf)).toEqual(inOrder(keys, true));
        // The same requests once each, however small the page.
        const ids = ascending.map(({ id }) => id);
        expect((await listed(sort, 2)).map(({ id }) => id)).toEqual(ids);
        expect(new Set(descending.map(({ id }) => id))).toEqual(new Set(ids));
      },
    );

    it('filters by status, city, words and amount, and sums what the filter finds', async () => {
      const city = await world.enterprise({ name: '示例化工（南通）有限公司', regionCode: '320600' });
      const call = await enterpriseCall(city);
      const small = await submitted(call);
      await submitted(call);
      const revised = await call(saveFinancingRequest, {
        params: { id: small.id },
        body: { amountFen: '100000000' },
        version: small.version,
      });
      expect(revised.amountFen).toBe('100000000');
      const both = await province(listFinancingRequests, {
        query: { region: '320600', status: ['submitted'] },
      });
      // 100 万 + 3,200 万 = 3,300 万元.
      expect(both).toMatchObject({ total: 2, totalFen: '3300000000', otherCurrencyCount: 0 });
      const large = await province(listFinancingRequests, {
        query: { search: '示例化工', amountFrom: '1000000000' },
      });
      expect(large).toMatchObject({ total: 1, totalFen: '3200000000' });
      expect(large.items[0]).toMatchObject({
        enterpriseName: '示例化工（南通）有限公司',
        regionCode: '320600',
      });
    });

    it('pages through every request exactly once', async () => {
      const all = await province(listFinancingRequests, { query: { limit: 200 } });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await province(listFinancingRequests, {
          query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
        });
        expect(page.total).toBe(all.total);
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(all.items.map((item) => item.id));
    });
  });
});
