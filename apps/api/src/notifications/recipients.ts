import { Injectable } from '@nestjs/common';
import type { Role } from '@yinqi/contracts/access';
import type { Addressed, NoticePeople } from '@yinqi/domain/notices';
import { standInFor, StaffedOffices, type Person } from '../identity/identity.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import type { Happening, QuotaRecord } from './notices.js';

export type Post = Addressed & { readonly of: Happening };
/** An organisation, or one person of it; `byName` where that very person is meant. */
export type Address = {
  readonly organisationId: string;
  readonly accountId: string | null;
  readonly byName: boolean;
};

/** Whoever works on cases; whoever answers for an office: its approvers, where it has none its reviewers. */
const HANDLERS: readonly Role[] = ['officer', 'reviewer', 'approver'];
const LEADS: readonly Role[] = ['approver', 'reviewer'];
const SUPERVISORS: readonly Role[] = ['bureau_officer'];
const PRODUCT_KEEPERS: readonly Role[] = ['product_manager'];

type AtPosition<T> = ReadonlyMap<number, T>;
type Known = {
  readonly offices: Readonly<Record<'bank' | 'bureau', AtPosition<string>>>;
  readonly workplaces: ReadonlyMap<string, string>;
  readonly handlers: AtPosition<readonly Person[]>;
  readonly leads: AtPosition<readonly Person[]>;
  readonly headOffice: AtPosition<readonly Person[]>;
  readonly products: AtPosition<readonly Person[]>;
  readonly supervisors: AtPosition<readonly Person[]>;
  /** Who reads in somebody's place today; that person where nobody stands in. */
  readonly standIn: (accountId: string) => string;
};

const positionOf = ({ of, receiver }: Post): number | null | undefined =>
  receiver === 'bank' ? (of.engagement?.branchPosition ?? of.quota?.bank?.position) : of.unitPosition;

/** Whom a message reaches, asked for many messages at once. Whoever is away is read for by the deputy. */
@Injectable()
export class Recipients {
  constructor(
    private readonly staff: StaffedOffices,
    private readonly clock: Clock,
  ) {}

  async of(tx: Tx, posts: readonly Post[]): Promise<(post: Post) => readonly Address[]> {
    const known = await this.look(tx, posts);
    return (post) => {
      const { enterprise, quota } = post.of;
      if (post.receiver === 'enterprise') return wholeOf(enterprise?.id);
      if (post.receiver === 'holder') return ofHolder(post, quota, known);
      return post.to === null ? ofWhoeverHasIt(post, known) : ofNamed(post, post.to, known);
    };
  }

  private async look(tx: Tx, posts: readonly Post[]): Promise<Known> {
    const named = (people: NoticePeople, receiver: Post['receiver']): number[] =>
      posts
        .filter((post) => post.receiver === receiver && post.to?.includes(people) === true)
        .flatMap((post) => positionOf(post) ?? []);
    const unnamed = (receiver: Post['receiver']): number[] =>
      posts
        .filter((post) => post.receiver === receiver && post.to === null)
        .flatMap((post) => positionOf(post) ?? []);
    const { staff } = this;
    const offices = {
      bank: await staff.staffedOffices(tx, 'bank', unnamed('bank')),
      bureau: await staff.staffedOffices(tx, 'bureau', unnamed('bureau')),
    };
    const at = (positions: readonly number[], roles: readonly Role[], atTop = false) =>
      staff.peopleAt(tx, 'bank', { positions, roles, atTop });
    const handlers = await at(named('officer', 'bank'), HANDLERS);
    const leads = await at(named('lead', 'bank'), LEADS);
    const headOffice = await at(named('head_office', 'bank'), LEADS, true);
    const products = await at(named('products', 'bank'), PRODUCT_KEEPERS, true);
    const supervisors = await staff.peopleAt(tx, 'bureau', {
      positions: [...named('officer', 'bureau'), ...named('signer', 'bureau')],
      roles: SUPERVISORS,
    });
    const bankers = [
      ...posts.flatMap(({ of }) => of.engagement?.officerId ?? []),
      ...[handlers, leads, headOffice, products].flatMap((found) =>
        [...found.values()].flat().map(({ id }) => id),
      ),
    ];
    const standIns =
      bankers.length === 0 ? [] : await staff.standIns(tx, bankers, chinaDate(this.clock.now()));
    const mentioned = [
      ...bankers,
      ...standIns.map(({ deputyId }) => deputyId),
      ...posts.flatMap(({ of }) => of.letter?.signerId ?? of.quota?.proposerId ?? []),
    ];
    const workplaces = await staff.workplaces(tx, [...new Set(mentioned)]);
    const standIn = (accountId: string): string => standInFor(accountId, standIns);
    return { offices, workplaces, handlers, leads, headOffice, products, supervisors, standIn };
  }
}

const wholeOf = (organisationId: string | null | undefined): Address[] =>
  organisationId == null ? [] : [{ organisationId, accountId: null, byName: false }];

/** Everybody who keeps the tool, or the one of them who proposed. */
function ofHolder({ to, of }: Post, quota: QuotaRecord | undefined, { workplaces }: Known): Address[] {
  if (to?.includes('proposer') !== true) return wholeOf(quota?.holderId);
  const accountId = quota?.proposerId ?? null;
  const organisationId = accountId === null ? undefined : workplaces.get(accountId);
  if (organisationId === undefined || accountId === of.actor.accountId) return [];
  return [{ organisationId, accountId, byName: true }];
}

/** The officer of the case or whoever stands in; where that person acted, the colleagues are meant. */
function ofWhoeverHasIt(post: Post, known: Known): Address[] {
  const { engagement, actor } = post.of;
  const person = post.receiver === 'bank' ? officerOf(post, known) : undefined;
  if (person !== undefined && person.id !== actor.accountId && engagement?.officerId !== actor.accountId) {
    return [{ organisationId: person.organisationId, accountId: person.id, byName: false }];
  }
  const office = known.offices[post.receiver === 'bank' ? 'bank' : 'bureau'].get(positionOf(post) ?? -1);
  return wholeOf(office);
}

function officerOf({ of: { engagement } }: Post, { standIn, workplaces }: Known): Person | undefined {
  if (engagement?.officerId == null) return undefined;
  const id = standIn(engagement.officerId);
  const organisationId = workplaces.get(id);
  return organisationId === undefined ? undefined : { id, organisationId };
}

/** Each once, and nobody of what they did themselves. */
function ofNamed(post: Post, to: readonly NoticePeople[], known: Known): Address[] {
  const people = new Map(to.flatMap((one) => peopleOf(post, one, known)).map((one) => [one.id, one]));
  return [...people.values()]
    .filter(({ id }) => id !== post.of.actor.accountId)
    .map(({ id, organisationId }) => ({ organisationId, accountId: id, byName: true }));
}

function peopleOf(post: Post, people: NoticePeople, known: Known): readonly Person[] {
  const position = positionOf(post) ?? -1;
  if (post.receiver === 'bureau') {
    const signerId = people === 'signer' ? (post.of.letter?.signerId ?? null) : null;
    const workplace = signerId === null ? undefined : known.workplaces.get(signerId);
    if (signerId !== null && workplace !== undefined) return [{ id: signerId, organisationId: workplace }];
    return known.supervisors.get(position) ?? [];
  }
  const officer = people === 'officer' ? officerOf(post, known) : undefined;
  if (officer !== undefined) return [officer];
  const { handlers, leads, headOffice, products } = known;
  const atBank = { officer: handlers, lead: leads, head_office: headOffice, products };
  // A bank signs no letters and proposes no allotments.
  const found = people === 'signer' || people === 'proposer' ? undefined : atBank[people];
  return (found?.get(position) ?? []).map((one) => {
    const id = known.standIn(one.id);
    return { id, organisationId: known.workplaces.get(id) ?? one.organisationId };
  });
}
