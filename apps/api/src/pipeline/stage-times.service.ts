import { Injectable } from '@nestjs/common';
import type {
  getServiceFigures,
  getStageTimes,
  PipelineFilter,
  StageTimeView,
} from '@yinqi/contracts/pipeline';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { FIGURE_DEFINITIONS, stageTimes, type FigureCode } from '@yinqi/domain/metrics';
import { OrganisationsStore } from '../identity/identity.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { caseTimes } from './case-times.js';
import { figuresOf, setsOf } from './cohort.js';
import { CohortStore, type CohortRow } from './cohort.store.js';
import { PipelineService } from './pipeline.service.js';

const OWN_FIGURES = [
  'contactRate',
  'lateAnswerRate',
  'silenceRate',
  'medianFirstResponseHours',
  'stageTimes',
] as const satisfies readonly FigureCode[];

/** Both sides' working time per stage: of every bank for a bureau, of its own cases for a bank. */
@Injectable()
export class StageTimesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly pipeline: PipelineService,
    private readonly cohorts: CohortStore,
    private readonly organisations: OrganisationsStore,
  ) {}

  byBank(caller: Caller, filter: PipelineFilter): Promise<RouteResult<typeof getStageTimes>> {
    return this.pipeline.asking(caller, filter, async (tx, { scope, basis }) => {
      const counted = this.counted(await this.cohorts.cohort(tx, scope), scope.asOf);
      const timesOf = await this.timesOf(tx, counted);
      const ids = [...new Set(counted.map(({ bank_id }) => bank_id))];
      const banks = await this.organisations.findMany(tx, ids);
      return {
        ...basis,
        whole: timesOf(counted),
        banks: banks
          .map(({ id, name, name_en }) => {
            const own = counted.filter(({ bank_id }) => bank_id === id);
            return { bank: { id, name, nameEn: name_en }, cases: own.length, stages: timesOf(own) };
          })
          .sort((a, b) => b.cases - a.cases || (a.bank.id < b.bank.id ? -1 : 1))
          .map(({ bank, stages }) => ({ bank, stages })),
      };
    });
  }

  own(
    caller: Caller,
    { query }: RouteInput<typeof getServiceFigures>,
  ): Promise<RouteResult<typeof getServiceFigures>> {
    const asOf = this.clock.now();
    const { from, to } = query;
    return this.database.asCaller(caller, async (tx) => {
      const office = await this.organisations.find(tx, caller.organisationId);
      if (office?.kind !== 'bank') throw notFound();
      const offices = caller.isHeadOffice ? null : caller.unit;
      const rows = await this.cohorts.ofBank(tx, { from, to, offices });
      const counted = this.counted(rows, asOf);
      const { pushed, answered, contactRate, lateAnswerRate, silenceRate, medianFirstResponseHours } =
        figuresOf(rows, asOf);
      return {
        asOf: asOf.toISOString(),
        from: from ?? null,
        to: to ?? null,
        office: { id: office.id, name: office.name, nameEn: office.name_en },
        definitions: OWN_FIGURES.map((code) => ({ code, ...FIGURE_DEFINITIONS[code] })),
        figures: { pushed, answered, contactRate, lateAnswerRate, silenceRate, medianFirstResponseHours },
        stages: (await this.timesOf(tx, counted))(counted),
      };
    });
  }

  /** The cohort without what leaves the denominators: the same cases as every other figure counts. */
  private counted(rows: readonly CohortRow[], asOf: Date): readonly CohortRow[] {
    const pushed = new Set(setsOf(rows, asOf).pushed);
    return rows.filter(({ id }) => pushed.has(id));
  }

  private async timesOf(
    tx: Tx,
    rows: readonly CohortRow[],
  ): Promise<(some: readonly CohortRow[]) => StageTimeView[]> {
    const ids = rows.map(({ id }) => id);
    const uses = caseTimes(rows, await this.cohorts.histories(tx, ids));
    return (some) => stageTimes(some.flatMap(({ id }) => uses.get(id) ?? []));
  }
}
