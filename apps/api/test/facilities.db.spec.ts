import { ROLE_NAMES, ROLES, type Side } from '@yinqi/contracts/access';
import { proposeAllotment } from '@yinqi/contracts/allotments';
import type { Call } from '@yinqi/contracts/client';
import { getFacility, listFacilities } from '@yinqi/contracts/facilities';
import {
  changeFacility,
  decideFacilityTerms,
  getFacilityTerms,
  listFacilityTerms,
  openFacility,
  withdrawFacilityTerms,
  type FacilityTermsView,
} from '@yinqi/contracts/facility-terms';
import { getPool, listPoolEntries } from '@yinqi/contracts/quota-view';
import { openInstallation, type Installation } from './support/installation.js';
import { changeOf, OPENING } from './support/terms.js';
import { World } from './support/world.js';
import { ApplyTermsChore } from '../src/facilities/facilities.public.js';
import { Database } from '../src/platform/database/database.js';
import { FACILITIES } from '../src/seed/facilities.data.js';
import { facilityIdOf, seedFacilities } from '../src/seed/facilities.seed.js';

const NOW = new Date('2026-11-02T02:00:00Z');

describe('facilities', () => {
  let installation: Installation;
  let world: World;
  let zheng: Call;
  let lu: Call;
  let clerk: () => Promise<Call>;

  const approve = (
    call: Call,
    { id, version }: FacilityTermsView,
    idempotencyKey: string = crypto.randomUUID(),
  ): Promise<FacilityTermsView> =>
    call(
      decideFacilityTerms,
      { params: { id }, version, body: { act: 'approve', note: null } },
      { idempotencyKey },
    );

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW });
    world = await World.open(installation.database);
    const seed = await new Database(installation.database.adminUrl, 1).open();
    // Twice, as two starts do.
    await seed.asService('app_seed', (tx) => seedFacilities(tx, NOW));
    await seed.asService('app_seed', (tx) => seedFacilities(tx, NOW));
    await seed.close();
    const organisation = await world.institution('facility_administrator');
    for (const code of ['PBOC-REDISCOUNT', 'EXIM-NEW-2020']) await world.entrust(code, organisation);
    clerk = async (): Promise<Call> =>
      installation.signIn(await world.account('facility_administrator', organisation, ['facility_officer']));
    [zheng, lu] = [await clerk(), await clerk()];
  });
  afterAll(async () => {
    await world.close();
    await installation.close();
  });

  it('are told to every side with window, cap and what is unverified', async () => {
    const { id } = await world.enterprise();
    const finance = await installation.signIn(await world.account('enterprise', id, ['finance']));
    const { items, asOf } = await finance(listFacilities, {});
    expect(asOf).toBe('2026-11-02');
    const codes = items.map(({ id }) => FACILITIES.find(({ code }) => facilityIdOf(code) === id)?.code);
    expect(codes).toEqual([
      'EXIM-NEW-2020',
      'PBOC-SPECIAL-2020',
      'PBOC-INCLUSIVE-2020',
      'EXIM-FOREIGN-TRADE',
      'PBOC-REDISCOUNT',
      'PBOC-RELENDING-2020',
      'PBOC-RURAL-SME',
      'OWN-FUNDS',
    ]);
    const states = Object.fromEntries(items.map(({ state }, at) => [codes[at], state]));
    expect(states).toMatchObject({
      'PBOC-SPECIAL-2020': 'closed',
      'PBOC-RELENDING-2020': 'ended',
      'OWN-FUNDS': 'open',
    });
    const relending = items.find(({ id }) => id === facilityIdOf('PBOC-RELENDING-2020'));
    // LPR 1Y 3.00 % + 50 bp; that quote was not compared with its publication.
    expect(relending?.rateCapToday).toEqual({ rateBp: 350, lprSince: '2025-05-20', verified: false });
    // 5,000 亿元 = 5 × 10¹³ fen.
    expect(relending?.totalFen).toBe('50000000000000');
    expect(relending?.borrower.alternatives.map((group) => group.map(({ zh }) => zh))).toEqual([
      ['涉农企业'],
      ['外贸企业'],
      ['小微企业'],
    ]);
  });

  it('tell code and working notes to who keeps or supervises them, and to no other side', async () => {
    const params = { id: facilityIdOf('EXIM-FOREIGN-TRADE') };
    const [stored] = await installation.database.rows<{ note: string }>(
      'select note from facility where id = $1',
      [params.id],
    );
    expect(stored?.note.length).toBeGreaterThan(0);
    const told: Partial<Record<Side, boolean>> = {};
    for (const role of ROLE_NAMES) {
      const { side } = ROLES[role];
      const organisationId =
        side === 'enterprise'
          ? (await world.enterprise()).id
          : side === 'bureau'
            ? world.unitId('320000')
            : await world.institution(side);
      const call = await installation.signIn(await world.account(side, organisationId, [role]));
      const one = await call(getFacility, { params });
      const { items } = await call(listFacilities, {});
      for (const view of [one, items.find(({ id }) => id === params.id)]) {
        const text = JSON.stringify(view);
        const isTold = text.includes('EXIM-FOREIGN-TRADE') && text.includes(stored?.note ?? '');
        expect({ role, isTold: told[side] ?? isTold }).toEqual({ role, isTold });
        if (!isTold) expect(text).not.toMatch(/EXIM-FOREIGN-TRADE|"note"/);
        told[side] = isTold;
      }
    }
    expect(told).toEqual({
      enterprise: false,
      bank: false,
      bureau: true,
      association: false,
      facility_administrator: true,
      platform: false,
    });
  });

  it('change by the holder alone, on the version that was read', async () => {
    const params = { id: facilityIdOf('PBOC-REDISCOUNT') };
    const before = await zheng(getFacility, { params });
    const body = { ...changeOf(before), note: '2026年额度另行通知。' };
    // Words alone need no second person.
    const made = await zheng(changeFacility, { params, body, version: before.version });
    expect(made).toMatchObject({ state: 'posted', needsSecond: false, before: { note: before.notes?.note } });
    const after = await zheng(getFacility, { params });
    expect(after).toMatchObject({ notes: { note: '2026年额度另行通知。' }, version: before.version + 1 });
    await expect(zheng(changeFacility, { params, body, version: before.version })).rejects.toMatchObject({
      code: 'resource.version_conflict',
    });
    const elsewhere = await world.institution('facility_administrator');
    const another = await installation.signIn(
      await world.account('facility_administrator', elsewhere, ['facility_officer']),
    );
    await expect(another(changeFacility, { params, body, version: after.version })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    await expect(another(getFacilityTerms, { params: { id: made.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    expect((await another(listFacilityTerms, { query: {} })).total).toBe(0);
    const officer = await installation.signIn(await world.bureauOfficer());
    await expect(officer(changeFacility, { params, body, version: after.version })).rejects.toMatchObject({
      code: 'permission.denied',
    });
    const events = await installation.database.rows<{ payload: unknown }>(
      `select payload from outbox_event where topic = 'facility.changed'`,
    );
    expect(events).toEqual([{ payload: { facilityIds: [params.id] } }]);
  });

  it('are opened by two people, with a pool that holds the total and can be allotted', async () => {
    const proposed = await zheng(openFacility, { body: OPENING });
    expect(proposed).toMatchObject({ state: 'proposed', needsSecond: true, poolId: null });
    const facility = { params: { id: proposed.facilityId } };
    await expect(lu(getFacility, facility)).rejects.toMatchObject({ code: 'resource.not_found' });
    const idempotencyKey = crypto.randomUUID();
    const opened = await approve(lu, proposed, idempotencyKey);
    expect(opened).toMatchObject({ state: 'posted', code: OPENING.code, before: null });
    expect(await lu(getFacility, facility)).toMatchObject({
      name: OPENING.name,
      totalFen: OPENING.totalFen,
      borrowerCriteria: OPENING.borrower,
      rateCap: OPENING.rateCap,
      holder: { id: expect.any(String) as string },
      version: 1,
    });
    const pool = { params: { id: opened.poolId ?? '' } };
    expect(await lu(getPool, { ...pool, query: {} })).toMatchObject({
      level: 'nation',
      authority: 'OFFICIAL',
      basis: 'BALANCE',
      leftFen: OPENING.totalFen,
    });
    // The book's first entry names both, and a second sending adds none.
    await approve(lu, proposed, idempotencyKey);
    const { items } = await lu(listPoolEntries, { ...pool, query: {} });
    expect(items).toHaveLength(1);
    expect(items[0]?.allotment?.people).toEqual({
      proposedBy: opened.proposedBy,
      approvedBy: opened.decidedBy,
    });
    const bank = await world.bank();
    const allotted = await zheng(proposeAllotment, {
      body: {
        kind: 'allot',
        poolId: opened.poolId ?? '',
        to: { kind: 'bank', organisationId: bank.id },
        amountFen: '100',
        reason: '首批',
        documentNumber: null,
        effectiveOn: '2026-11-02',
      },
    });
    expect(allotted.state).toBe('posted');
  });

  it('are opened at once where they are small, and never under a code that is taken', async () => {
    const small = {
      ...OPENING,
      code: 'PBOC-PILOT-2026',
      totalFen: '900000000',
      singleCustomerLimitFen: null,
    };
    const opened = await zheng(openFacility, { body: small });
    expect(opened).toMatchObject({ state: 'posted', needsSecond: false, decidedBy: null });
    const pool = await zheng(getPool, { params: { id: opened.poolId ?? '' }, query: {} });
    expect(pool.leftFen).toBe('900000000');
    const faulty = { ...small, totalFen: null, closesOn: '2026-10-31', singleCustomerLimitFen: '0' };
    await expect(zheng(openFacility, { body: faulty })).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [
        { pointer: '/body/code', code: 'taken' },
        { pointer: '/body/closesOn', code: 'before_opening' },
        { pointer: '/body/totalFen', code: 'missing' },
        { pointer: '/body/singleCustomerLimitFen', code: 'zero' },
      ],
    });
  });

  it('that were sent back or withdrawn leave no tool', async () => {
    const body = { ...OPENING, code: 'PBOC-GREEN-2026' };
    const one = await zheng(openFacility, { body });
    const params = { id: one.id };
    const refused = await lu(decideFacilityTerms, {
      params,
      version: one.version,
      body: { act: 'refuse', note: '文号有误' },
    });
    expect(refused).toMatchObject({ state: 'refused', note: '文号有误', poolId: null });
    const other = await zheng(openFacility, { body });
    await zheng(withdrawFacilityTerms, { params: { id: other.id }, version: other.version });
    const { items } = await lu(listFacilityTerms, { query: { state: ['proposed', 'scheduled'] } });
    expect(items).toEqual([]);
    await expect(lu(getFacility, { params: { id: one.facilityId } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
  });

  it('change from a day on, by two people where it weighs, and keep what they were', async () => {
    const params = { id: facilityIdOf('PBOC-REDISCOUNT') };
    const facility = await zheng(getFacility, { params });
    const { version } = facility;
    const cap = { kind: 'lpr', tenor: '1Y', marginBp: 75 } as const;
    const body = { ...changeOf(facility, '2026-11-05'), rateCap: cap };
    const late = { ...body, fromOn: '2026-11-01', opensOn: '2026-06-01', closesOn: '2026-05-31' };
    await expect(zheng(changeFacility, { params, body: late, version })).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [
        { pointer: '/body/closesOn', code: 'before_opening' },
        { pointer: '/body/fromOn', code: 'in_past' },
      ],
    });
    const proposed = await zheng(changeFacility, { params, body, version });
    expect(proposed).toMatchObject({ state: 'proposed', mayDecide: false, mayWithdraw: true });
    await expect(zheng(changeFacility, { params, body, version })).rejects.toMatchObject({
      code: 'facility_terms.one_waits',
    });
    await expect(approve(zheng, proposed)).rejects.toMatchObject({ code: 'allotment.own_proposal' });
    const agreed = await approve(lu, proposed);
    expect(agreed).toMatchObject({ state: 'scheduled', appliedAt: null });
    // Its day has not come.
    await installation.chore(ApplyTermsChore);
    expect((await zheng(getFacility, { params })).rateCap).toEqual(facility.rateCap);
    installation.clock.advance(3 * 86_400_000);
    await installation.chore(ApplyTermsChore);
    const he = await clerk();
    expect(await he(getFacility, { params })).toMatchObject({ rateCap: cap, version: version + 1 });
    const kept = await he(getFacilityTerms, { params: { id: agreed.id } });
    expect(kept).toMatchObject({
      state: 'posted',
      before: { rateCap: facility.rateCap },
      terms: { rateCap: cap },
    });
    expect(kept.decidedBy).not.toBe(kept.proposedBy);
  });
});
