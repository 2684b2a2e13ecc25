import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { productOf, type ProductRecord } from './product-record.js';
import { ProductsStore } from './products.store.js';

/** Products as other capabilities read them, under the role of the transaction they hand in. */
@Injectable()
export class ProductReader {
  constructor(private readonly store: ProductsStore) {}

  /** Those the role may see: published ones, and a bank's own. */
  async load(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ProductRecord>> {
    const rows = await this.store.load(tx, ids);
    return new Map(rows.map((row) => [row.id, productOf(row)]));
  }

  /** The tool a product lends under, whatever has become of the product. */
  facilityOf(tx: Tx, id: string): Promise<string | undefined> {
    return this.store.facilityOf(tx, id);
  }

  /** Every published product in the order of ids, with its bank's name and type. */
  async published(tx: Tx): Promise<ProductRecord[]> {
    return (await this.store.published(tx)).map(productOf);
  }

  /** What `published` would answer, by id and version alone. */
  publishedVersions(tx: Tx): Promise<{ readonly id: string; readonly version: number }[]> {
    return this.store.publishedVersions(tx);
  }

  /** Differs whenever what `published` answers differs. */
  revision(tx: Tx): Promise<string> {
    return this.store.revision(tx);
  }
}
