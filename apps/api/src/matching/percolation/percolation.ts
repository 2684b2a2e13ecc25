import { Injectable } from '@nestjs/common';
import { matchingRequested } from '@yinqi/contracts/events';
import type { RequestIndex } from '@yinqi/domain/engine';
import type { MatchProduct } from '@yinqi/domain/matching';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { publishInShards } from '../../platform/outbox/outbox.js';
import { CatalogueStore, type ProductWrite } from '../catalogue/catalogue.store.js';
import { MatchCatalogue, MOVING, type Catalogue } from '../catalogue/match-catalogue.js';
import { MatchRuns } from '../runs/match-runs.js';
import { MatchingStore } from '../results/matching.store.js';
import { OpenRequests } from './open-requests.js';
import { productOf, productText } from '../catalogue/percolated-product.js';

/** A product as it was when results last followed it, and as it is. */
type Change = {
  readonly id: string;
  readonly stamp: string;
  readonly before: MatchProduct | undefined;
  readonly after: MatchProduct | undefined;
};

/** Products × requests; beyond it, matching everything is sooner done than comparing. */
const MOST_COMPARISONS = 20_000_000;
const FORMS_A_STATEMENT = 1_000;

/**
 * Finds the requests that a change of the catalogue touches, and asks for new results for them alone. Until it is done
 * no result counts as current; when it is, every result that is not marked stale is what matching would answer now.
 */
@Injectable()
export class Percolation {
  private preparing: Promise<void> | undefined;

  constructor(
    private readonly catalogue: MatchCatalogue,
    private readonly states: CatalogueStore,
    private readonly results: MatchingStore,
    private readonly open: OpenRequests,
    private readonly runs: MatchRuns,
  ) {}

  /** Loads the open requests without holding anybody up; once per process. To be awaited before `complete`. */
  prepare(database: Database): Promise<void> {
    this.preparing ??= this.load(database).catch((error: unknown) => {
      this.preparing = undefined;
      throw error;
    });
    return this.preparing;
  }

  async complete(tx: Tx, now: Date): Promise<void> {
    if (await this.isComplete(tx)) return;
    await this.states.holdAlone(tx);
    // Somebody else may have done it meanwhile, or the catalogue may have changed once more.
    const catalogue = await this.catalogue.present(tx);
    if (catalogue.revision === MOVING) throw new Error('The catalogue changed each time it was read');
    if ((await this.states.state(tx)).catalogue_revision === catalogue.revision) return;
    await this.open.follow(tx, await this.results.lastWrite(tx));
    const changes = await this.changes(tx, catalogue);
    await this.remember(tx, changes);
    await this.states.setRevision(tx, catalogue.revision);
    if (changes.length * this.open.size > MOST_COMPARISONS) {
      await this.results.markAllStale(tx);
      await this.runs.begin(tx, 'catalogue', now);
      return;
    }
    const touched = await this.open.stillOpen(tx, this.touchedBy(changes, chinaDate(now)));
    await this.results.markStale(tx, touched);
    await publishInShards(tx, matchingRequested, touched, (requestIds) => ({ requestIds }));
  }

  /**
   * The open requests as their results know them, for counting; holds up whoever writes results until the transaction
   * ends. After `prepare`.
   */
  async requestsOn(tx: Tx, asOf: string): Promise<RequestIndex> {
    await this.states.holdAlone(tx);
    await this.open.follow(tx, await this.results.lastWrite(tx));
    return this.open.indexOn(asOf);
  }

  private async isComplete(tx: Tx): Promise<boolean> {
    const { catalogue_revision } = await this.states.state(tx);
    return catalogue_revision === (await this.catalogue.present(tx)).revision;
  }

  private async load(database: Database): Promise<void> {
    const upTo = await database.asService('app_worker', async (tx) => {
      await this.states.holdAlone(tx);
      return this.results.lastWrite(tx);
    });
    await database.asService('app_worker', (tx) => this.open.follow(tx, upTo));
  }

  /** Against the forms that results last followed, which every worker shares and no kill takes away. */
  private async changes(tx: Tx, { entries }: Catalogue): Promise<readonly Change[]> {
    const known = new Map((await this.states.known(tx)).map((one) => [one.product_id, one.stamp]));
    const changed = [...entries].filter(([id, { stamp }]) => known.get(id) !== stamp);
    const gone = [...known.keys()].filter((id) => !entries.has(id));
    const forms = await this.states.forms(tx, [...changed.map(([id]) => id), ...gone]);
    const formOf = (id: string) => {
      const text = forms.get(id);
      return text === undefined ? undefined : productOf(text);
    };
    return [
      ...changed.map(([id, { stamp, match }]) => ({ id, stamp, before: formOf(id), after: match })),
      ...gone.map((id) => ({ id, stamp: '', before: formOf(id), after: undefined })),
    ];
  }

  private async remember(tx: Tx, changes: readonly Change[]): Promise<void> {
    for (let at = 0; at < changes.length; at += FORMS_A_STATEMENT) {
      const forms = changes.slice(at, at + FORMS_A_STATEMENT).map(({ id, stamp, after }): ProductWrite => ({
        product_id: id,
        stamp,
        product: after === undefined ? null : productText(after),
      }));
      await this.states.saveForms(tx, forms);
    }
  }

  private touchedBy(changes: readonly Change[], asOf: string): ReadonlySet<string> {
    return new Set([...this.open.unjudgeable, ...this.open.indexOn(asOf).touched(changes)]);
  }
}
