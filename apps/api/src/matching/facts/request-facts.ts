import { Injectable } from '@nestjs/common';
import type { RequestFacts } from '@yinqi/domain/matching';
import { EnterpriseFacts } from '../../enterprises/enterprises.public.js';
import type { RequestRow } from '../../financing-requests/financing-requests.public.js';
import type { Tx } from '../../platform/database/database.js';
import { digestOf, factsOf } from './match-facts.js';

/** A request with everything known of it, and the digest by which its result says what it was made from. */
export type KnownRequest = {
  readonly request: RequestRow;
  readonly facts: RequestFacts;
  readonly digest: string;
};

@Injectable()
export class RequestFactsReader {
  constructor(private readonly enterprises: EnterpriseFacts) {}

  async of(tx: Tx, requests: readonly RequestRow[]): Promise<KnownRequest[]> {
    const enterprises = await this.enterprises.load(tx, [
      ...new Set(requests.map(({ enterpriseId }) => enterpriseId)),
    ]);
    return requests.map((request) => {
      const enterprise = enterprises.get(request.enterpriseId);
      if (!enterprise) throw new Error(`Enterprise of request ${request.id} cannot be read`);
      const facts = factsOf(request, enterprise);
      return { request, facts, digest: digestOf(facts) };
    });
  }
}
