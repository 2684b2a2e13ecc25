import { Injectable } from '@nestjs/common';
import { RequestIndex } from '@yinqi/domain/engine';
import type { RequestFacts } from '@yinqi/domain/matching';
import { RequestReader } from '../../financing-requests/financing-requests.public.js';
import type { Tx } from '../../platform/database/database.js';
import { contextOn } from '../match-context.js';
import { isSought } from '../results/match-state.js';
import { MatchingStore, type WrittenResult } from '../results/matching.store.js';
import { factsFrom } from '../facts/facts-text.js';
import { MatchInputsStore } from '../facts/match-inputs.store.js';
import { RequestFactsReader } from '../facts/request-facts.js';

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
    private readonly inputs: MatchInputsStore,
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
    const written = await this.store.writtenBetween(tx, this.lastWrite, upTo);
    for (let at = 0; at < written.length; at += CHUNK) {
      const chunk = written.slice(at, at + CHUNK);
      await this.take(tx, chunk);
      this.lastWrite = chunk.at(-1)?.write_number ?? this.lastWrite;
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
    const ids = written.map(({ request_id }) => request_id);
    const kept = await this.inputs.keptFacts(tx, ids);
    const open = new Set(kept.map(({ request_id }) => request_id));
    for (const id of ids) if (!open.has(id)) this.forget(id);
    const unkept: string[] = [];
    for (const { request_id: id, facts } of kept) {
      if (facts === null) unkept.push(id);
      else this.enter(id, factsFrom(facts), true);
    }
    if (unkept.length > 0) await this.takeFromRegister(tx, unkept, written);
  }

  private async takeFromRegister(
    tx: Tx,
    ids: readonly string[],
    written: readonly WrittenResult[],
  ): Promise<void> {
    const digests = new Map(written.map(({ request_id, facts_digest }) => [request_id, facts_digest]));
    for (const { request, facts, digest } of await this.reader.of(tx, await this.requests.load(tx, ids))) {
      this.enter(request.id, facts, digest === digests.get(request.id));
    }
  }

  private enter(id: string, facts: RequestFacts, areThoseJudged: boolean): void {
    this.facts.set(id, facts);
    this.kept?.index.put({ id, facts });
    if (areThoseJudged) this.outdated.delete(id);
    else this.outdated.add(id);
  }
}
