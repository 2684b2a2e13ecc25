import type { Call } from '@yinqi/contracts/client';
import { getFinancingRequest, saveFinancingRequest } from '@yinqi/contracts/financing-requests';
import { getNearMisses, tryRequest, type Change, type Trial } from '@yinqi/contracts/match-advice';
import { explainMatch, getRequestMatches, previewMatches } from '@yinqi/contracts/matching';
import { TOP_K } from '@yinqi/domain/matching';
import { amountBetween, MatchingWorld, wan } from '../../../test/support/matching-world.js';

const REFUSED = { code: 'resource.not_found' };

describe('advice on a request', () => {
  let world: MatchingWorld;

  beforeEach(async () => {
    world = await MatchingWorld.open();
  });
  afterEach(() => world.close());

  const nearMissesOf = (id: string, call: Call = world.finance) => call(getNearMisses, { params: { id } });
  const tried = (id: string, body: Trial, call: Call = world.finance) =>
    call(tryRequest, { params: { id }, body });
  const fitting = async (id: string): Promise<string[]> => {
    const { items } = await world.finance(getRequestMatches, { params: { id } });
    return items.filter(({ verdict }) => verdict === 'eligible').map(({ productId }) => productId);
  };

  it('says which change would win how many products, and what cannot be changed', async () => {
    // 3,200万元, 12 months, unsecured, working capital.
    await world.published({ rule: { all: [amountBetween(500, 3000)] } });
    await world.published({ rule: { all: [amountBetween(100, 1000)] } });
    await world.published({ rule: { all: [amountBetween(500, 1000)] } });
    await world.published({ rule: { all: [amountBetween(4000, 9000)] } });
    await world.published({ rule: { all: [{ attribute: 'termMonths', op: 'gte', operand: 24 }] } });
    await world.published({
      rule: { all: [{ attribute: 'collateral', op: 'intersects', operand: ['real_estate'] }] },
    });
    await world.published({ rule: { all: [{ attribute: 'region', op: 'within', operand: ['110000'] }] } });
    await world.published({
      rule: { all: [{ attribute: 'purposes', op: 'subsetOf', operand: ['project'] }] },
    });
    const near = await nearMissesOf(await world.submitted());
    expect(near).toMatchObject({ products: 8, changeable: { one: 6, two: 0 } });
    const amount = { kind: 'amount', fromFen: wan(3200), currency: 'CNY' };
    expect(
      near.blockers.map(({ attribute, products, changeable, advice }) => [
        attribute,
        products,
        changeable,
        advice,
      ]),
    ).toEqual([
      [
        'amount',
        4,
        true,
        [
          { change: { ...amount, toFen: wan(3000) }, adds: 1 },
          // All three accept 1,000万元: 500–3,000, 100–1,000 and 500–1,000.
          { change: { ...amount, toFen: wan(1000) }, adds: 3 },
          { change: { ...amount, toFen: wan(4000) }, adds: 1 },
        ],
      ],
      ['collateral', 1, true, [{ change: { kind: 'collateral', add: 'real_estate' }, adds: 1 }]],
      ['purposes', 1, false, []],
      ['region', 1, false, []],
      ['termMonths', 1, true, [{ change: { kind: 'term', fromMonths: 12, toMonths: 24 }, adds: 1 }]],
    ]);
  });

  it('offers nothing behind a closed gate, and nothing that rests on an unknown fact', async () => {
    const unconfirmed = await world.published({ rule: { all: [amountBetween(500, 3000)] } });
    await world.published({
      rule: { all: [amountBetween(500, 3000), { attribute: 'taxGrade', op: 'in', operand: ['A'] }] },
    });
    const requestId = await world.submitted();
    expect(await nearMissesOf(requestId)).toMatchObject({ products: 1, changeable: { one: 1 } });
    await world.installation.database.rows(
      `update loan_product set confirmed_at = '2026-01-02', version = version + 1, updated_at = now() where id = $1`,
      [unconfirmed.id],
    );
    expect(await nearMissesOf(requestId)).toMatchObject({ products: 0, blockers: [], items: [] });
  });

  it('suggests no security the enterprise has said it does not have, but another where that would do', async () => {
    const either = ['parent_guarantee', 'standby_lc'];
    await world.published({
      rule: { all: [{ attribute: 'collateral', op: 'intersects', operand: either }] },
    });
    await world.published({
      rule: { all: [{ attribute: 'collateral', op: 'intersects', operand: ['parent_guarantee'] }] },
    });
    const open = await nearMissesOf(await world.submitted());
    expect(open).toMatchObject({ products: 2, changeable: { one: 2 } });
    expect(open.blockers[0]?.advice[0]).toEqual({
      change: { kind: 'guarantee', add: 'parent_guarantee' },
      adds: 2,
    });
    const denied = await nearMissesOf(await world.submitted({ parentGuarantee: false }));
    expect(denied).toMatchObject({ products: 2, changeable: { one: 1, two: 0 } });
    expect(denied.blockers[0]?.advice).toEqual([
      { change: { kind: 'guarantee', add: 'standby_lc' }, adds: 1 },
    ]);
    expect(denied.items.map(({ changes }) => changes)).toEqual([[{ kind: 'guarantee', add: 'standby_lc' }]]);
  });

  describe('against the definition', () => {
    const RULES = [
      { all: [] },
      { all: [amountBetween(100, 2000)] },
      { all: [amountBetween(4000, 9000), { attribute: 'termMonths', op: 'gte', operand: 24 }] },
      { all: [{ attribute: 'termMonths', op: 'between', operand: { min: 18, max: 36 } }] },
      { all: [{ attribute: 'collateral', op: 'intersects', operand: ['real_estate', 'parent_guarantee'] }] },
      { any: [amountBetween(100, 1000), { attribute: 'termMonths', op: 'gt', operand: 36 }] },
      { all: [{ attribute: 'region', op: 'within', operand: ['110000'] }, amountBetween(100, 2000)] },
      { all: [{ attribute: 'region', op: 'within', operand: ['110000'] }] },
      { all: [{ attribute: 'taxGrade', op: 'in', operand: ['A'] }, amountBetween(100, 2000)] },
      { all: [{ attribute: 'purposes', op: 'subsetOf', operand: ['project'] }] },
    ];
    const CONTENTS = [
      {},
      { amountFen: wan(80), collateral: ['real_estate' as const] },
      { termMonths: 60, amountFen: wan(9500) },
      { collateral: [], parentGuarantee: true },
    ];

    it('is near exactly where one criterion is false and none unknown; each change does what it says', async () => {
      for (const rule of RULES) await world.published({ rule });
      let compared = 0;
      for (const content of CONTENTS) {
        const id = await world.submitted(content);
        await world.installation.settled();
        const near = await nearMissesOf(id);
        expect(near.products).toBe(await nearByExplanation(id));
        for (const { productId, changes } of near.items) {
          const after = await tried(id, trialOf(changes, content.collateral ?? ['unsecured']));
          expect(after.gained.items.map((item) => item.productId)).toContain(productId);
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(10);
    });

    const nearByExplanation = async (id: string): Promise<number> => {
      const { items } = await world.finance(getRequestMatches, { params: { id } });
      let near = 0;
      for (const { productId } of items) {
        const { explanation } = await world.finance(explainMatch, { params: { id, productId } });
        const atoms = explanation.clauses.flatMap((clause) => clause.atoms);
        if (atoms.some(({ truth }) => truth === 'unknown')) continue;
        const distances = explanation.clauses.map(
          (clause) =>
            new Set(clause.atoms.filter(({ truth }) => truth === 'false').map(({ attribute }) => attribute))
              .size,
        );
        if (Math.min(...distances) === 1) near += 1;
      }
      return near;
    };
  });

  it('tries what an edit would then bring, and changes nothing itself', async () => {
    const gained = await world.published({ rule: { all: [amountBetween(500, 2000)] } });
    const lost = await world.published({ rule: { all: [amountBetween(3000, 9000)] } });
    const kept = await world.published({ rule: { all: [amountBetween(500, 9000)] } });
    const id = await world.submitted();
    await world.installation.settled();
    const before = await world.finance(getFinancingRequest, { params: { id } });
    const trial = { amountFen: wan(1500), termMonths: 24 };
    const after = await tried(id, trial);
    expect(after).toMatchObject({
      before: { eligible: 2, needsInformation: 0 },
      after: { eligible: 2, needsInformation: 0 },
      gained: { total: 1, items: [{ productId: gained.id }] },
      lost: {
        total: 1,
        items: [
          { productId: lost.id, verdict: 'ineligible', because: { zh: '融资金额3,000万元至9,000万元' } },
        ],
      },
    });
    expect(new Set(after.best.map(({ productId }) => productId))).toEqual(new Set([gained.id, kept.id]));
    await world.installation.settled();
    expect(await world.finance(getFinancingRequest, { params: { id } })).toEqual(before);
    await world.finance(saveFinancingRequest, { params: { id }, body: trial, version: before.version });
    await world.installation.settled();
    expect(await fitting(id)).toEqual(after.best.map(({ productId }) => productId));
  });

  it('is for the enterprise and the bureaus above it, within bounds', async () => {
    await world.published({ rule: { all: [amountBetween(500, 3000)] } });
    const id = await world.submitted();
    const suzhou = await world.installation.signIn(await world.world.bureauOfficer('320500'));
    expect(await nearMissesOf(id, suzhou)).toEqual(await nearMissesOf(id));
    expect(await tried(id, { amountFen: wan(800) }, suzhou)).toMatchObject({ gained: { total: 1 } });
    const nanjing = await world.installation.signIn(await world.world.bureauOfficer('320100'));
    await expect(nearMissesOf(id, nanjing)).rejects.toMatchObject(REFUSED);
    await expect(tried(id, {}, nanjing)).rejects.toMatchObject(REFUSED);
    await expect(nearMissesOf(id, world.manager)).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(tried(id, {}, world.manager)).rejects.toMatchObject({ code: 'permission.denied' });
    const unfit: readonly object[] = [
      { amountFen: '0' },
      { amountFen: '99999999999999999' },
      { termMonths: 481 },
      { collateral: ['goodwill'] },
      // A purpose is what it is: it cannot be tried.
      { purpose: 'project' },
    ];
    for (const body of unfit) {
      await expect(tried(id, body)).rejects.toMatchObject({ code: 'request.invalid' });
    }
  });

  it('tells a draft its blockers, with the same counts', async () => {
    await world.published({ rule: { all: [amountBetween(500, 3000)] } });
    await world.published({ rule: { all: [{ attribute: 'taxGrade', op: 'in', operand: ['A'] }] } });
    const id = await world.submitted();
    const { blockers } = await nearMissesOf(id);
    const preview = await world.finance(previewMatches, {
      body: {
        amountFen: wan(3200),
        currency: 'CNY',
        termMonths: 12,
        purpose: 'working_capital',
        collateral: ['unsecured'],
      },
    });
    expect(preview).toMatchObject({ eligible: 0, needsInformation: 1, blockers });
    expect(preview.missing).toMatchObject([{ attribute: 'taxGrade', products: 1, alone: 1 }]);
  });

  it('lists products by fit: by score, then by id, the unranked last', async () => {
    const products = TOP_K + 3;
    for (let at = 0; at < products; at += 1) {
      await world.published({ rule: { all: [amountBetween(500, 3500 + 500 * (at % 4))] } });
    }
    const id = await world.submitted();
    await world.installation.settled();
    const { items } = await world.finance(getRequestMatches, { params: { id } });
    expect(items).toHaveLength(products);
    const ordered = [...items].sort(
      (a, b) => (b.score ?? -1) - (a.score ?? -1) || (a.productId < b.productId ? -1 : 1),
    );
    expect(items).toEqual(ordered);
    expect(items.slice(TOP_K).map(({ score }) => score)).toEqual([null, null, null]);
  });
});

/** The changes as a trial asks for them: securities are named in full. */
function trialOf(changes: readonly Change[], collateral: readonly string[]): Trial {
  let trial: { amountFen?: string; termMonths?: number; collateral?: NonNullable<Trial['collateral']> } = {};
  const offered = collateral.filter((code): code is 'unsecured' => code === 'unsecured');
  for (const change of changes) {
    if (change.kind === 'amount') trial = { ...trial, amountFen: change.toFen };
    else if (change.kind === 'term') trial = { ...trial, termMonths: change.toMonths };
    else if (change.kind !== 'purpose') {
      trial = { ...trial, collateral: [...(trial.collateral ?? offered), change.add] };
    }
  }
  return trial;
}
