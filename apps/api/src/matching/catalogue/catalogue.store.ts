import { Injectable } from '@nestjs/common';
import { HEADROOM_TIERS, type HeadroomTier } from '@yinqi/domain/matching';
import type { Tx } from '../../platform/database/database.js';

type Kind = 'bank_responsiveness' | 'facility_headroom';
/** Tier per bank and per facility; one that nobody reported is absent. */
export type Tiers = Readonly<Record<Kind, ReadonlyMap<string, number>>>;

export type MatchState = {
  readonly catalogue_revision: string;
  readonly policy_version: string | null;
  readonly engine_version: string | null;
  readonly day: string | null;
};

/** A product in its last percolated form. */
export type KnownProduct = { readonly product_id: string; readonly stamp: string };
export type ProductWrite = KnownProduct & { readonly product: string | null };

/** Key of the advisory lock over the catalogue that results are judged against. */
export const CATALOGUE_LOCK = 20_282_021;

/** The catalogue as results know it, and how far they have followed. */
@Injectable()
export class CatalogueStore {
  /** Held by whoever writes results: the catalogue is not percolated meanwhile. */
  async holdShared(tx: Tx): Promise<void> {
    await tx.rows('select pg_advisory_xact_lock_shared($1)', [CATALOGUE_LOCK]);
  }

  /** Held by whoever percolates: every result written is visible, and none is being written. */
  async holdAlone(tx: Tx): Promise<void> {
    await tx.rows('select pg_advisory_xact_lock($1)', [CATALOGUE_LOCK]);
  }

  async state(tx: Tx): Promise<MatchState> {
    const row = await tx.first<MatchState>(
      'select catalogue_revision, policy_version, engine_version, day from match_state',
    );
    if (!row) throw new Error('The row of match_state is missing');
    return row;
  }

  async setRevision(tx: Tx, revision: string): Promise<void> {
    await tx.execute('update match_state set catalogue_revision = $1', [revision]);
  }

  async setVersions(tx: Tx, policy: string, engine: string): Promise<void> {
    await tx.execute('update match_state set policy_version = $1, engine_version = $2', [policy, engine]);
  }

  /** Answers true to the first who asks on a day. */
  async turnDay(tx: Tx, day: string): Promise<boolean> {
    return (await tx.execute('update match_state set day = $1 where day is null or day < $1', [day])) === 1;
  }

  /** Products that were in the catalogue when it was last percolated. */
  known(tx: Tx): Promise<KnownProduct[]> {
    return tx.rows<KnownProduct>('select product_id, stamp from match_product where product is not null');
  }

  async forms(tx: Tx, productIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.rows<{ product_id: string; product: string }>(
      `select product_id, product::text as product from match_product where product_id = any($1) and product is not null`,
      [productIds],
    );
    return new Map(rows.map(({ product_id, product }) => [product_id, product]));
  }

  async saveForms(tx: Tx, products: readonly ProductWrite[]): Promise<void> {
    await tx.execute(
      `insert into match_product (product_id, stamp, product)
       select * from unnest($1::uuid[], $2::text[], $3::jsonb[])
       on conflict (product_id) do update set stamp = excluded.stamp, product = excluded.product`,
      [
        products.map(({ product_id }) => product_id),
        products.map(({ stamp }) => stamp),
        products.map(({ product }) => product),
      ],
    );
  }

  /** Numbers given after those known; they are never taken back. */
  numbersAfter(tx: Tx, number: number): Promise<{ number: number; product_id: string }[]> {
    return tx.rows('select number, product_id from match_product where number > $1 order by number', [
      number,
    ]);
  }

  async tiers(tx: Tx): Promise<Tiers> {
    const rows = await tx.rows<{ kind: Kind; subject_id: string; tier: number }>(
      'select kind, subject_id, tier from matching_facts',
    );
    const of = (kind: Kind) =>
      new Map(rows.filter((row) => row.kind === kind).map((row) => [row.subject_id, row.tier]));
    return {
      bank_responsiveness: of('bank_responsiveness'),
      facility_headroom: of('facility_headroom'),
    };
  }

  /** A tier that is the same is not written: everything that ranks by it would be looked at again. */
  async setHeadroom(tx: Tx, tiers: ReadonlyMap<string, HeadroomTier>, now: Date): Promise<void> {
    await tx.execute(
      `insert into matching_facts (kind, subject_id, tier, updated_at)
       select 'facility_headroom', id, tier, $3 from unnest($1::uuid[], $2::int[]) as told (id, tier) order by id
       on conflict (kind, subject_id) do update set tier = excluded.tier, version = matching_facts.version + 1,
         updated_at = excluded.updated_at
       where matching_facts.tier <> excluded.tier`,
      [[...tiers.keys()], [...tiers.values()].map((tier) => HEADROOM_TIERS.indexOf(tier)), now],
    );
  }

  /** Rises with every tier written: rows are never deleted and versions never fall. */
  async tiersRevision(tx: Tx): Promise<string> {
    const row = await tx.first<{ revision: string }>(
      `select count(*) || '-' || coalesce(sum(version), 0) as revision from matching_facts`,
    );
    return row?.revision ?? '';
  }
}
