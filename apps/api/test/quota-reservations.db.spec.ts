import type { Call } from '@yinqi/contracts/client';
import { newIdempotencyKey, ProblemError } from '@yinqi/contracts/client';
import { createReservation, getQuotaHold, listPoolHolds, stepHold } from '@yinqi/contracts/quota-ledger';
import type { QuotaPoster } from '../src/facilities/ledger/quota-poster.js';
import { facilityIdOf } from '../src/seed/facilities.seed.js';
import { openInstallation, type Installation } from './support/installation.js';
import { posted, QuotaWorld } from './support/quota-world.js';
import type { Organisation } from './support/world.js';

const NOW = new Date('2026-11-02T02:00:00Z');
const TOOL = 'PBOC-RURAL-SME';
const DATED = 'PBOC-INCLUSIVE-2020';
const params = { id: facilityIdOf(TOOL) };
const LIMIT_FEN = 1_000_000n;

describe('reservations of a bank’s own quota', () => {
  let installation: Installation;
  let quota: QuotaWorld;
  let poster: QuotaPoster;
  let bank: Organisation;
  let poolId: string;
  let officer: Call;
  let enterpriseId: string;

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW, worker: false });
    quota = await QuotaWorld.open(installation.database, installation.clock);
    poster = await quota.poster();
    bank = await quota.world.bank({ bankType: 'CITY_COMMERCIAL' });
    await quota.world.insert('update organisation set local_legal_person = true where id = $1', [bank.id]);
    // Terms as a lending tool of this world has them: by claim nothing is reserved at all.
    await quota.world.insert(`update facility set mechanism = 'LENDING_SCALE' where code = any($1)`, [
      [TOOL, DATED],
    ]);
    const pool = await quota.pool(poster, { bank, limitFen: LIMIT_FEN, singleCustomerLimitFen: 600_000n });
    poolId = pool.id;
    officer = await installation.signIn(await quota.world.account('bank', bank.id, ['officer']));
    enterpriseId = (await quota.world.enterprise()).id;
  });
  afterAll(async () => {
    await quota.close();
    await installation.close();
  });

  const wanted = (more: object = {}) => ({
    enterpriseId,
    amountFen: '1000',
    currency: 'CNY' as const,
    annualRateBp: 320,
    holdUntil: '2026-12-01T02:00:00.000Z',
    claimKey: null,
    borrower: { sizeClass: 'small' as const },
    ...more,
  });
  const reserve = (more: object = {}) => officer(createReservation, { params, body: wanted(more) });
  const written = async (): Promise<unknown> =>
    installation.database.rows(
      `select (select count(*)::int from quota_entry) as entries, (select count(*)::int from quota_hold) as holds,
         (select count(*)::int from command_receipt) as receipts, (select sum(version)::int from quota_pool) as versions`,
    );

  it('are made, committed, used and read again, each entry by its own key', async () => {
    const held = await reserve({ claimKey: 'JJ-2026-001' });
    expect(held).toMatchObject({
      poolId,
      state: 'reserved',
      heldFen: '1000',
      claimKey: 'JJ-2026-001',
      expiresAt: '2026-12-01T02:00:00.000Z',
    });
    expect(await officer(getQuotaHold, { params: { id: held.id } })).toEqual(held);
    const step = (body: Parameters<typeof stepOf>[1]) => stepOf(held.id, body);
    expect(await step({ step: 'commit', amountFen: '900', currency: 'CNY' })).toMatchObject({
      state: 'committed',
      heldFen: '900',
    });
    const used = await step({ step: 'post', amountFen: '400', currency: 'CNY', keep: true });
    expect(used).toMatchObject({ state: 'committed', heldFen: '500', postedFen: '400' });
    expect(await step({ step: 'release', reason: '余款不再提取' })).toMatchObject({
      state: 'posted',
      heldFen: '0',
    });
    const { items, total } = await officer(listPoolHolds, {
      params: { id: poolId },
      query: { state: 'posted' },
    });
    expect({ total, ids: items.map(({ id }) => id) }).toEqual({ total: 1, ids: [held.id] });
  });

  type Step = Parameters<typeof officer<typeof stepHold>>[1]['body'];
  /** A step by whoever has just looked at the hold. */
  const stepOf = async (id: string, body: Step) => {
    const { version } = await officer(getQuotaHold, { params: { id } });
    return officer(stepHold, { params: { id }, version, body });
  };

  it('take a step only at the version it was seen at: of two at once one wins', async () => {
    const held = await reserve();
    const idempotencyKey = newIdempotencyKey();
    const at = (version: number, body: Step) => officer(stepHold, { params: { id: held.id }, version, body });
    const commit = { step: 'commit', amountFen: '900', currency: 'CNY' } as const;
    const firm = await officer(
      stepHold,
      { params: { id: held.id }, version: held.version, body: commit },
      { idempotencyKey },
    );
    expect([held.version, firm.version]).toEqual([1, 2]);
    const before = await written();
    await expect(
      at(held.version, { step: 'post', amountFen: '1', currency: 'CNY', keep: true }),
    ).rejects.toMatchObject({
      code: 'resource.version_conflict',
      params: { expected: 1, actual: 2 },
    });
    expect(await written()).toEqual(before);
    // The first sending's answer, whatever has become of the version since.
    const again = await officer(
      stepHold,
      { params: { id: held.id }, version: held.version, body: commit },
      { idempotencyKey },
    );
    expect(again).toEqual(firm);
    const answers = await Promise.allSettled([
      at(firm.version, { step: 'post', amountFen: '300', currency: 'CNY', keep: true }),
      at(firm.version, { step: 'extend', holdUntil: '2027-01-31T02:00:00.000Z' }),
      at(firm.version, { step: 'post', amountFen: '200', currency: 'CNY', keep: true }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const answer of answers) {
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ code: 'resource.version_conflict' });
    }
    expect((await officer(getQuotaHold, { params: { id: held.id } })).version).toBe(3);
  });

  it('answer the same key with the first answer, and refuse it with another body', async () => {
    const idempotencyKey = newIdempotencyKey();
    const send = (more: object = {}) =>
      officer(createReservation, { params, body: wanted(more) }, { idempotencyKey });
    const [first, second] = await Promise.all([send(), send()]);
    const before = await written();
    expect(second).toEqual(first);
    expect(await send()).toEqual(first);
    for (const other of [{ amountFen: '1001' }, { annualRateBp: 321 }]) {
      await expect(send(other)).rejects.toMatchObject({ code: 'idempotency.mismatch' });
    }
    expect(await written()).toEqual(before);
  });

  it('refuse a key that the organisation used for another command', async () => {
    const idempotencyKey = newIdempotencyKey();
    await installation.database.rows(
      `insert into command_receipt (organisation_id, key, route, body_hash) values ($1, $2, 'other', 'x')`,
      [bank.id, idempotencyKey],
    );
    const before = await written();
    await expect(
      officer(createReservation, { params, body: wanted() }, { idempotencyKey }),
    ).rejects.toMatchObject({ code: 'idempotency.mismatch' });
    expect(await written()).toEqual(before);
  });

  it.each([
    ['an amount of nothing', { amountFen: '0' }, 'quota.amount_zero'],
    ['a negative amount', { amountFen: '-1' }, 'quota.amount_negative'],
    ['parts of a fen', { amountFen: '100.5' }, 'quota.amount_fractional'],
    ['an amount beyond 2⁵³', { amountFen: '9007199254740993' }, 'quota.amount_too_large'],
    ['no number', { amountFen: '十万' }, 'quota.amount_unreadable'],
    ['another currency', { currency: 'USD' }, 'quota.currency_mismatch'],
    ['more than one customer may have', { amountFen: '600001' }, 'quota.customer_limit'],
    [
      'a borrower the tool is not for',
      { borrower: { sizeClass: 'large', agriculture: false } },
      'quota.borrower_ineligible',
    ],
    ['a borrower of whom too little is known', { borrower: {} }, 'quota.borrower_undetermined'],
    ['more than a year', { holdUntil: '2027-11-04T02:00:00.000Z' }, 'quota.hold_too_long'],
    ['a time that has passed', { holdUntil: '2026-11-01T02:00:00.000Z' }, 'quota.hold_expiry_in_past'],
  ])('refuse %s by its own code and write nothing', async (_, more, code) => {
    const before = await written();
    await expect(reserve(more)).rejects.toMatchObject({ code });
    expect(await written()).toEqual(before);
  });

  it('tell the figures a refusal needs', async () => {
    const other = await quota.world.bank();
    await quota.world.insert('update organisation set local_legal_person = true where id = $1', [other.id]);
    await quota.pool(poster, { bank: other, limitFen: 5_000n });
    const colleague = await installation.signIn(await quota.world.account('bank', other.id, ['reviewer']));
    await colleague(createReservation, { params, body: wanted() });
    await expect(
      colleague(createReservation, { params, body: wanted({ amountFen: '4001' }) }),
    ).rejects.toMatchObject({ code: 'quota.insufficient', params: { askedFen: '4001', leftFen: '4000' } });
    // Where the figures are a tally of ours: 1,000 were reserved, nothing is reported as used, and what is left nobody knows.
    await installation.database.rows(`update quota_pool set authority = 'SHADOW' where bank_id = $1`, [
      other.id,
    ]);
    const refused = await colleague(createReservation, {
      params,
      body: wanted({ amountFen: '4001' }),
    }).catch((error: unknown) => (error instanceof ProblemError ? [error.code, error.params] : error));
    expect(refused).toEqual(['quota.tally_exceeded', { askedFen: '4001', reportedFen: '0' }]);
    await expect(reserve({ enterpriseId: bank.id, amountFen: '600001' })).rejects.toMatchObject({
      code: 'quota.customer_limit',
      params: { limitFen: '600000', askedFen: '600001' },
    });
  });

  it('keep one claim of a loan, and let another bank have the same number', async () => {
    await reserve({ claimKey: 'JJ-2026-007' });
    await expect(reserve({ claimKey: 'JJ-2026-007' })).rejects.toMatchObject({ code: 'quota.claim_live' });
    const elsewhere = await quota.pool(poster, {});
    await quota.world.insert('update organisation set local_legal_person = true where id = $1', [
      elsewhere.bank.id,
    ]);
    const colleague = await installation.signIn(
      await quota.world.account('bank', elsewhere.bank.id, ['officer']),
    );
    const held = await colleague(createReservation, { params, body: wanted({ claimKey: 'JJ-2026-007' }) });
    expect(held.claimKey).toBe('JJ-2026-007');
    // Nobody else's hold is there for them.
    await expect(officer(getQuotaHold, { params: { id: held.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    await expect(officer(listPoolHolds, { params: { id: elsewhere.id }, query: {} })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
  });

  it('end with their time: what has lapsed is not used any more', async () => {
    const held = await reserve({ holdUntil: '2026-11-02T03:00:00.000Z' });
    await expect(
      stepOf(held.id, { step: 'post', amountFen: '1', currency: 'CNY', keep: false }),
    ).rejects.toMatchObject({ code: 'quota.hold_not_in_state' });
    await stepOf(held.id, { step: 'commit', amountFen: '1000', currency: 'CNY' });
    await expect(
      stepOf(held.id, { step: 'post', amountFen: '1001', currency: 'CNY', keep: false }),
    ).rejects.toMatchObject({ code: 'quota.hold_exceeded' });
    installation.clock.advance(3_600_000);
    const before = await written();
    await expect(
      stepOf(held.id, { step: 'post', amountFen: '1', currency: 'CNY', keep: false }),
    ).rejects.toMatchObject({ code: 'quota.hold_expired' });
    expect(await written()).toEqual(before);
  });

  it('need a bank the tool is for, in its window, with a pool of its own', async () => {
    const foreign = await quota.world.bank({ bankType: 'FOREIGN_LEGAL' });
    await quota.pool(poster, { bank: foreign });
    await quota.pool(poster, { bank, facility: DATED });
    const colleague = await installation.signIn(await quota.world.account('bank', foreign.id, ['approver']));
    await expect(colleague(createReservation, { params, body: wanted() })).rejects.toMatchObject({
      code: 'quota.lender_ineligible',
    });
    const elsewhere = { id: facilityIdOf('PBOC-REDISCOUNT') };
    await expect(officer(createReservation, { params: elsewhere, body: wanted() })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    const past = { id: facilityIdOf(DATED) };
    await expect(officer(createReservation, { params: past, body: wanted() })).rejects.toMatchObject({
      code: 'quota.window_closed',
    });
    await expect(
      officer(createReservation, { params: past, body: wanted({ annualRateBp: 551 }) }),
    ).rejects.toMatchObject({ code: 'quota.rate_above_cap' });
  });

  it('are not made under a tool whose holder refunds what was lent', async () => {
    const lender = await quota.world.bank();
    await quota.pool(poster, { bank: lender, facility: 'PBOC-SPECIAL-2020' });
    const colleague = await installation.signIn(await quota.world.account('bank', lender.id, ['officer']));
    const before = await written();
    await expect(
      colleague(createReservation, {
        params: { id: facilityIdOf('PBOC-SPECIAL-2020') },
        body: wanted(),
      }),
    ).rejects.toMatchObject({ code: 'quota.by_claim' });
    expect(await written()).toEqual(before);
  });

  it('are used while the tool is open; afterwards they can only be released, and the first answer stands', async () => {
    const closing = (day: string | null, closed: boolean) =>
      quota.world.insert('update facility set closes_on = $2, closed = $3 where code = $1', [
        TOOL,
        day,
        closed,
      ]);
    const idempotencyKey = newIdempotencyKey();
    const body = wanted();
    const held = await officer(createReservation, { params, body }, { idempotencyKey });
    const today = new Date(installation.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
    try {
      await closing(today, false);
      await expect(reserve()).rejects.toMatchObject({ code: 'quota.hold_too_long' });
      await expect(
        stepOf(held.id, { step: 'extend', holdUntil: '2026-12-02T02:00:00.000Z' }),
      ).rejects.toMatchObject({ code: 'quota.hold_too_long' });
      await stepOf(held.id, { step: 'commit', amountFen: '1000', currency: 'CNY' });
      await closing(yesterday, false);
      const post: Step = { step: 'post', amountFen: '1', currency: 'CNY', keep: true };
      await expect(stepOf(held.id, post)).rejects.toMatchObject({ code: 'quota.window_closed' });
      await closing(null, true);
      await expect(stepOf(held.id, post)).rejects.toMatchObject({ code: 'facility.closed' });
      expect(await officer(createReservation, { params, body }, { idempotencyKey })).toMatchObject({
        id: held.id,
        state: 'committed',
      });
      expect(await stepOf(held.id, { step: 'release', reason: '工具已到期' })).toMatchObject({
        heldFen: '0',
      });
    } finally {
      await closing(null, false);
    }
  });

  it('find a frozen and a closed pool in no state to reserve from', async () => {
    const other = await quota.world.bank();
    await quota.world.insert('update organisation set local_legal_person = true where id = $1', [other.id]);
    const { id } = await quota.pool(poster, { bank: other });
    const colleague = await installation.signIn(await quota.world.account('bank', other.id, ['officer']));
    const act = (kind: 'freeze' | 'unfreeze' | 'close') =>
      posted(poster, [
        {
          kind,
          poolId: id,
          tenantId: other.id,
          key: newIdempotencyKey(),
          actorId: 'holder',
          approverId: null,
        },
      ]);
    await act('freeze');
    await expect(colleague(createReservation, { params, body: wanted() })).rejects.toMatchObject({
      code: 'quota.pool_frozen',
    });
    await act('unfreeze');
    await act('close');
    await expect(colleague(createReservation, { params, body: wanted() })).rejects.toMatchObject({
      code: 'quota.pool_closed',
    });
  });

  it('tell matching when what is left crosses one of its steps', async () => {
    const other = await quota.world.bank();
    await quota.world.insert('update organisation set local_legal_person = true where id = $1', [other.id]);
    await quota.pool(poster, { bank: other, limitFen: 1_000n });
    const colleague = await installation.signIn(await quota.world.account('bank', other.id, ['officer']));
    const events = async (): Promise<number> =>
      (
        await installation.database.rows(
          `select 1 from outbox_event where topic = 'facility.headroom-changed'`,
        )
      ).length;
    const before = await events();
    const take = (amountFen: string) => colleague(createReservation, { params, body: wanted({ amountFen }) });
    // Of 1,000: 990 and 700 left are ample, 300 moderate, none exhausted.
    await take('10');
    await take('290');
    expect(await events()).toBe(before);
    await take('400');
    expect(await events()).toBe(before + 1);
    await take('300');
    expect(await events()).toBe(before + 2);
  });
});
