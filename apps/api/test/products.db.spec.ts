import { getSession } from '@yinqi/contracts/identity';
import { createProduct, editProduct, getProduct, stepProduct } from '@yinqi/contracts/products';
import { amountBetween, MatchingWorld, NOW, wan } from './support/matching-world.js';

describe('products of a bank', () => {
  let world: MatchingWorld;

  beforeAll(async () => {
    world = await MatchingWorld.open();
  });
  afterAll(() => world.close());

  it('reads a rule back as sentences in both languages, with its limits', async () => {
    const { id } = await world.published({
      rule: {
        all: [
          amountBetween(500, 5000),
          {
            any: [
              { attribute: 'termMonths', op: 'lte', operand: 12 },
              {
                all: [
                  { attribute: 'termMonths', op: 'lte', operand: 36 },
                  { attribute: 'collateral', op: 'intersects', operand: ['real_estate'] },
                ],
              },
            ],
          },
        ],
      },
    });
    const product = await world.finance(getProduct, { params: { id } });
    expect(product.conditions.common).toEqual([
      { zh: '融资金额500万元至5,000万元', en: 'Amount CNY 5 m to CNY 50 m' },
    ]);
    expect(product.conditions.alternatives.map((group) => group.map(({ zh }) => zh))).toEqual([
      ['期限不超过12个月'],
      ['期限不超过36个月', '担保方式含以下之一：房产抵押'],
    ]);
    // The widest term of the two alternatives: 36 months.
    expect(product.limits).toEqual({
      amountMinFen: wan(500),
      amountMaxFen: wan(5000),
      termMinMonths: null,
      termMaxMonths: 36,
    });
    expect(product).toMatchObject({ status: 'published', freshness: 'fresh', conditionCount: 4 });
  });

  it('names every condition that cannot be read', async () => {
    const rule = {
      all: [
        { attribute: 'amount', op: 'within', operand: ['320000'] },
        { attribute: 'industry', op: 'within', operand: ['Z99'] },
        { attribute: 'creditScore', op: 'gte', operand: 600 },
      ],
    };
    await expect(world.draft({ rule })).rejects.toMatchObject({
      code: 'product.rule_invalid',
      faults: [
        { pointer: '/body/rule/all/0', code: 'operator_not_allowed', params: { attribute: 'amount' } },
        { pointer: '/body/rule/all/1', code: 'operand_unknown_code', params: { attribute: 'industry' } },
        { pointer: '/body/rule/all/2', code: 'unknown_attribute', params: { attribute: 'creditScore' } },
      ],
    });
  });

  it('counts the alternatives of the funding with the product’s own', async () => {
    // Six alternatives of the bank times three of the relending (涉农, 小微, 中型民营) are eighteen, sixteen may be.
    const any = ['320100', '320200', '320300', '320400', '320500', '320600'].map((region) => ({
      attribute: 'region',
      op: 'within',
      operand: [region],
    }));
    await expect(world.draft({ rule: { any }, facility: 'PBOC-RURAL-SME' })).rejects.toMatchObject({
      code: 'product.rule_invalid',
      faults: [{ code: 'too_many_clauses', params: { alternatives: 18 } }],
    });
  });

  it('refuses a rate above what the funding allows a borrower to be charged', async () => {
    // LPR 1Y is 3.00 % since 2025-05-20; with 50 basis points on top the cap is 3.50 %, and 3.60 % is above it.
    await expect(world.draft({ rule: { all: [] }, facility: 'PBOC-RELENDING-2020' })).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [{ pointer: '/body/terms/rateToBp', code: 'above_rate_cap', params: { capBp: 350 } }],
    });
  });

  it('keeps a code for one product, and an edit for the version it was made of', async () => {
    const draft = await world.draft({ rule: { all: [] }, code: 'SAME' });
    await expect(world.draft({ rule: { all: [] }, code: 'SAME' })).rejects.toMatchObject({
      code: 'product.code_taken',
    });
    const { id, version, name, nameEn, terms, facility, rule } = draft;
    const body = { name, nameEn, terms, rule, facilityId: facility.id };
    await world.manager(editProduct, { params: { id }, body, version });
    await expect(world.manager(editProduct, { params: { id }, body, version })).rejects.toMatchObject({
      code: 'resource.version_conflict',
    });
  });

  it('walks from draft to published, withdrawn and back, and refuses what is not on the way', async () => {
    const draft = await world.draft({ rule: { all: [] } });
    const { id } = draft;
    const step = (name: 'publish' | 'withdraw' | 'confirm', version: number) =>
      world.manager(stepProduct, { params: { id }, body: { step: name }, version });
    await expect(step('withdraw', draft.version)).rejects.toMatchObject({ code: 'transition.refused' });
    const published = await step('publish', draft.version);
    expect(published).toMatchObject({ status: 'published', version: 2 });
    const confirmed = await step('confirm', published.version);
    expect(confirmed.publishedAt).toBe(published.publishedAt);
    const withdrawn = await step('withdraw', confirmed.version);
    expect(withdrawn).toMatchObject({ status: 'withdrawn', freshness: null });
    expect(await step('publish', withdrawn.version)).toMatchObject({ status: 'published', version: 5 });
  });

  it('is due fourteen days before the ninety are over, and lapses after them', async () => {
    const { id } = await world.published({ rule: { all: [] } });
    const confirmedDaysAgo = async (days: number) => {
      await world.installation.database.rows(
        `update loan_product set confirmed_at = $2::timestamptz - make_interval(days => $3) where id = $1`,
        [id, NOW, days],
      );
      return (await world.manager(getProduct, { params: { id } })).freshness;
    };
    expect(await confirmedDaysAgo(76)).toBe('fresh');
    expect(await confirmedDaysAgo(77)).toBe('due');
    expect(await confirmedDaysAgo(90)).toBe('due');
    expect(await confirmedDaysAgo(91)).toBe('lapsed');
  });

  it('lets only product managers write', async () => {
    const officer = await world.installation.signIn(
      await world.world.account('bank', world.bank.id, ['officer']),
    );
    const draft = officer(createProduct, {
      body: { ...content(world.bank.id), code: 'X-1' },
    });
    await expect(draft).rejects.toMatchObject({ code: 'permission.denied' });
  });

  it('leaves the head office its products: a branch reads them and changes none', async () => {
    const { id, version, facility } = await world.draft({ rule: { all: [] } });
    const branch = await world.world.branch(world.bank, '320500');
    const manager = await world.installation.signIn(
      await world.world.account('bank', branch.id, ['product_manager']),
    );
    // Told beforehand, so that no page offers what would be refused.
    expect((await manager(getSession, {})).permissions).not.toContain('products.edit');
    expect((await world.manager(getSession, {})).permissions).toContain('products.edit');
    expect(await manager(getProduct, { params: { id } })).toMatchObject({ id, version });
    const body = content(facility.id);
    for (const attempt of [
      () => manager(createProduct, { body: { ...body, code: 'BRANCH-1' } }),
      () => manager(editProduct, { params: { id }, body, version }),
      () => manager(stepProduct, { params: { id }, body: { step: 'publish' }, version }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'permission.denied' });
    }
  });
});

const content = (facilityId: string) => ({
  name: '示例贷款',
  nameEn: null,
  facilityId,
  rule: { all: [] },
  terms: {
    rateFromBp: null,
    rateToBp: null,
    conclusionDays: null,
    repayment: null,
    repaymentEn: null,
    summary: null,
    summaryEn: null,
    materials: [],
    preferredLists: [],
  },
});
