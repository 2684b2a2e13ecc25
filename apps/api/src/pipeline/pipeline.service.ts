import { Injectable } from '@nestjs/common';
import {
  NO_INDUSTRY,
  type BreakdownRow,
  type Dimension,
  type EngagementSet,
  type getPipelineBreakdown,
  type getPipelineOverview,
  type PipelineFilter,
} from '@yinqi/contracts/pipeline';
import type { RouteResult } from '@yinqi/contracts/route';
import { FIGURE_CODES, FIGURE_DEFINITIONS } from '@yinqi/domain/metrics';
import { OrganisationsStore, type OrganisationRow } from '../identity/identity.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { figuresOf, setsOf } from './cohort.js';
import { CohortStore } from './cohort.store.js';
import { breakdownRow, stepsOf, type Group } from './funnel-view.js';
import { sectionName } from './industry-name.js';
import type { Scope } from './pipeline-scope.js';
import { PipelineStore, type BreakdownFunnelRow } from './pipeline.store.js';

type Basis = Pick<RouteResult<typeof getPipelineOverview>, 'asOf' | 'population' | 'definitions'>;
export type Question = { readonly scope: Scope; readonly basis: Basis };

const DEFINITIONS = FIGURE_CODES.map((code) => ({ code, ...FIGURE_DEFINITIONS[code] }));
const MAX_UNITS = 200;

const named = ({ id, name, name_en }: OrganisationRow) => ({ id, name, nameEn: name_en });

/** Figures of the reader's own units: the funnel, what it is broken down by, and the cohort's rates. */
@Injectable()
export class PipelineService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly store: PipelineStore,
    private readonly cohorts: CohortStore,
    private readonly organisations: OrganisationsStore,
  ) {}

  overview(caller: Caller, filter: PipelineFilter): Promise<RouteResult<typeof getPipelineOverview>> {
    return this.asking(caller, filter, async (tx, { scope, basis }) => {
      const funnel = stepsOf(await this.store.funnel(tx, scope), await this.store.medians(tx, scope));
      return { ...basis, funnel, figures: figuresOf(await this.cohorts.cohort(tx, scope), scope.asOf) };
    });
  }

  breakdown(
    caller: Caller,
    filter: PipelineFilter,
    by: Dimension,
  ): Promise<RouteResult<typeof getPipelineBreakdown>> {
    return this.asking(caller, filter, async (tx, { scope, basis }) => {
      const unitId = basis.population.unit.id;
      const rows = await this.store.breakdown(tx, scope, by, unitId);
      const groups = by === 'unit' ? await this.unitGroups(tx, basis, rows) : await this.groups(tx, by, rows);
      return {
        ...basis,
        by,
        additive: by !== 'bank',
        rows: groups
          .map((group) =>
            breakdownRow(
              group,
              rows.filter(({ key }) => (key ?? '') === keyIn(group)),
            ),
          )
          .sort(by === 'unit' ? () => 0 : largestFirst),
      };
    });
  }

  /** The ids behind a figure of the cohort. */
  async setOf(tx: Tx, scope: Scope, set: EngagementSet): Promise<readonly string[]> {
    return setsOf(await this.cohorts.cohort(tx, scope), scope.asOf)[set];
  }

  /** Answers under the caller's role; a unit outside the caller's own is not there. */
  asking<T>(
    caller: Caller,
    filter: PipelineFilter,
    answer: (tx: Tx, question: Question) => Promise<T>,
  ): Promise<T> {
    return this.database.asCaller(caller, async (tx) => {
      const asOf = this.clock.now();
      const unit = await this.organisations.find(tx, filter.unitId ?? caller.organisationId);
      const { lo, hi } = caller.unit;
      if (unit?.kind !== 'bureau' || unit.lft < lo || unit.rgt > hi) throw notFound();
      const bank = filter.bankId === undefined ? undefined : await this.organisations.find(tx, filter.bankId);
      if (filter.bankId !== undefined && bank?.kind !== 'bank') throw notFound();
      const direct = filter.direct !== undefined;
      const scope: Scope = { filter, lo: unit.lft, hi: direct ? unit.lft : unit.rgt, asOf };
      const basis: Basis = {
        asOf: asOf.toISOString(),
        population: {
          from: filter.from ?? null,
          to: filter.to ?? null,
          unit: named(unit),
          direct,
          bank: bank ? named(bank) : null,
          industry: filter.industry === undefined ? null : sectionName(filter.industry),
          demo: await this.store.hasDemo(tx),
        },
        definitions: DEFINITIONS,
      };
      return answer(tx, { scope, basis });
    });
  }

  /** Every unit below, those without a request too; last what reports to the unit itself, if anything does. */
  private async unitGroups(
    tx: Tx,
    { population }: Basis,
    rows: readonly BreakdownFunnelRow[],
  ): Promise<Group[]> {
    const { unit } = population;
    const children = await this.organisations.list(
      tx,
      { kinds: ['bureau'], parentId: unit.id, search: undefined },
      undefined,
      MAX_UNITS,
    );
    const groups = children.rows.map(({ id, name, name_en, region_code }) => ({
      key: id,
      name: { zh: name, en: name_en ?? name },
      direct: false,
      regionCode: region_code,
    }));
    const own: Group = {
      key: unit.id,
      name: { zh: `${unit.name}（本级）`, en: `${unit.nameEn ?? unit.name} (itself)` },
      direct: true,
      regionCode: null,
    };
    return rows.some(({ key }) => key === null) ? [...groups, own] : groups;
  }

  private async groups(tx: Tx, by: Dimension, rows: readonly BreakdownFunnelRow[]): Promise<Group[]> {
    const keys = [...new Set(rows.map(({ key }) => key ?? NO_INDUSTRY))];
    if (by === 'industry') {
      return keys.map((key) => ({ key, name: sectionName(key), direct: false, regionCode: null }));
    }
    const banks = await this.organisations.findMany(tx, keys);
    return banks.map(({ id, name, name_en, region_code }) => ({
      key: id,
      name: { zh: name, en: name_en ?? name },
      direct: false,
      regionCode: region_code,
    }));
  }
}

/** What the query groups a line under: nothing for the unit itself and for firms without an industry. */
const keyIn = ({ key, direct }: Group): string => (direct || key === NO_INDUSTRY ? '' : key);

const largestFirst = (a: BreakdownRow, b: BreakdownRow): number =>
  (b.stages[0]?.count ?? 0) - (a.stages[0]?.count ?? 0) || (a.key < b.key ? -1 : 1);
