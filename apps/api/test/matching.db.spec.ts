import { getFacility } from '@yinqi/contracts/facilities';
import { changeFacility } from '@yinqi/contracts/facility-terms';
import { getFinancingRequest } from '@yinqi/contracts/financing-requests';
import { verifyFinancingRequest } from '@yinqi/contracts/request-decisions';
import {
  explainMatch,
  getMatchStatistics,
  getRequestMatches,
  previewMatches,
  type MatchItem,
} from '@yinqi/contracts/matching';
import { editProduct, getProduct, listProducts, stepProduct } from '@yinqi/contracts/products';
import type { Call } from '@yinqi/contracts/client';
import { facilityIdOf } from '../src/seed/facilities.seed.js';
import { changeOf } from './support/terms.js';
import { amountBetween, MatchingWorld, wan } from './support/matching-world.js';

const REFUSED = { code: 'resource.not_found' };

describe('matching', () => {
  let world: MatchingWorld;

  beforeAll(async () => {
    world = await MatchingWorld.open();
  });
  afterAll(() => world.close());

  const settled = () => world.installation.settled();
  const matches = (requestId: string, call: Call = world.finance) =>
    call(getRequestMatches, { params: { id: requestId } });
  const itemOf = async (requestId: string, productId: string): Promise<MatchItem | undefined> =>
    (await matches(requestId)).items.find((item) => item.productId === productId);

  it('runs at submission and tells every verdict with what was met', async () => {
    const fits = await world.published({ rule: { all: [amountBetween(500, 5000)] } });
    const tooSmall = await world.published({ rule: { all: [amountBetween(10, 1000)] } });
    const open = await world.published({
      rule: { all: [amountBetween(500, 5000), { attribute: 'taxGrade', op: 'in', operand: ['A', 'B'] }] },
    });
    const requestId = await world.submitted();
    await settled();
    const result = await matches(requestId);
    expect(result).toMatchObject({ state: 'current', asOf: '2026-11-02', policyVersion: '2026-1' });
    expect(result.counts).toEqual({ eligible: 1, needsInformation: 1, unavailable: 0, ineligible: 1 });
    const [first, second, third] = result.items;
    expect(first).toMatchObject({ productId: fits.id, verdict: 'eligible', met: 1, total: 1 });
    // The named contributions add up exactly to the score.
    const sum = Object.values(first?.contributions ?? {}).reduce((total, part) => total + part, 0);
    expect(sum).toBe(first?.score);
    expect(second).toMatchObject({ productId: open.id, verdict: 'needs_information', met: 1, total: 2 });
    expect(second?.missing).toMatchObject([{ attribute: 'taxGrade', reason: 'absent' }]);
    expect(third).toMatchObject({ productId: tooSmall.id, verdict: 'ineligible', met: 0, total: 1 });
    const why = await world.finance(explainMatch, { params: { id: requestId, productId: tooSmall.id } });
    expect(why.explanation.clauses[0]?.atoms[0]).toMatchObject({
      truth: 'false',
      required: { zh: '10万元至1,000万元' },
      actual: { text: { zh: '3,200万元' }, source: '融资需求申报', date: '2026-11-02' },
    });
  });

  it('changes no state at submission, and enters matched at verification', async () => {
    await world.published({ rule: { all: [amountBetween(500, 5000)] } });
    const requestId = await world.submitted();
    await settled();
    const officer = await world.installation.signIn(await world.world.bureauOfficer('320500'));
    const submitted = await officer(getFinancingRequest, { params: { id: requestId } });
    expect(submitted.status).toBe('submitted');
    await officer(verifyFinancingRequest, { params: { id: requestId }, version: submitted.version });
    await settled();
    expect((await officer(getFinancingRequest, { params: { id: requestId } })).status).toBe('matched');
  });

  it('leaves a request that fits nothing unmatched until a product comes that it fits', async () => {
    const requestId = await world.submitted({ amountFen: wan(90_000) });
    await settled();
    const officer = await world.installation.signIn(await world.world.bureauOfficer('320000'));
    const { version } = await officer(getFinancingRequest, { params: { id: requestId } });
    await officer(verifyFinancingRequest, { params: { id: requestId }, version });
    await settled();
    expect((await officer(getFinancingRequest, { params: { id: requestId } })).status).toBe('unmatched');
    await world.published({ rule: { all: [amountBetween(50_000, 100_000)] } });
    await settled();
    expect((await officer(getFinancingRequest, { params: { id: requestId } })).status).toBe('matched');
  });

  it('matches again when a product changes', async () => {
    const product = await world.published({ rule: { all: [amountBetween(500, 5000)] } });
    const requestId = await world.submitted();
    await settled();
    expect(await itemOf(requestId, product.id)).toMatchObject({ verdict: 'eligible' });
    const content = {
      name: product.name,
      nameEn: product.nameEn,
      facilityId: product.facility.id,
      terms: product.terms,
      rule: { all: [amountBetween(500, 3000)] },
    };
    const { id, version } = product;
    const edited = await world.manager(editProduct, { params: { id }, body: content, version });
    await settled();
    const after = await itemOf(requestId, product.id);
    expect(after).toMatchObject({ verdict: 'ineligible', productVersion: edited.version });
    expect(await matches(requestId)).toMatchObject({ state: 'current' });
  });

  it('calls a firm behind a closed facility unavailable, never ineligible', async () => {
    const rediscount = facilityIdOf('PBOC-REDISCOUNT');
    const product = await world.published({
      rule: { all: [amountBetween(500, 5000)] },
      facility: 'PBOC-REDISCOUNT',
    });
    const requestId = await world.submitted({ purpose: 'bill_discount' });
    await settled();
    expect(await itemOf(requestId, product.id)).toMatchObject({ verdict: 'eligible' });
    const holder = await world.world.institution('facility_administrator');
    await world.world.entrust('PBOC-REDISCOUNT', holder);
    const administrator = await world.installation.signIn(
      await world.world.account('facility_administrator', holder, ['facility_officer']),
    );
    const facility = await administrator(getFacility, { params: { id: rediscount } });
    await administrator(changeFacility, {
      params: { id: rediscount },
      body: {
        ...changeOf(facility, world.installation.clock.now().toISOString().slice(0, 10)),
        closed: true,
      },
      version: facility.version,
    });
    await settled();
    const closed = await itemOf(requestId, product.id);
    expect(closed).toMatchObject({ verdict: 'unavailable', met: 2, total: 2 });
    expect(closed?.closedGates).toMatchObject([{ gate: 'facility_open', text: { zh: '资金渠道已关闭' } }]);
  });

  it('says that a new result is under way while the stored one is of earlier facts', async () => {
    const product = await world.published({
      rule: { all: [{ attribute: 'taxGrade', op: 'in', operand: ['A', 'B'] }] },
    });
    const requestId = await world.submitted();
    await settled();
    expect(await itemOf(requestId, product.id)).toMatchObject({ verdict: 'needs_information' });
    // Written past the application, so that no event asks for matching.
    await world.installation.database.rows(
      `update enterprise set profile = '{"taxGrade": {"value": "A", "source": "税务局", "date": "2026-10-01",
         "provenance": "official"}}' where id = $1`,
      [world.enterprise.id],
    );
    expect(await matches(requestId)).toMatchObject({ state: 'running' });
    const why = await world.finance(explainMatch, { params: { id: requestId, productId: product.id } });
    expect(why).toMatchObject({ state: 'running', explanation: { verdict: 'eligible' } });
  });

  it('drops a withdrawn product from the list', async () => {
    const { id, version } = await world.published({ rule: { all: [amountBetween(500, 5000)] } });
    const requestId = await world.submitted();
    await settled();
    expect(await itemOf(requestId, id)).toBeDefined();
    await world.manager(stepProduct, { params: { id }, body: { step: 'withdraw' }, version });
    await settled();
    expect(await itemOf(requestId, id)).toBeUndefined();
    await expect(
      world.finance(explainMatch, { params: { id: requestId, productId: id } }),
    ).rejects.toMatchObject(REFUSED);
  });

  it('shows results to the enterprise and its bureau, and to nobody else', async () => {
    await world.published({ rule: { all: [amountBetween(500, 5000)] } });
    const requestId = await world.submitted();
    await settled();
    const suzhou = await world.installation.signIn(await world.world.bureauOfficer('320500'));
    expect((await matches(requestId, suzhou)).counts.eligible).toBeGreaterThan(0);
    const nanjing = await world.installation.signIn(await world.world.bureauOfficer('320100'));
    await expect(matches(requestId, nanjing)).rejects.toMatchObject(REFUSED);
    const other = await world.world.enterprise();
    const stranger = await world.installation.signIn(
      await world.world.account('enterprise', other.id, ['finance']),
    );
    await expect(matches(requestId, stranger)).rejects.toMatchObject(REFUSED);
    const statistics = await suzhou(getMatchStatistics, {});
    expect(statistics.requests).toBe(statistics.withEligible + statistics.withoutEligible);
    expect(await nanjing(getMatchStatistics, {})).toMatchObject({ requests: 0 });
  });

  it('lets no bank read results, whatever it asks the database', async () => {
    const policies = await world.installation.database.rows<{ may: boolean }>(
      `select has_table_privilege('app_bank', 'match_result', 'select') as may`,
    );
    expect(policies).toEqual([{ may: false }]);
  });

  it('counts what a draft would fit, as the result then does', async () => {
    const requestId = await world.submitted({ amountFen: wan(700) });
    await settled();
    const preview = await world.finance(previewMatches, {
      body: {
        amountFen: wan(700),
        currency: 'CNY',
        termMonths: 12,
        purpose: 'working_capital',
        collateral: ['unsecured'],
      },
    });
    const { counts } = await matches(requestId);
    expect(preview).toMatchObject({ eligible: counts.eligible, needsInformation: counts.needsInformation });
  });

  describe('a catalogue of the registry’s kinds', () => {
    const RULES = [
      { all: [] },
      { all: [amountBetween(100, 5000), { attribute: 'termMonths', op: 'lte', operand: 36 }] },
      { all: [{ attribute: 'region', op: 'within', operand: ['320000'] }] },
      { all: [{ attribute: 'industry', op: 'notWithin', operand: ['C3484'] }] },
      { any: [{ attribute: 'firstLoan', op: 'is', operand: true }, amountBetween(100, 5000)] },
      { all: [{ attribute: 'collateral', op: 'intersects', operand: ['real_estate', 'land'] }] },
      { all: [{ attribute: 'purposes', op: 'subsetOf', operand: ['working_capital', 'export_order'] }] },
      { all: [{ attribute: 'exportShareBp', op: 'gte', operand: 3000 }] },
      { all: [{ attribute: 'rateCeilingBp', op: 'gte', operand: 320 }] },
      { all: [{ attribute: 'currency', op: 'is', operand: 'CNY', minProvenance: 'verified' }] },
    ];

    it('is explained exactly as it was judged, for every request', async () => {
      for (const rule of RULES) await world.published({ rule });
      const contents = [
        {},
        { amountFen: wan(80), collateral: ['real_estate' as const] },
        { termMonths: 60, firstLoan: true },
        { purpose: 'fixed_assets' as const, rateCeilingBp: 400 },
        { collateral: [] },
      ];
      const requestIds: string[] = [];
      for (const content of contents) requestIds.push(await world.submitted(content));
      await settled();
      let compared = 0;
      for (const id of requestIds) {
        const { items, state } = await matches(id);
        expect(state).toBe('current');
        for (const item of items) {
          const why = await world.finance(explainMatch, { params: { id, productId: item.productId } });
          expect(why.state).toBe('current');
          expect(why.explanation).toMatchObject({
            verdict: item.verdict,
            productVersion: item.productVersion,
          });
          expect({ met: why.met, total: why.total, score: why.score }).toEqual({
            met: item.met,
            total: item.total,
            score: item.score,
          });
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThanOrEqual(RULES.length * contents.length);
    });
  });

  it('keeps drafts and other banks’ drafts to the bank that wrote them', async () => {
    const { id } = await world.draft({ rule: { all: [amountBetween(1, 2)] } });
    await expect(world.finance(getProduct, { params: { id } })).rejects.toMatchObject(REFUSED);
    const other = await world.world.bank();
    const rival = await world.installation.signIn(
      await world.world.account('bank', other.id, ['product_manager']),
    );
    await expect(rival(getProduct, { params: { id } })).rejects.toMatchObject(REFUSED);
    expect(await rival(listProducts, { query: {} })).toMatchObject({ total: 0, items: [] });
    const own = await world.manager(listProducts, { query: { status: ['draft'] } });
    expect(own.items.map((item) => item.id)).toContain(id);
  });
});
