import { Injectable } from '@nestjs/common';
import { RequestIndex } from '@yinqi/domain/engine';
import type { RequestFacts } from '@yinqi/domain/matching';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import type { Tx } from '../platform/database/database.js';
import { contextOn } from './match-context.js';
import { isSought } from './match-state.js';
import { MatchingStore, type WrittenResult } from './matching.store.js';
import { RequestFactsReader } from './request-facts.js';

const CHUNK = 1_000;

/**
 * The process's reverse index: open requests with the facts their results were made from. It follows the results as
 * they are written and is only ever read under the hold of the catalogue, when none is being written.
 */
@Injectable()
export class OpenRequests {
  private kept: { readonly asOf: string; readonly index: RequestIndex } | undefined;
  private readonly facts = new Map<string, RequestFacts>();
  /** Results made from other facts than the request has now; the next one is on its way. */
  private readonly outdated = new Set<string>();
  private lastWrite = '0';

  constructor(
    private readonly requests: RequestReader,
    private readonly reader: RequestFactsReader,
    private readonly store: MatchingStore,
  ) {}

  get size(): number {
    return this.facts.size;
  }

  /** Results that no percolation can judge, because the facts they were made from are gone. */
  get unjudgeable(): readonly string[] {
    return [...this.outdated];
  }

  /** Takes in what was written since the last time, up to a number below which nothing is still being written. */
  async follow(tx: Tx, upTo: string): Promise<void> {
    for (;;) {
      const written = await this.store.writtenBetween(tx, this.lastWrite, upTo, CHUNK);
      await this.take(tx, written);
      const last = written.at(-1);
      if (last === undefined) return;
      this.lastWrite = last.write_number;
    }
  }

  /** To be asked after `follow`, under the same hold. */
  indexOn(asOf: string): RequestIndex {
    if (this.kept?.asOf !== asOf) {
      const requests = [...this.facts].map(([id, facts]) => ({ id, facts }));
      this.kept = { asOf, index: new RequestIndex(requests, contextOn(asOf)) };
    }
    return this.kept.index;
  }

  /** Of some requests those that are still to have results; the others are let go. */
  async stillOpen(tx: Tx, ids: ReadonlySet<string>): Promise<string[]> {
    const sought = (await this.requests.load(tx, [...ids])).filter(isSought).map(({ id }) => id);
    const open = new Set(sought);
    for (const id of ids) if (!open.has(id)) this.forget(id);
    return sought;
  }

  private forget(id: string): void {
    this.facts.delete(id);
    this.outdated.delete(id);
    this.kept?.index.remove(id);
  }

  private async take(tx: Tx, written: readonly WrittenResult[]): Promise<void> {
    if (written.length === 0) return;
    const digests = new Map(written.map(({ request_id, facts_digest }) => [request_id, facts_digest]));
    const requests = (await this.requests.load(tx, [...digests.keys()])).filter(isSought);
    const open = new Set(requests.map(({ id }) => id));
    for (const id of digests.keys()) if (!open.has(id)) this.forget(id);
    for (const { request, facts, digest } of await this.reader.of(tx, requests)) {
      this.facts.set(request.id, facts);
      this.kept?.index.put({ id: request.id, facts });
      if (digest === digests.get(request.id)) this.outdated.delete(request.id);
      else this.outdated.add(request.id);
    }
  }
}
