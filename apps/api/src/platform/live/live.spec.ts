import type { Caller } from '../database/caller.js';
import { concerns, parseNotice, type LiveNotice } from './live.js';

const ORG = '00000000-0000-4000-8000-000000000001';
const BANK = '00000000-0000-4000-8000-000000000002';

const caller = (more: Partial<Caller>): Caller => ({
  accountId: ORG,
  displayName: '',
  sessionId: ORG,
  organisationId: ORG,
  side: 'enterprise',
  roles: [],
  permissions: new Set(),
  unit: { lo: 0, hi: 0 },
  bankId: undefined,
  isHeadOffice: false,
  ...more,
});
const change = (more: Partial<LiveNotice>): LiveNotice => ({
  kind: 'match',
  id: ORG,
  organisationIds: [],
  bank: null,
  unitPosition: null,
  sides: [],
  ...more,
});

describe('who hears of a change', () => {
  it('the organisations it names', () => {
    expect(concerns(caller({}), change({ organisationIds: [ORG] }))).toBe(true);
    expect(concerns(caller({}), change({ organisationIds: [BANK] }))).toBe(false);
  });

  it('a bank’s head office, and of its branches the one concerned', () => {
    const office = (lo: number, hi: number, isHeadOffice = false) =>
      caller({ side: 'bank', bankId: BANK, isHeadOffice, unit: { lo, hi } });
    const ofBranch = change({ bank: { id: BANK, branchPosition: 120 } });
    expect(concerns(office(100, 1100, true), ofBranch)).toBe(true);
    expect(concerns(office(120, 129), ofBranch)).toBe(true);
    expect(concerns(office(130, 139), ofBranch)).toBe(false);
    expect(concerns(caller({ side: 'bank', bankId: ORG, isHeadOffice: true }), ofBranch)).toBe(false);
    // A product concerns the whole bank.
    expect(concerns(office(130, 139), change({ bank: { id: BANK, branchPosition: null } }))).toBe(true);
  });

  it('every bureau whose interval holds its position, and nobody else by position', () => {
    const province = caller({ side: 'bureau', unit: { lo: 100, hi: 200 } });
    expect(concerns(province, change({ unitPosition: 150 }))).toBe(true);
    expect(concerns(province, change({ unitPosition: 201 }))).toBe(false);
    expect(concerns(caller({ unit: { lo: 100, hi: 200 } }), change({ unitPosition: 150 }))).toBe(false);
  });

  it('everybody of a side, where it concerns the whole side', () => {
    const run = change({ kind: 'match_run', sides: ['enterprise', 'bureau'] });
    expect(concerns(caller({}), run)).toBe(true);
    expect(concerns(caller({ side: 'bank', bankId: BANK }), run)).toBe(false);
  });

  it('ignores what it cannot read', () => {
    expect(parseNotice('{"kind":"else"}')).toBeUndefined();
    expect(parseNotice('not json')).toBeUndefined();
  });
});
