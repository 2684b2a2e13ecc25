import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import { CatalogueMoved } from './catalogue-moved.js';
import { CatalogueStore } from './catalogue.store.js';
import { MatchCatalogue, type Catalogue } from './match-catalogue.js';
import type { ProductNumbers } from './product-numbers.js';

export type PercolatedCatalogue = {
  readonly catalogue: Catalogue;
  readonly numbers: ProductNumbers;
};

/** The catalogue results are judged against; to be asked under its hold. */
@Injectable()
export class PercolatedCatalogues {
  constructor(
    private readonly catalogue: MatchCatalogue,
    private readonly store: CatalogueStore,
  ) {}

  async present(tx: Tx): Promise<PercolatedCatalogue> {
    const catalogue = await this.catalogue.present(tx);
    const state = await this.store.state(tx);
    if (state.catalogue_revision !== catalogue.revision) throw new CatalogueMoved();
    return { catalogue, numbers: await this.catalogue.numbers(tx) };
  }
}
