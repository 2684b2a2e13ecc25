import { MatchIndex, type SharedIndex } from '@yinqi/domain/engine';
import type { CatalogueEntry } from './catalogue-entry.js';
import { contextOn, POLICY } from '../match-context.js';

type Entries = ReadonlyMap<string, CatalogueEntry>;

/**
 * The process's index over products: brought in step with the catalogue and day that are asked for, by what differs
 * from the last time. Another day means other gates and ages: the index is then made anew.
 */
export class LiveProducts {
  private kept: { readonly asOf: string; readonly index: MatchIndex; entries: Entries } | undefined;
  private isShared = false;
  private handle:
    { readonly entries: Entries; readonly asOf: string; readonly index: SharedIndex } | undefined;

  /** For threads of this process; from the first time on the index lies in memory that they can read. */
  shareOn(entries: Entries, asOf: string): SharedIndex {
    if (!this.isShared) this.kept = undefined;
    this.isShared = true;
    const index = this.indexOn(entries, asOf);
    const { handle } = this;
    // The owner may have made room in its memory since, without another catalogue.
    if (
      handle?.entries === entries &&
      handle.asOf === asOf &&
      handle.index.epoch === index.slots.arena.epoch
    ) {
      return handle.index;
    }
    this.handle = { entries, asOf, index: index.share() };
    return this.handle.index;
  }

  /** To be used before the next await: another caller may then bring it in step with another catalogue. */
  indexOn(entries: Entries, asOf: string): MatchIndex {
    const { kept } = this;
    if (kept?.asOf === asOf) {
      if (kept.entries === entries) return kept.index;
      // Kept no longer until every change is in: a fault halfway leads to a new index, never to half of one.
      this.kept = undefined;
      follow(kept.index, kept.entries, entries);
      this.kept = { ...kept, entries };
      return kept.index;
    }
    const products = [...entries.values()].map(({ match }) => match);
    const index = new MatchIndex(products, contextOn(asOf), POLICY, { shared: this.isShared });
    this.kept = { asOf, index, entries };
    return index;
  }
}

function follow(index: MatchIndex, before: Entries, after: Entries): void {
  const moved = new Map<string, CatalogueEntry>();
  for (const [id, entry] of after) {
    const known = before.get(id);
    if (known === entry) continue;
    if (known && differsInHeadroomAlone(known, entry)) moved.set(entry.match.facility.code, entry);
    else index.put(entry.match);
  }
  for (const id of before.keys()) if (!after.has(id)) index.remove(id);
  // One write for all products of a funding, put anew or not.
  for (const [code, { match }] of moved) index.setHeadroom(code, match.facility.headroom);
}

const differsInHeadroomAlone = (one: CatalogueEntry, other: CatalogueEntry): boolean =>
  one.product === other.product &&
  one.facility === other.facility &&
  one.match.responsiveness === other.match.responsiveness;
