import { Injectable } from '@nestjs/common';
import type {
  listPipelineEngagements,
  listPipelineRequests,
  exportPipelineRequests,
} from '@yinqi/contracts/pipeline';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { CohortStore } from './cohort.store.js';
import { PipelineService } from './pipeline.service.js';
import { PipelineStore } from './pipeline.store.js';
import { pipelineWorkbook, stageWord, type Language } from './pipeline-workbook.js';
import { requestView } from './request-rows.js';
import { lateMinutes, stageClock } from './stage-clock.js';

type Query<R> = R extends { query: infer Q } ? Q : never;
type RequestsQuery = Query<RouteInput<typeof listPipelineRequests>>;
type EngagementsQuery = Query<RouteInput<typeof listPipelineEngagements>>;
type ExportQuery = Query<RouteInput<typeof exportPipelineRequests>>;

/** More rows than any list that is read; a larger one is filtered first. */
const EXPORT_LIMIT = 20_000;

/** The rows behind a number: same population, same predicate, so as many as the number says. */
@Injectable()
export class PipelineRowsService {
  constructor(
    private readonly pipeline: PipelineService,
    private readonly store: PipelineStore,
    private readonly cohorts: CohortStore,
  ) {}

  requests(
    caller: Caller,
    { stage, late, cursor, limit, ...filter }: RequestsQuery,
  ): Promise<RouteResult<typeof listPipelineRequests>> {
    const after = decodeCursor(cursor, ['instant', 'id']);
    const cell = { stage, late: late !== undefined };
    return this.pipeline.asking(caller, filter, async (tx, { scope, basis }) => {
      const totals = await this.store.totals(tx, scope, cell);
      const rows = await this.store.requests(tx, scope, cell, { after, limit: limit + 1 });
      const total = totals.reduce((sum, { count }) => sum + count, 0);
      return {
        ...pageOfRows(rows, limit, total, requestView, (row) => [row.registered_at, row.id]),
        asOf: basis.asOf,
        population: basis.population,
        amounts: totals.map(({ currency, fen }) => ({ currency, amountFen: fen })),
      };
    });
  }

  export(caller: Caller, { stage, late, language, ...filter }: ExportQuery): Promise<Uint8Array> {
    const cell = { stage, late: late !== undefined };
    return this.pipeline.asking(caller, filter, async (tx, { scope, basis }) => {
      const page = { after: undefined, limit: EXPORT_LIMIT };
      const rows = (await this.store.requests(tx, scope, cell, page)).map(requestView);
      const heading = headingOf(basis.population, basis.asOf, { ...cell, count: rows.length, language });
      return pipelineWorkbook({ rows, stage, heading }, language);
    });
  }

  engagements(
    caller: Caller,
    { set, cursor, limit, ...filter }: EngagementsQuery,
  ): Promise<RouteResult<typeof listPipelineEngagements>> {
    const after = decodeCursor(cursor, ['instant', 'id']);
    return this.pipeline.asking(caller, filter, async (tx, { scope, basis }) => {
      const ids = await this.pipeline.setOf(tx, scope, set);
      const rows = await this.cohorts.engagements(tx, ids, { after, limit: limit + 1 });
      const page = pageOfRows(
        rows,
        limit,
        ids.length,
        (row) => ({
          id: row.id,
          requestId: row.request_id,
          requestNumber: row.request_number,
          enterprise: { id: row.enterprise_id, name: row.enterprise_name },
          bankName: row.bank_name,
          branchName: row.branch_name,
          productName: row.product_name,
          productNameEn: row.product_name_en,
          status: row.status,
          amountFen: row.requested_fen,
          currency: row.currency,
          pushedAt: row.pushed_at,
          dueAt: row.due_at,
          officerName: row.officer_name,
          clock: stageClock(row, scope.asOf),
          lateMinutes: lateMinutes(row, scope.asOf),
        }),
        (row) => [row.due_key, row.id],
      );
      return { ...page, asOf: basis.asOf, population: basis.population };
    });
  }
}

type Shown = {
  readonly stage: ExportQuery['stage'];
  readonly late: boolean;
  readonly count: number;
  readonly language: Language;
};

/** What the list is and is not, above its first row. */
function headingOf(
  { unit, bank, industry, from, to }: RouteResult<typeof listPipelineRequests>['population'],
  asOf: string,
  { stage, late, count, language }: Shown,
): string[] {
  const isZh = language === 'zh';
  const until = asOf.slice(0, 16).replace('T', ' ');
  const where = isZh ? unit.name : (unit.nameEn ?? unit.name);
  const period = `${from ?? '…'} — ${to ?? '…'}`;
  const narrowed = [bank?.name, industry?.[language], late ? (isZh ? '仅超时' : 'late only') : undefined]
    .filter((part) => part !== undefined)
    .join(isZh ? '、' : ', ');
  return isZh
    ? [
        `曾到达“${stageWord(stage, language)}”环节的融资需求，共 ${count} 笔`,
        `范围：${where}；登记时间 ${period}${narrowed === '' ? '' : `；${narrowed}`}`,
        `数据截至 ${until} UTC`,
      ]
    : [
        `Requests that ever reached "${stageWord(stage, language)}": ${count}`,
        `Population: ${where}; registered ${period}${narrowed === '' ? '' : `; ${narrowed}`}`,
        `As of ${until} UTC`,
      ];
}
