import { ROLE_NAMES, ROLES, type Side } from '@yinqi/contracts/access';
import { editFacility, getFacility, listFacilities, type FacilityView } from '@yinqi/contracts/facilities';
import type { Call } from '@yinqi/contracts/client';
import { openInstallation, type Installation } from './support/installation.js';
import { World } from './support/world.js';
import { Database } from '../src/platform/database/database.js';
import { FACILITIES } from '../src/seed/facilities.data.js';
import { facilityIdOf, seedFacilities } from '../src/seed/facilities.seed.js';

const NOW = new Date('2026-11-02T02:00:00Z');

describe('facilities', () => {
  let installation: Installation;
  let world: World;
  let administrator: Call;

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW, worker: false });
    world = await World.open(installation.database);
    const seed = await new Database(installation.database.adminUrl, 1).open();
    // Twice, as two starts do.
    await seed.asService('app_seed', (tx) => seedFacilities(tx, NOW));
    await seed.asService('app_seed', (tx) => seedFacilities(tx, NOW));
    await seed.close();
    const organisation = await world.institution('facility_administrator');
    for (const code of ['PBOC-REDISCOUNT', 'EXIM-NEW-2020']) await world.entrust(code, organisation);
    administrator = await installation.signIn(
      await world.account('facility_administrator', organisation, ['facility_officer']),
    );
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

  it('are edited by the holder alone, on the version that was read', async () => {
    const params = { id: facilityIdOf('PBOC-REDISCOUNT') };
    const before = await administrator(getFacility, { params });
    const body = { ...editOf(before), note: '2026年额度另行通知。' };
    const after = await administrator(editFacility, { params, body, version: before.version });
    expect(after).toMatchObject({ notes: { note: '2026年额度另行通知。' }, version: before.version + 1 });
    await expect(
      administrator(editFacility, { params, body, version: before.version }),
    ).rejects.toMatchObject({ code: 'resource.version_conflict' });
    const elsewhere = await world.institution('facility_administrator');
    const another = await installation.signIn(
      await world.account('facility_administrator', elsewhere, ['facility_officer']),
    );
    await expect(another(editFacility, { params, body, version: after.version })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    expect(await another(getFacility, { params })).toMatchObject({
      version: after.version,
      holder: after.holder,
    });
    const officer = await installation.signIn(await world.bureauOfficer());
    await expect(officer(editFacility, { params, body, version: after.version })).rejects.toMatchObject({
      code: 'permission.denied',
    });
    const events = await installation.database.rows<{ payload: unknown }>(
      `select payload from outbox_event where topic = 'facility.changed'`,
    );
    expect(events).toEqual([{ payload: { facilityIds: [params.id] } }]);
  });

  it('are not edited into a window that ends before it begins', async () => {
    const params = { id: facilityIdOf('EXIM-NEW-2020') };
    const facility = await administrator(getFacility, { params });
    const body = { ...editOf(facility), opensOn: '2026-06-01', closesOn: '2026-05-31' };
    await expect(
      administrator(editFacility, { params, body, version: facility.version }),
    ).rejects.toMatchObject({ code: 'request.invalid', faults: [{ pointer: '/body/closesOn' }] });
  });
});

const editOf = ({
  totalFen,
  opensOn,
  closesOn,
  closed,
  lenderBankTypes,
  localLegalPersonOnly,
  rateCap,
  documentNumber,
  notes,
  verified,
}: FacilityView) => ({
  totalFen,
  opensOn,
  closesOn,
  closed,
  lenderBankTypes,
  localLegalPersonOnly,
  rateCap,
  documentNumber,
  note: notes?.note ?? null,
  noteEn: notes?.noteEn ?? null,
  verified,
});
