import type { MatchReader } from '@yinqi/domain/engine';
import type { Tx } from '../platform/database/database.js';
import type { CatalogueStore } from './catalogue.store.js';

/** Numbers of products in stored results, kept per process; they are only ever added to. */
export class ProductNumbers {
  private readonly ids: (string | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly tables = new WeakMap<object, number[]>();

  constructor(private readonly store: CatalogueStore) {}

  /** Reads what was added since; to be asked after the result that is to be read, or under the hold of the catalogue. */
  async refresh(tx: Tx): Promise<this> {
    for (const { number, product_id } of await this.store.numbersAfter(tx, this.ids.length - 1)) {
      this.ids[number] = product_id;
      this.numbers.set(product_id, number);
    }
    return this;
  }

  idOf(number: number): string {
    const id = this.ids[number];
    if (id === undefined) throw new Error(`No product has the number ${number}`);
    return id;
  }

  numberOf(productId: string): number {
    const number = this.numbers.get(productId);
    if (number === undefined) throw new Error(`Product ${productId} was never percolated`);
    return number;
  }

  /** An index numbers its products by itself; what it answers is translated by a table kept with it. */
  numberIn(index: MatchReader): (own: number) => number {
    const table = this.tables.get(index.slots) ?? [];
    this.tables.set(index.slots, table);
    return (own) => (table[own] ??= this.numberOf(index.idOf(own) ?? ''));
  }
}
