import { Injectable } from '@nestjs/common';
import type {
  editEnterprise,
  Enterprise,
  FactValue,
  listEnterprises,
  ProfileAttribute,
  registerEnterprise,
} from '@yinqi/contracts/enterprises';
import { enterprisesChanged } from '@yinqi/contracts/events';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { allRegions, checkUscc, findIndustry, findRegion, regionPath } from '@yinqi/domain/codes';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { publish } from '../platform/outbox/outbox.js';
import { decodeValue, type StoredFact, type StoredFacts } from './enterprise-profile.js';
import { EnterpriseRegistry } from './enterprise-registry.js';
import { enterpriseView, itemOf } from './enterprise-view.js';
import { EnterprisesStore } from './enterprises.store.js';

type FactChange = { readonly attribute: ProfileAttribute; readonly value: FactValue | null };

const invalid = (pointer: string, code: string): DomainError =>
  new DomainError('request.invalid', { faults: [{ pointer, code }] });

/** A region with everything below it. */
const regionsWithin = (code: string): string[] =>
  allRegions()
    .map((region) => region.code)
    .filter((candidate) => regionPath(candidate).includes(code));

function checkCodes(regionCode: string | undefined, industryCode: string | null | undefined): void {
  if (regionCode !== undefined && findRegion(regionCode) === undefined)
    throw invalid('/body/regionCode', 'unknown_region');
  if (industryCode != null && findIndustry(industryCode) === undefined)
    throw invalid('/body/industryCode', 'unknown_industry');
}

/** The bureau's own entries after a change; null takes one back. */
function withChanges(
  profile: StoredFacts,
  changes: readonly FactChange[],
  said: Omit<StoredFact, 'value'>,
): StoredFacts {
  const facts = new Map<string, StoredFact>(Object.entries(profile));
  changes.forEach(({ attribute, value }, at) => {
    if (value === null) {
      facts.delete(attribute);
      return;
    }
    if (decodeValue(attribute, value) === undefined) throw invalid(`/body/facts/${at}/value`, 'wrong_kind');
    facts.set(attribute, { value, ...said });
  });
  return Object.fromEntries(facts);
}

@Injectable()
export class EnterprisesService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly store: EnterprisesStore,
    private readonly registry: EnterpriseRegistry,
    private readonly clock: Clock,
  ) {}

  list(
    caller: Caller,
    query: RouteInput<typeof listEnterprises>['query'],
  ): Promise<RouteResult<typeof listEnterprises>> {
    const after = decodeCursor(query.cursor, ['text', 'id']);
    const filter = {
      search: query.search,
      regionCodes: query.region === undefined ? undefined : regionsWithin(query.region),
      industry: query.industry,
    };
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.store.list(tx, filter, after, query.limit);
      return pageOfRows(rows, query.limit, total, itemOf, (row) => [row.name, row.id]);
    });
  }

  get(caller: Caller, id: string): Promise<Enterprise> {
    return this.database.asCaller(caller, (tx) => this.read(tx, id));
  }

  register(
    caller: Caller,
    command: Command,
    { body }: RouteInput<typeof registerEnterprise>,
  ): Promise<Enterprise> {
    const { uscc, problem } = checkUscc(body.uscc);
    if (problem !== undefined) throw invalid('/body/uscc', problem);
    checkCodes(body.regionCode, body.industryCode);
    const changes = withRegistration(body.facts, body.regionCode, body.industryCode);
    const now = this.clock.now();
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const said = await this.bureauSays(tx, caller, now);
        const [registered] = await this.registry.findOrCreateMany(
          tx,
          caller,
          [
            {
              uscc,
              name: body.name,
              regionCode: body.regionCode,
              industryCode: body.industryCode,
              profile: withChanges({}, changes, said),
            },
          ],
          now,
        );
        if (registered?.outcome !== 'created') throw new DomainError('enterprise.uscc_taken');
        await publish(tx, enterprisesChanged, { enterpriseIds: [registered.enterpriseId] });
        return { resourceId: registered.enterpriseId };
      },
      (tx, id) => this.read(tx, id),
    );
  }

  edit(
    caller: Caller,
    command: Command,
    { params, body, version }: RouteInput<typeof editEnterprise>,
  ): Promise<Enterprise> {
    checkCodes(body.regionCode, body.industryCode);
    const now = this.clock.now();
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const [row] = await this.store.load(tx, [params.id]);
        if (row === undefined) throw notFound();
        // A form sends back what it did not change: that verifies nothing.
        const changes = withRegistration(
          body.facts ?? [],
          body.regionCode === row.region_code ? undefined : body.regionCode,
          body.industryCode === row.industry_code ? undefined : body.industryCode,
        );
        const said = await this.bureauSays(tx, caller, now);
        const change = {
          name: body.name ?? row.name,
          regionCode: body.regionCode ?? row.region_code,
          industryCode: body.industryCode === undefined ? row.industry_code : body.industryCode,
          profile: withChanges(row.profile, changes, said),
        };
        if (!(await this.store.update(tx, row.id, version, change, now))) {
          throw new DomainError('resource.version_conflict', { params: { when: row.updated_at } });
        }
        await publish(tx, enterprisesChanged, { enterpriseIds: [row.id] });
        return { resourceId: row.id };
      },
      (tx, id) => this.read(tx, id),
    );
  }

  private async read(tx: Tx, id: string): Promise<Enterprise> {
    const [row] = await this.store.load(tx, [id]);
    if (row === undefined) throw notFound();
    return enterpriseView(row);
  }

  private async bureauSays(tx: Tx, caller: Caller, now: Date): Promise<Omit<StoredFact, 'value'>> {
    const source = (await this.store.unitName(tx, caller.organisationId)) ?? caller.displayName;
    return { source, date: chinaDate(now), provenance: 'verified' };
  }
}

/** Region and industry are facts like any other, besides being columns to search by. */
function withRegistration(
  changes: readonly FactChange[],
  regionCode: string | undefined,
  industryCode: string | null | undefined,
): readonly FactChange[] {
  const own = changes.filter(({ attribute }) => attribute !== 'region' && attribute !== 'industry');
  return [
    ...own,
    ...(regionCode === undefined ? [] : [{ attribute: 'region', value: regionCode } as const]),
    ...(industryCode === undefined ? [] : [{ attribute: 'industry', value: industryCode } as const]),
  ];
}
