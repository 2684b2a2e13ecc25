import type { MatchReader } from '@yinqi/domain/engine';
import type { Tx } from '../../platform/database/database.js';
import type { CatalogueStore } from './catalogue.store.js';

const NO_NUMBER = -1;

/** Numbers of products in stored results, kept per process; they are only ever added to. */
export class ProductNumbers {
  private readonly ids: (string | undefined)[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly tables = new WeakMap<object, Int32Array>();

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

  /** An index numbers its products by itself: the stored number of each, kept with the index. */
  numbersIn({ slots }: MatchReader): Int32Array {
    const known = this.tables.get(slots);
    if (known?.length === slots.products.length) return known;
    // The number of a product that has left the index is never asked for, and never given anew.
    const table = Int32Array.from(slots.products, (product) =>
      product === undefined ? NO_NUMBER : this.numberOf(product.id),
    );
    this.tables.set(slots, table);
    return table;
  }
}
