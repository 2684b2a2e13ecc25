import { standInFor, type StaffRow, type StandIn } from '../../identity/identity.public.js';
import type { EngagementRow } from '../engagement-row.js';

type Case = Pick<EngagementRow, 'officerId' | 'branchId' | 'declinedBy'>;

/** Who answers for a case: its officer or whoever stands in, else the office, else the head office, else the bank itself. */
export type CaseOwner =
  | { readonly kind: 'officer' | 'deputy'; readonly person: StaffRow }
  | { readonly kind: 'office' | 'head_office'; readonly people: readonly StaffRow[] }
  | { readonly kind: 'bank' };

const HANDLERS = ['officer', 'reviewer', 'approver'] as const;
const mayHandle = (person: StaffRow): boolean =>
  !person.left && HANDLERS.some((role) => person.roles.includes(role));

/** Everybody for whom this person stands in, themselves included. */
export const actsFor = (
  accountId: string,
  people: readonly string[],
  standIns: readonly StandIn[],
): string[] => [...new Set([accountId, ...people.filter((one) => standInFor(one, standIns) === accountId)])];

/** An office works on its own cases, the head office on all. */
const isWithinReach = (person: StaffRow, row: Pick<EngagementRow, 'branchId'>): boolean =>
  person.isHeadOffice || person.officeId === row.branchId;

/** The people who can work on cases, each with the office whose cases they reach; none for all of them. */
export const ableAmong = (people: readonly StaffRow[]): { id: string; officeId: string | null }[] =>
  people
    .filter(mayHandle)
    .map(({ id, officeId, isHeadOffice }) => ({ id, officeId: isHeadOffice ? null : officeId }));

const handlersAt = (row: Case, people: readonly StaffRow[]) => {
  const able = people.filter(mayHandle);
  return {
    office: able.filter(({ officeId }) => officeId === row.branchId),
    headOffice: able.filter(({ isHeadOffice }) => isHeadOffice),
  };
};

/** Where a case has nobody at its office, the head office has it: no case is ever without an owner. */
export function ownerOf(row: Case, people: readonly StaffRow[], standIns: readonly StandIn[]): CaseOwner {
  const { office, headOffice } = handlersAt(row, people);
  if (row.officerId !== null) {
    const id = standInFor(row.officerId, standIns);
    const person = people.find((one) => one.id === id && mayHandle(one) && isWithinReach(one, row));
    if (person) return { kind: id === row.officerId ? 'officer' : 'deputy', person };
  }
  if (office.length > 0) return { kind: 'office', people: office };
  return headOffice.length > 0 ? { kind: 'head_office', people: headOffice } : { kind: 'bank' };
}

/** Who may take a second look at a refusal: of the office, or of the head office where nobody there may. */
export function whoMayDecide(row: Case, people: readonly StaffRow[]): readonly StaffRow[] {
  const { office, headOffice } = handlersAt(row, people);
  const others = office.filter(({ id }) => id !== row.declinedBy);
  return others.length > 0 ? others : headOffice.filter(({ id }) => id !== row.declinedBy);
}
