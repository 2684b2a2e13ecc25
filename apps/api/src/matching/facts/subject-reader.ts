import { Injectable } from '@nestjs/common';
import type { RequestFacts } from '@yinqi/domain/matching';
import { RequestReader } from '../../financing-requests/financing-requests.public.js';
import type { Tx } from '../../platform/database/database.js';
import type { IdRange } from '../results/buckets.js';
import { isSought } from '../results/match-state.js';
import { factsFrom, factsText } from './facts-text.js';
import { MatchInputsStore, type Distrust, type Subject } from './match-inputs.store.js';
import { RequestFactsReader } from './request-facts.js';

/** A request that a result is made for, with the facts it is made from. */
export type KnownSubject = {
  readonly subject: Subject;
  readonly digest: string;
  /** Read only where a result is made. */
  readonly facts: () => RequestFacts;
  readonly isKept: boolean;
};

/** Requests with their facts: as they were kept where nothing has changed since, else from the register. */
@Injectable()
export class SubjectReader {
  constructor(
    private readonly requests: RequestReader,
    private readonly reader: RequestFactsReader,
    private readonly store: MatchInputsStore,
  ) {}

  /** In the order of ids; those that are to have no results are missing. */
  async some(tx: Tx, requestIds: readonly string[], distrust: Distrust): Promise<readonly KnownSubject[]> {
    return this.known(tx, await this.store.subjects(tx, requestIds, distrust));
  }

  async between(tx: Tx, range: IdRange, distrust: Distrust): Promise<readonly KnownSubject[]> {
    return this.known(tx, await this.store.subjectsBetween(tx, range, distrust));
  }

  /** To be written with the results made from them. */
  async keep(tx: Tx, known: readonly KnownSubject[]): Promise<void> {
    const read = known.filter(({ isKept }) => !isKept);
    if (read.length === 0) return;
    await this.store.save(
      tx,
      read.map(({ subject, digest, facts }) => ({
        request_id: subject.request_id,
        stamp: subject.stamp,
        facts_digest: digest,
        facts: factsText(facts()),
      })),
    );
  }

  /** The stamps were read before the register: what changes in between is kept with a stamp that is no longer its own. */
  private async known(tx: Tx, subjects: readonly Subject[]): Promise<readonly KnownSubject[]> {
    const unkept = subjects.filter(({ kept_digest }) => kept_digest === null);
    const ids = unkept.map(({ request_id }) => request_id);
    const read = ids.length === 0 ? [] : await this.reader.of(tx, await this.requests.load(tx, ids));
    const inRegister = new Map(read.map((known) => [known.request.id, known]));
    return subjects.flatMap((subject): KnownSubject[] => {
      const { kept_facts: text, kept_digest: digest } = subject;
      if (text !== null && digest !== null) {
        return [{ subject, digest, facts: () => factsFrom(text), isKept: true }];
      }
      const known = inRegister.get(subject.request_id);
      if (known === undefined || !isSought(known.request)) return [];
      const { contentVersion: content_version, status } = known.request;
      return [
        {
          subject: { ...subject, content_version, status },
          digest: known.digest,
          facts: () => known.facts,
          isKept: false,
        },
      ];
    });
  }
}
