import type { Call } from '@yinqi/contracts/client';
import { askRulePreview, getRulePreview, type RuleDraft } from '@yinqi/contracts/rule-previews';
import { PurgeRulePreviewsChore } from '../src/matching/matching.public.js';
import { facilityIdOf } from '../src/seed/facilities.seed.js';
import { amountBetween, MatchingWorld } from './support/matching-world.js';

const HOUR_MS = 60 * 60_000;

/** Twelve verified requests of 100, 200 … 1,200 万元 whose enterprise agreed to share. */
describe('what a rule would bring', () => {
  let world: MatchingWorld;
  const requests: string[] = [];

  beforeAll(async () => {
    world = await MatchingWorld.open();
    for (let at = 1; at <= 12; at += 1) {
      requests.push(await world.submitted({ amountFen: `${at}00000000` }));
    }
    await world.installation.database.rows(
      `update financing_request set status = 'verified', verified_at = now() where id = any($1)`,
      [requests],
    );
    await world.installation.settled();
  });
  afterAll(() => world.close());

  const asked = async (draft: Partial<RuleDraft> = {}, by: Call = world.manager) => {
    const { id } = await by(askRulePreview, {
      body: { productId: null, facilityId: facilityIdOf('OWN-FUNDS'), rule: { all: [] }, ...draft },
    });
    await world.installation.settled();
    return by(getRulePreview, { params: { id } });
  };
  const upTo = (wan: number) => ({ all: [amountBetween(1, wan)] });
  const set = (column: string, value: unknown, ids: readonly string[]) =>
    world.installation.database.rows(`update financing_request set ${column} = $1 where id = any($2)`, [
      value,
      ids,
    ]);

  it('is counted over the present requests', async () => {
    expect(await asked({ rule: upTo(800) })).toMatchObject({
      counts: { requests: 12, eligible: 8, change: null },
    });
  });

  it('is compared with the rule as it is published', async () => {
    const { id: productId } = await world.published({ rule: upTo(600) });
    await world.installation.settled();
    expect((await asked({ productId, rule: upTo(600) })).counts).toEqual({
      requests: 12,
      eligible: 6,
      change: { gained: 0, lost: 0 },
    });
    expect((await asked({ productId, rule: upTo(1200) })).counts).toEqual({
      requests: 12,
      eligible: 12,
      change: { gained: 6, lost: null },
    });
  });

  it('gives no number below five, of the whole as of its parts', async () => {
    const { id: productId } = await world.published({ rule: upTo(900) });
    await world.installation.settled();
    expect((await asked({ productId, rule: upTo(400) })).counts).toEqual({
      requests: 12,
      eligible: null,
      change: { gained: null, lost: 5 },
    });
  });

  it('passes over who did not agree to share, is not verified, has ended or lies elsewhere', async () => {
    const [first = '', second = '', third = ''] = requests;
    await set('willing_to_share', false, [first]);
    expect((await asked()).counts?.requests).toBe(11);
    await set('verified_at', null, [second]);
    expect((await asked()).counts?.requests).toBe(10);
    await set('status', 'withdrawn', [third]);
    expect((await asked()).counts?.requests).toBe(9);
    await set('willing_to_share', true, [first]);
    await set('verified_at', world.installation.clock.now(), [second]);
    await set('status', 'verified', [third]);
    const far = await world.world.bank({ regionCode: '440000' });
    const stranger = await world.installation.signIn(
      await world.world.account('bank', far.id, ['product_manager']),
    );
    expect((await asked({}, stranger)).counts).toEqual({ requests: null, eligible: null, change: null });
  });

  it('refuses a rule that could not be saved, and a product of another bank', async () => {
    const rule = { all: [{ attribute: 'creditScore', op: 'gte', operand: 600 }] };
    await expect(asked({ rule })).rejects.toMatchObject({
      code: 'product.rule_invalid',
      faults: [{ pointer: '/body/rule/all/0', code: 'unknown_attribute' }],
    });
    const other = await world.world.bank();
    const rival = await world.installation.signIn(
      await world.world.account('bank', other.id, ['product_manager']),
    );
    const { id: productId } = await world.published({ rule: upTo(600) });
    await expect(asked({ productId }, rival)).rejects.toMatchObject({ code: 'resource.not_found' });
  });

  it('is read only by who asked', async () => {
    const { id } = await asked();
    const colleague = await world.installation.signIn(
      await world.world.account('bank', world.bank.id, ['product_manager']),
    );
    await expect(colleague(getRulePreview, { params: { id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
  });

  it('is answered three hundred times an hour to one person, and says when to go on', async () => {
    const { installation } = world;
    const account = await world.world.account('bank', world.bank.id, ['product_manager']);
    const eager = await installation.signIn(account);
    const first = await asked({}, eager);
    await installation.database.rows(
      `insert into rule_preview (id, bank_id, account_id, facility_id, rule, asked_at)
       select gen_random_uuid(), bank_id, account_id, facility_id, rule, asked_at + interval '1 minute'
       from rule_preview, generate_series(1, 299) where id = $1`,
      [first.id],
    );
    installation.clock.advance(HOUR_MS / 2);
    await expect(asked({}, eager)).rejects.toMatchObject({
      code: 'rule_preview.too_many',
      params: { waitSeconds: 1_800 },
    });
    installation.clock.advance(HOUR_MS / 2 + 1);
    expect(await asked({}, eager)).toHaveProperty('counts.requests', 12);
  });

  it('is forgotten after a day', async () => {
    const { installation } = world;
    const { id } = await asked();
    installation.clock.advance(25 * HOUR_MS);
    await installation.chore(PurgeRulePreviewsChore);
    expect(await installation.database.rows('select id from rule_preview where id = $1', [id])).toEqual([]);
  });
});
