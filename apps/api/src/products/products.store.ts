import { Injectable } from '@nestjs/common';
import type { ProductStatus, ProductTerms } from '@yinqi/contracts/products';
import type { BankType } from '@yinqi/domain/matching';
import type { Tx } from '../platform/database/database.js';

export type ProductRow = {
  readonly id: string;
  readonly bank_id: string;
  readonly bank_name: string;
  readonly bank_name_en: string | null;
  readonly bank_type: BankType;
  readonly bank_local_legal_person: boolean;
  readonly bank_region_code: string | null;
  readonly facility_id: string;
  readonly code: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly status: ProductStatus;
  readonly rule: unknown;
  readonly terms: ProductTerms;
  readonly confirmed_at: string | null;
  readonly published_at: string | null;
  readonly demo: boolean;
  readonly version: number;
  readonly updated_at: string;
};

const SELECT = `select p.id, p.bank_id, o.name as bank_name, o.name_en as bank_name_en, o.bank_type,
    o.local_legal_person as bank_local_legal_person, o.region_code as bank_region_code, p.facility_id, p.code, p.name,
    p.name_en, p.status, p.rule, p.terms, p.confirmed_at, p.published_at, p.demo, p.version, p.updated_at
  from loan_product p join organisation o on o.id = p.bank_id`;

/** As people look them up: by bank, then by name, in the order of the Chinese dictionary. */
const ORDER = 'o.name collate "zh-x-icu", p.name collate "zh-x-icu", p.id';

export type ProductFilter = {
  readonly status: readonly string[] | undefined;
  readonly bankId: string | undefined;
  readonly facilityId: string | undefined;
  readonly search: string | undefined;
};

export type ProductWrite = {
  readonly name: string;
  readonly nameEn: string | null;
  readonly facilityId: string;
  readonly rule: unknown;
  readonly terms: ProductTerms;
};

@Injectable()
export class ProductsStore {
  load(tx: Tx, ids: readonly string[]): Promise<ProductRow[]> {
    return tx.rows<ProductRow>(`${SELECT} where p.id = any($1) order by p.id`, [ids]);
  }

  published(tx: Tx): Promise<ProductRow[]> {
    return tx.rows<ProductRow>(`${SELECT} where p.status = 'published' order by p.id`);
  }

  publishedVersions(tx: Tx): Promise<{ id: string; version: number }[]> {
    return tx.rows(`select id, version from loan_product where status = 'published' order by id`);
  }

  async facilityOf(tx: Tx, id: string): Promise<string | undefined> {
    const row = await tx.first<{ facility_id: string }>(
      'select facility_id from loan_product where id = $1',
      [id],
    );
    return row?.facility_id;
  }

  /** Rises with every change of a product, at its commit. */
  async revision(tx: Tx): Promise<string> {
    const row = await tx.first<{ revision: string }>('select revision from loan_product_revision');
    return row?.revision ?? '';
  }

  async page(
    tx: Tx,
    filter: ProductFilter,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: ProductRow[]; total: number }> {
    const values = [
      filter.status ?? null,
      filter.bankId ?? null,
      filter.facilityId ?? null,
      filter.search ?? null,
    ];
    const where = `($1::text[] is null or p.status = any($1)) and ($2::uuid is null or p.bank_id = $2)
      and ($3::uuid is null or p.facility_id = $3)
      and ($4::text is null
        or position(lower($4) in lower(p.name || ' ' || coalesce(p.name_en, '') || ' ' || p.code || ' ' || o.name)) > 0)`;
    const rows = await tx.rows<ProductRow>(
      `${SELECT} where ${where} and ($5::text is null or (${ORDER}) > ($5, $6, $7::uuid))
       order by ${ORDER} limit $8`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from loan_product p join organisation o on o.id = p.bank_id where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }

  async lock(tx: Tx, id: string): Promise<ProductRow | undefined> {
    return tx.first<ProductRow>(`${SELECT} where p.id = $1 for update of p`, [id]);
  }

  /** Answers false where the bank has used the code before. */
  async insert(
    tx: Tx,
    product: ProductWrite & { readonly id: string; readonly bankId: string; readonly code: string },
    now: Date,
  ): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into loan_product (id, bank_id, facility_id, code, name, name_en, status, rule, terms, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9, $9) on conflict (bank_id, code) do nothing`,
      [
        product.id,
        product.bankId,
        product.facilityId,
        product.code,
        product.name,
        product.nameEn,
        JSON.stringify(product.rule),
        JSON.stringify(product.terms),
        now,
      ],
    );
    return inserted === 1;
  }

  async update(tx: Tx, id: string, product: ProductWrite, now: Date): Promise<void> {
    await tx.execute(
      `update loan_product set facility_id = $2, name = $3, name_en = $4, rule = $5, terms = $6,
         version = version + 1, updated_at = $7
       where id = $1`,
      [
        id,
        product.facilityId,
        product.name,
        product.nameEn,
        JSON.stringify(product.rule),
        JSON.stringify(product.terms),
        now,
      ],
    );
  }

  /** Publishing confirms; the first publication is the one remembered. */
  async setStatus(tx: Tx, id: string, status: ProductStatus, confirm: boolean, now: Date): Promise<void> {
    await tx.execute(
      `update loan_product set status = $2, version = version + 1, updated_at = $4,
         confirmed_at = case when $3 then $4 else confirmed_at end,
         published_at = case when $2 = 'published' then coalesce(published_at, $4) else published_at end
       where id = $1`,
      [id, status, confirm, now],
    );
  }
}
