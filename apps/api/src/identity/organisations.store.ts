import { Injectable } from '@nestjs/common';
import type { BankType } from '@yinqi/domain/matching';
import type { Interval } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';

export type OrganisationRow = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly region_code: string | null;
  readonly unit_level: 'nation' | 'province' | 'city' | 'county' | 'zone' | null;
  readonly bank_type: BankType | null;
  readonly local_legal_person: boolean;
  readonly parent_id: string | null;
  readonly lft: number;
  readonly rgt: number;
};

const COLUMNS = `id, kind, name, name_en, region_code, unit_level, bank_type, local_legal_person, parent_id, lft, rgt`;

export type OrganisationFilter = {
  readonly kinds: readonly string[] | undefined;
  readonly parentId: string | undefined;
  readonly search: string | undefined;
};

/** The directory of institutions, readable by every signed-in caller. */
@Injectable()
export class OrganisationsStore {
  async find(tx: Tx, id: string): Promise<OrganisationRow | undefined> {
    return tx.first<OrganisationRow>(`select ${COLUMNS} from organisation where id = $1`, [id]);
  }

  async findMany(tx: Tx, ids: readonly string[]): Promise<OrganisationRow[]> {
    return tx.rows<OrganisationRow>(`select ${COLUMNS} from organisation where id = any($1)`, [ids]);
  }

  /** The unit at the top of the tree: every installation has it. */
  async nation(tx: Tx): Promise<OrganisationRow> {
    const row = await tx.first<OrganisationRow>(
      `select ${COLUMNS} from organisation where kind = 'bureau' and unit_level = 'nation'`,
    );
    if (!row) throw new Error('The tree of reporting units has no top');
    return row;
  }

  /** The bureau unit that reports for a region within an interval, the nearest one up the chain of `path`. */
  async reportingUnit(
    tx: Tx,
    path: readonly string[],
    within: Interval,
  ): Promise<OrganisationRow | undefined> {
    return tx.first<OrganisationRow>(
      `select ${COLUMNS} from organisation
       where kind = 'bureau' and region_code = any($1) and lft between $2 and $3
       order by lft desc limit 1`,
      [path, within.lo, within.hi],
    );
  }

  /** The office of a bank that serves a region: the nearest branch up the chain, else the head office. */
  async servingBranch(tx: Tx, bankId: string, path: readonly string[]): Promise<OrganisationRow | undefined> {
    return tx.first<OrganisationRow>(
      `select ${COLUMNS} from organisation
       where kind = 'bank' and (id = $1 or (parent_id = $1 and region_code = any($2)))
       order by (parent_id is null), array_position($2, region_code) desc, lft limit 1`,
      [bankId, path],
    );
  }

  /** Where a bank has offices, as codes of regions; none where one of them answers for the whole country. */
  async regionsServedBy(tx: Tx, bankId: string): Promise<string[]> {
    const rows = await tx.rows<{ region_code: string | null }>(
      `select distinct region_code from organisation where kind = 'bank' and (id = $1 or parent_id = $1)
       order by region_code`,
      [bankId],
    );
    const codes = rows.map(({ region_code }) => region_code);
    return codes.includes(null) ? [] : codes.flatMap((code) => code ?? []);
  }

  async list(
    tx: Tx,
    filter: OrganisationFilter,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: OrganisationRow[]; total: number }> {
    const values = [filter.kinds ?? null, filter.parentId ?? null, filter.search ?? null];
    const where = `($1::text[] is null or kind = any($1)) and ($2::uuid is null or parent_id = $2)
      and ($3::text is null or position(lower($3) in lower(name || ' ' || coalesce(name_en, ''))) > 0)`;
    const rows = await tx.rows<OrganisationRow>(
      `select ${COLUMNS} from organisation
       where ${where} and ($4::text is null or (kind, lft) > ($4, $5)) order by kind, lft limit $6`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from organisation where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }
}
