import fc from 'fast-check';
import type { Role } from '@yinqi/contracts/access';
import { standInFor, type StaffRow } from '../../identity/identity.public.js';
import { actsFor, ownerOf, whoMayDecide } from './case-owner.js';

const person = (id: string, more: Partial<StaffRow> = {}): StaffRow => ({
  id,
  name: id,
  roles: ['officer'],
  officeId: 'branch',
  officeName: '分行',
  officeNameEn: null,
  officePosition: 11,
  isHeadOffice: false,
  left: false,
  ...more,
});
const atHead = (id: string, more: Partial<StaffRow> = {}) =>
  person(id, { officeId: 'head', officePosition: 10, isHeadOffice: true, ...more });
const row = { officerId: 'a', branchId: 'branch', declinedBy: null };

describe('who answers for a case', () => {
  it('is its officer, or whoever stands in', () => {
    const people = [person('a'), person('b'), atHead('h')];
    expect(ownerOf(row, people, [])).toMatchObject({ kind: 'officer', person: { id: 'a' } });
    expect(ownerOf(row, people, [{ accountId: 'a', deputyId: 'b' }])).toMatchObject({
      kind: 'deputy',
      person: { id: 'b' },
    });
  });

  it('is the office when its officer has left, and the head office when nobody is left there', () => {
    const left = person('a', { left: true });
    expect(ownerOf(row, [left, person('b'), atHead('h')], [])).toMatchObject({
      kind: 'office',
      people: [{ id: 'b' }],
    });
    expect(ownerOf(row, [left, person('b', { roles: ['product_manager'] }), atHead('h')], [])).toMatchObject({
      kind: 'head_office',
      people: [{ id: 'h' }],
    });
  });

  it('does not stay with an officer who went to another office', () => {
    const moved = person('a', { officeId: 'elsewhere' });
    expect(ownerOf(row, [moved, person('b')], [])).toMatchObject({ kind: 'office' });
  });

  it('goes from deputy to deputy, and a ring of them stands in for nobody', () => {
    const chain = [
      { accountId: 'a', deputyId: 'b' },
      { accountId: 'b', deputyId: 'c' },
    ];
    expect(standInFor('a', chain)).toBe('c');
    expect(actsFor('c', ['a', 'b', 'c'], chain)).toEqual(['c', 'a', 'b']);
    expect(actsFor('b', ['a', 'b', 'c'], chain)).toEqual(['b']);
  });

  it('gives a second look to somebody else of the office, or of the head office', () => {
    const declined = { ...row, officerId: null, declinedBy: 'a' };
    expect(whoMayDecide(declined, [person('a'), person('b'), atHead('h')]).map(({ id }) => id)).toEqual([
      'b',
    ]);
    expect(whoMayDecide(declined, [person('a'), atHead('h')]).map(({ id }) => id)).toEqual(['h']);
  });

  it('is never nobody while anybody of the head office works, whoever leaves, moves or is away', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const roles = fc.subarray<Role>(['officer', 'reviewer', 'product_manager'], { minLength: 1 });
    const staff = fc.tuple(
      ...ids.map((id) =>
        fc
          .record({ left: fc.boolean(), officeId: fc.constantFrom('branch', 'elsewhere'), roles })
          .map((more) => person(id, more)),
      ),
    );
    const standIns = fc.array(
      fc.record({ accountId: fc.constantFrom(...ids), deputyId: fc.constantFrom(...ids, 'h') }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...ids, 'gone', null), staff, standIns, (officerId, people, away) => {
        const owner = ownerOf({ ...row, officerId }, [...people, atHead('h')], away);
        if (owner.kind === 'bank') throw new Error('a case without an owner');
        const able = 'person' in owner ? [owner.person] : owner.people;
        expect(able.length).toBeGreaterThan(0);
        for (const one of able) {
          expect(one.left).toBe(false);
          expect(one.isHeadOffice || one.officeId === 'branch').toBe(true);
        }
      }),
    );
  });
});
