import { Injectable } from '@nestjs/common';
import type { NearMisses, TriedMatches, tryRequest } from '@yinqi/contracts/match-advice';
import type { RouteInput } from '@yinqi/contracts/route';
import { EnterpriseFacts, type EnterpriseRecord } from '../../enterprises/enterprises.public.js';
import { RequestReader, type RequestRow } from '../../financing-requests/financing-requests.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { deniedSecurities } from './denied-securities.js';
import { MatchCatalogue, type Catalogue } from '../catalogue/match-catalogue.js';
import { factsOf } from '../facts/match-facts.js';
import { nearMissesOf } from './near-misses.js';
import { triedMatches, triedRow } from './trial.js';

type Opened = {
  readonly request: RequestRow;
  readonly enterprise: EnterpriseRecord;
  readonly catalogue: Catalogue;
  readonly today: string;
};

/** What stands between a request and more products, and what another wish would bring; nothing is stored. */
@Injectable()
export class MatchAdviceService {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestReader,
    private readonly enterprises: EnterpriseFacts,
    private readonly catalogue: MatchCatalogue,
    private readonly clock: Clock,
  ) {}

  async nearMisses(caller: Caller, requestId: string): Promise<NearMisses> {
    const { request, enterprise, catalogue, today } = await this.open(caller, requestId);
    const near = nearMissesOf(catalogue.engineOn(today), catalogue, {
      facts: factsOf(request, enterprise),
      denied: deniedSecurities(request),
      asOf: today,
    });
    return { requestId, asOf: today, ...near };
  }

  async try(caller: Caller, { params, body }: RouteInput<typeof tryRequest>): Promise<TriedMatches> {
    const { request, enterprise, catalogue, today } = await this.open(caller, params.id);
    const before = factsOf(request, enterprise);
    const after = factsOf(triedRow(request, body), enterprise);
    const tried = triedMatches(catalogue.engineOn(today), catalogue, { before, after, asOf: today });
    return { requestId: params.id, asOf: today, ...tried };
  }

  private open(caller: Caller, requestId: string): Promise<Opened> {
    return this.database.asCaller(caller, async (tx) => {
      const request = await this.requests.find(tx, requestId);
      const enterprise =
        request && (await this.enterprises.load(tx, [request.enterpriseId])).get(request.enterpriseId);
      if (!request || !enterprise) throw notFound();
      const catalogue = await this.catalogue.present(tx);
      return { request, enterprise, catalogue, today: chinaDate(this.clock.now()) };
    });
  }
}
