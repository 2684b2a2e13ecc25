import { Injectable } from '@nestjs/common';
import type { Role } from '@yinqi/contracts/access';
import type { Tx } from '../platform/database/database.js';

type OfficeKind = 'bank' | 'bureau';
/** Those who work on what reaches an office; a product manager takes up no case. */
const HANDS = {
  bank: ['officer', 'reviewer', 'approver'],
  bureau: ['bureau_officer'],
} as const satisfies Readonly<Record<OfficeKind, readonly Role[]>>;

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
