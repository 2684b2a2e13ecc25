import { Injectable } from '@nestjs/common';
import type { Role } from '@yinqi/contracts/access';
import type { Tx } from '../platform/database/database.js';
import type { StandIn } from './stand-ins.js';

type OfficeKind = 'bank' | 'bureau';
/** Those who work on what reaches an office; a product manager takes up no case. */
const HANDS = {
  bank: ['officer', 'reviewer', 'approver'],
  bureau: ['bureau_officer'],
} as const satisfies Readonly<Record<OfficeKind, readonly Role[]>>;

/** Somebody of an office, for the position that was asked about. */
export type Person = { readonly id: string; readonly organisationId: string };
type PersonAt = Person & { readonly position: number };
type Search = {
  readonly positions: readonly number[];
  /** The first role that anybody there has counts. */
  readonly roles: readonly Role[];
  /** Only in the office that has none above it. */
  readonly atTop?: boolean;
};

/** Who works where, asked by the worker: it reads no more of an account. */
@Injectable()
export class StaffedOffices {
  /** For each position the nearest office at or above it in which somebody works; without any, the nearest of all. */
  async staffedOffices(
    tx: Tx,
    kind: OfficeKind,
    positions: readonly number[],
  ): Promise<ReadonlyMap<number, string>> {
    if (positions.length === 0) return new Map();
    const rows = await tx.rows<{ position: number; id: string }>(
      `select p.position, office.id
       from (select distinct unnest($2::int[]) as position) p
       cross join lateral (
         select o.id from organisation o where o.kind = $1 and p.position between o.lft and o.rgt
         order by exists (select 1 from account a where a.organisation_id = o.id and a.disabled_at is null
                            and a.roles && $3::text[]) desc, o.lft desc limit 1) office`,
      [kind, positions, HANDS[kind]],
    );
    return new Map(rows.map(({ position, id }) => [position, id]));
  }

  /** For each position the people of a role in the nearest office at or above it that has any. */
  async peopleAt(
    tx: Tx,
    kind: OfficeKind,
    { positions, roles, atTop = false }: Search,
  ): Promise<ReadonlyMap<number, readonly Person[]>> {
    if (positions.length === 0) return new Map();
    const rows = await tx.rows<PersonAt>(
      `select p.position, a.id, a.organisation_id as "organisationId"
       from (select distinct unnest($2::int[]) as position) p
       cross join lateral (
         select o.id, r.role from organisation o cross join unnest($3::text[]) with ordinality as r (role, place)
         where o.kind = $1 and p.position between o.lft and o.rgt and (not $4 or o.parent_id is null)
           and exists (select 1 from account a where a.organisation_id = o.id and a.disabled_at is null
                         and r.role = any(a.roles))
         order by o.lft desc, r.place limit 1) office
       join account a on a.organisation_id = office.id and a.disabled_at is null and office.role = any(a.roles)
       order by a.id`,
      [kind, positions, roles, atTop],
    );
    const people = new Map<number, Person[]>();
    for (const { position, ...person } of rows) {
      people.set(position, [...(people.get(position) ?? []), person]);
    }
    return people;
  }

  /** Who stands in for whom on a day at the banks of these people. */
  standIns(tx: Tx, accountIds: readonly string[], day: string): Promise<StandIn[]> {
    return tx.rows<StandIn>(
      `select d.account_id as "accountId", d.deputy_id as "deputyId" from deputy d
       where d.ended_at is null and $2::date between d.from_day and d.until_day
         and d.bank_id in (select coalesce(o.parent_id, o.id) from account a
                           join organisation o on o.id = a.organisation_id where a.id = any($1))
       order by d.named_at desc`,
      [accountIds, day],
    );
  }

  /** Where people who can still sign in work; the others are missing. */
  async workplaces(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (accountIds.length === 0) return new Map();
    const rows = await tx.rows<{ id: string; organisationId: string }>(
      `select id, organisation_id as "organisationId" from account where id = any($1) and disabled_at is null`,
      [accountIds],
    );
    return new Map(rows.map(({ id, organisationId }) => [id, organisationId]));
  }
}
