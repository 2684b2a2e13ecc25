import { Injectable } from '@nestjs/common';
import type { MatchIndex, SharedIndex } from '@yinqi/domain/engine';
import { FacilityReader } from '../../facilities/facilities.public.js';
import type { Tx } from '../../platform/database/database.js';
import { ProductReader, type ProductRecord } from '../../products/products.public.js';
import { entryOf, type CatalogueEntry } from './catalogue-entry.js';
import { CatalogueStore } from './catalogue.store.js';
import { LiveProducts } from './live-products.js';
import { ProductNumbers } from './product-numbers.js';

export type { CatalogueEntry } from './catalogue-entry.js';

export type Catalogue = {
  /** Differs whenever a published product, a facility or a tier differs; never comes back. */
  readonly revision: string;
  readonly entries: ReadonlyMap<string, CatalogueEntry>;
  /** The engine over exactly these products on a day; to be used before the next await. */
  readonly engineOn: (asOf: string) => MatchIndex;
  /** The same for other threads; void as soon as the engine is brought in step with another catalogue or day. */
  readonly shareOn: (asOf: string) => SharedIndex;
};

/** How often a load may find that the catalogue moved under it. */
const MOST_LOADS = 3;
/** The revision of a catalogue that was changed all the while it was read: good enough to show, never to percolate. */
export const MOVING = 'moving';

/**
 * The published products as the engine reads them, kept per process. Each use asks the database for the present
 * revision first, so a process that missed a change never answers from an old catalogue; what differs is loaded then,
 * and nothing else.
 */
@Injectable()
export class MatchCatalogue {
  private kept: Catalogue | undefined;
  private readonly live = new LiveProducts();
  private readonly known: ProductNumbers;

  constructor(
    private readonly products: ProductReader,
    private readonly facilities: FacilityReader,
    private readonly store: CatalogueStore,
  ) {
    this.known = new ProductNumbers(store);
  }

  /** To be asked after the result that is to be read, or under the hold of the catalogue. */
  numbers(tx: Tx): Promise<ProductNumbers> {
    return this.known.refresh(tx);
  }

  async present(tx: Tx): Promise<Catalogue> {
    let revision = await this.revision(tx);
    for (let loads = 1; ; loads += 1) {
      const { kept } = this;
      if (kept?.revision === revision) return kept;
      const entries = await this.load(tx, kept?.entries ?? new Map());
      // Read before the rows and after: equal ones mean that the rows are of exactly this revision.
      const after = await this.revision(tx);
      if (after === revision) {
        this.kept = this.over(entries, revision);
        return this.kept;
      }
      if (loads === MOST_LOADS) return this.over(entries, MOVING);
      revision = after;
    }
  }

  private over(entries: Catalogue['entries'], revision: string): Catalogue {
    return {
      revision,
      entries,
      engineOn: (asOf) => this.live.indexOn(entries, asOf),
      shareOn: (asOf) => this.live.shareOn(entries, asOf),
    };
  }

  private async revision(tx: Tx): Promise<string> {
    const parts = [
      await this.products.revision(tx),
      await this.facilities.revision(tx),
      await this.store.tiersRevision(tx),
    ];
    return parts.join('/');
  }

  private async load(tx: Tx, known: ReadonlyMap<string, CatalogueEntry>) {
    const products = await this.productsNow(tx, known);
    const facilities = await this.facilities.load(tx, [
      ...new Set(products.map(({ facilityId }) => facilityId)),
    ]);
    const tiers = await this.store.tiers(tx);
    const entries = new Map<string, CatalogueEntry>();
    for (const product of products) {
      const facility = facilities.get(product.facilityId);
      if (!facility) throw new Error(`Facility ${product.facilityId} of product ${product.id} is missing`);
      entries.set(product.id, entryOf(product, facility, tiers, known.get(product.id)));
    }
    return entries;
  }

  /** In the order of ids; only those of another version than known are read. */
  private async productsNow(
    tx: Tx,
    known: ReadonlyMap<string, CatalogueEntry>,
  ): Promise<readonly ProductRecord[]> {
    if (known.size === 0) return this.products.published(tx);
    const versions = await this.products.publishedVersions(tx);
    const changed = versions.filter(({ id, version }) => known.get(id)?.product.version !== version);
    const loaded = await this.products.load(
      tx,
      changed.map(({ id }) => id),
    );
    return versions.flatMap(({ id }) => {
      const product = loaded.get(id) ?? known.get(id)?.product;
      return product?.status === 'published' ? [product] : [];
    });
  }
}
