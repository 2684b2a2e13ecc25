import { Injectable } from '@nestjs/common';
import type { MatchReader } from '@yinqi/domain/engine';
import type { Tx } from '../../platform/database/database.js';
import { CatalogueMoved } from './catalogue-moved.js';
import { CatalogueStore } from './catalogue.store.js';
import { MatchCatalogue } from './match-catalogue.js';
import type { ProductNumbers } from './product-numbers.js';

/** Products of one revision with an engine over them, wherever that stands. */
export type JudgedCatalogue = {
  readonly revision: string;
  /** Asks the engine of a day any number of questions; they are answered before it returns. */
  readonly ask: <T>(asOf: string, question: (index: MatchReader) => T) => T;
};

export type PercolatedCatalogue = JudgedCatalogue & { readonly numbers: ProductNumbers };

/** The catalogue results are judged against; to be asked under its hold. */
@Injectable()
export class PercolatedCatalogues {
  private lent: JudgedCatalogue | undefined;

  constructor(
    private readonly catalogue: MatchCatalogue,
    private readonly store: CatalogueStore,
  ) {}

  /** From now on this one is answered instead of loading products: a thread has that of its worker. */
  lend(catalogue: JudgedCatalogue): void {
    this.lent = catalogue;
  }

  async present(tx: Tx): Promise<PercolatedCatalogue> {
    const { revision, ask } = this.lent ?? (await this.loaded(tx));
    const state = await this.store.state(tx);
    if (state.catalogue_revision !== revision) throw new CatalogueMoved();
    return { revision, ask, numbers: await this.catalogue.numbers(tx) };
  }

  private async loaded(tx: Tx): Promise<JudgedCatalogue> {
    const { revision, engineOn } = await this.catalogue.present(tx);
    return { revision, ask: (asOf, question) => question(engineOn(asOf)) };
  }
}
