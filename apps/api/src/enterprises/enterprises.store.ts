import { Injectable } from '@nestjs/common';
import type { Interval } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import type { StoredFacts, StoredFigures } from './enterprise-profile.js';

export type SnapshotSource = {
  readonly kind: 'survey' | 'form' | 'seed';
  /** What people read: the file and row, or the form. */
  readonly text: string;
  readonly date: string;
  readonly batchId?: string;
  readonly row?: number;
};

export type SnapshotRow = {
  readonly id: string;
  readonly period: string;
  readonly figures: StoredFigures;
  readonly source: SnapshotSource;
  readonly recorded_at: string;
};

export type EnterpriseRow = {
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly unit_position: number;
  readonly region_code: string | null;
  readonly industry_code: string | null;
  readonly profile: StoredFacts;
  readonly demo: boolean;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
};

export type EnterpriseWithSnapshots = EnterpriseRow & { readonly snapshots: readonly SnapshotRow[] };

export type NewEnterprise = {
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitPosition: number;
  readonly regionCode: string | null;
  readonly industryCode: string | null;
  readonly profile: StoredFacts;
};

export type NewSnapshot = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly period: string;
  readonly figures: StoredFigures;
  readonly source: SnapshotSource;
};

export type EnterpriseFilter = {
  readonly search: string | undefined;
  readonly regionCodes: readonly string[] | undefined;
  readonly industry: string | undefined;
};

const COLUMNS = `e.id, e.uscc, e.name, e.unit_id, u.name as unit_name, e.unit_position, e.region_code, e.industry_code,
  e.profile, e.demo, e.version, e.created_at, e.updated_at`;
const SOURCE = 'enterprise e join organisation u on u.id = e.unit_id';
const OWNERSHIP: Ownership = { enterprise: 'e.id', bureau: 'e.unit_position' };
/** Inside JSON an instant is written by PostgreSQL, not by the driver: the wire's form is asked for. */
const ISO = (column: string): string =>
  `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** People look names up in the order of their pinyin. */
const PINYIN = 'collate "zh-x-icu"';
/** Older accounts of an enterprise say nothing that these do not. */
const SNAPSHOTS_READ = 12;

@Injectable()
export class EnterprisesStore {
  load(tx: Tx, ids: readonly string[]): Promise<EnterpriseWithSnapshots[]> {
    return tx.rows<EnterpriseWithSnapshots>(
      `select ${COLUMNS}, coalesce(s.snapshots, '[]') as snapshots
       from ${SOURCE}
       left join lateral (
         select jsonb_agg(to_jsonb(latest) order by latest.period desc, latest.recorded_at desc) as snapshots
         from (select id, period, figures, source, ${ISO('recorded_at')} as recorded_at from operating_snapshot
               where enterprise_id = e.id order by period desc, operating_snapshot.recorded_at desc limit ${SNAPSHOTS_READ}) latest
       ) s on true
       where e.id = any($1) and ${tx.own(OWNERSHIP)}`,
      [ids],
    );
  }

  describe(tx: Tx, ids: readonly string[]): Promise<{ id: string; uscc: string; name: string }[]> {
    return tx.rows(`select id, uscc, name from enterprise e where id = any($1) and ${tx.own(OWNERSHIP)}`, [
      ids,
    ]);
  }

  async list(
    tx: Tx,
    filter: EnterpriseFilter,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: EnterpriseRow[]; total: number }> {
    const values = [filter.search ?? null, filter.regionCodes ?? null, filter.industry ?? null];
    const where = `e.removed_at is null and ${tx.own(OWNERSHIP)}
      and ($1::text is null or position(lower($1) in lower(e.name)) > 0 or position(upper($1) in e.uscc) > 0)
      and ($2::text[] is null or e.region_code = any($2))
      and ($3::text is null or e.industry_code like $3 || '%')`;
    const rows = await tx.rows<EnterpriseRow>(
      `select ${COLUMNS} from ${SOURCE} where ${where} and ($4::text is null or (e.name ${PINYIN}, e.id) > ($4, $5::uuid))
       order by e.name ${PINYIN}, e.id limit $6`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from ${SOURCE} where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }

  /** Units of these regions that report within an interval; zones share a region and are chosen by hand only. */
  unitsOfRegions(
    tx: Tx,
    regionCodes: readonly string[],
    within: Interval,
  ): Promise<{ id: string; region_code: string; lft: number }[]> {
    return tx.rows(
      `select id, region_code, lft from organisation
       where kind = 'bureau' and unit_level <> 'zone' and region_code = any($1) and lft between $2 and $3`,
      [regionCodes, within.lo, within.hi],
    );
  }

  async unitName(tx: Tx, id: string): Promise<string | undefined> {
    return (await tx.first<{ name: string }>('select name from organisation where id = $1', [id]))?.name;
  }

  findByUscc(
    tx: Tx,
    usccs: readonly string[],
  ): Promise<{ id: string; uscc: string; unit_position: number }[]> {
    return tx.rows(
      `select id, uscc, unit_position from enterprise e
       where uscc = any($1) and removed_at is null and ${tx.own(OWNERSHIP)}`,
      [usccs],
    );
  }

  /** Found and kept from being put aside until the transaction ends: what is imported names them. */
  findAndHold(
    tx: Tx,
    usccs: readonly string[],
  ): Promise<{ id: string; uscc: string; unit_position: number }[]> {
    return tx.rows(
      `select id, uscc, unit_position from enterprise e
       where uscc = any($1) and removed_at is null and ${tx.own(OWNERSHIP)}
       order by uscc for key share`,
      [usccs],
    );
  }

  /** Inserts those whose code is not known anywhere, in the order of the codes, so that two imports never deadlock. */
  insertMissing(
    tx: Tx,
    enterprises: readonly NewEnterprise[],
    now: Date,
  ): Promise<{ id: string; uscc: string; unit_position: number }[]> {
    return tx.rows(
      `insert into enterprise (id, uscc, name, unit_id, unit_position, region_code, industry_code, profile, created_at, updated_at)
       select id, uscc, name, unit_id, unit_position, region_code, industry_code, profile, $9, $9
       from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::jsonb[])
         as new(id, uscc, name, unit_id, unit_position, region_code, industry_code, profile)
       order by uscc
       on conflict (uscc) where removed_at is null do nothing returning id, uscc, unit_position`,
      [
        enterprises.map(({ id }) => id),
        enterprises.map(({ uscc }) => uscc),
        enterprises.map(({ name }) => name),
        enterprises.map(({ unitId }) => unitId),
        enterprises.map(({ unitPosition }) => unitPosition),
        enterprises.map(({ regionCode }) => regionCode),
        enterprises.map(({ industryCode }) => industryCode),
        enterprises.map(({ profile }) => JSON.stringify(profile)),
        now,
      ],
    );
  }

  async insertSnapshots(tx: Tx, snapshots: readonly NewSnapshot[], now: Date): Promise<void> {
    await tx.execute(
      `insert into operating_snapshot (id, enterprise_id, unit_position, period, figures, source, recorded_at)
       select new.*, $7 from unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::jsonb[], $6::jsonb[]) as new`,
      [
        snapshots.map(({ id }) => id),
        snapshots.map(({ enterpriseId }) => enterpriseId),
        snapshots.map(({ unitPosition }) => unitPosition),
        snapshots.map(({ period }) => period),
        snapshots.map(({ figures }) => JSON.stringify(figures)),
        snapshots.map(({ source }) => JSON.stringify(source)),
        now,
      ],
    );
  }

  async deleteSnapshotsOfBatch(tx: Tx, enterpriseIds: readonly string[], batchId: string): Promise<void> {
    await tx.execute(
      `delete from operating_snapshot where enterprise_id = any($1) and source ->> 'batchId' = $2`,
      [enterpriseIds, batchId],
    );
  }

  /** Whoever is about to name one of them waits; in the order in which imports hold them. */
  async lock(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.rows('select 1 from enterprise where id = any($1) order by uscc for update', [ids]);
  }

  /** Puts aside those of which nothing is kept but their registration, and for which nobody signs in. */
  async remove(tx: Tx, ids: readonly string[], now: Date): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `update enterprise e set removed_at = $2, version = version + 1, updated_at = $2
       where id = any($1) and removed_at is null and profile = '{}'
         and not exists (select 1 from operating_snapshot s where s.enterprise_id = e.id)
         and not exists (select 1 from account a where a.organisation_id = e.id)
       returning id`,
      [ids, now],
    );
    return rows.map(({ id }) => id);
  }

  async update(
    tx: Tx,
    id: string,
    version: number,
    change: Pick<NewEnterprise, 'name' | 'regionCode' | 'industryCode' | 'profile'>,
    now: Date,
  ): Promise<boolean> {
    const changed = await tx.execute(
      `update enterprise e set name = $3, region_code = $4, industry_code = $5, profile = $6, version = version + 1, updated_at = $7
       where id = $1 and version = $2 and removed_at is null and ${tx.own(OWNERSHIP)}`,
      [id, version, change.name, change.regionCode, change.industryCode, JSON.stringify(change.profile), now],
    );
    return changed === 1;
  }
}
