import { Injectable } from '@nestjs/common';
import type { Dimension } from '@yinqi/contracts/pipeline';
import { FUNNEL_STAGES, type FunnelStage } from '@yinqi/domain/metrics';
import type { Currency } from '@yinqi/domain/money';
import type { RequestState } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';
import { amountOf, lateSql, populationSql, reachedSql, timeOf } from './funnel-sql.js';
import { parametersOf, type Scope } from './pipeline-scope.js';

type PerStage<Name extends string, Value> = { readonly [K in `${FunnelStage}_${Name}`]: Value };
/** Counts and sums of one group in one currency. */
export type FunnelRow = PerStage<'count' | 'late', number> &
  PerStage<'fen', string> & { readonly currency: Currency };
export type MedianRow = PerStage<'ms', number | null>;
export type BreakdownFunnelRow = FunnelRow & { readonly key: string | null; readonly direct: boolean };

export type Cell = { readonly stage: FunnelStage; readonly late: boolean };

export type RequestRow = {
  readonly id: string;
  readonly number: string;
  readonly status: RequestState;
  readonly enterprise_id: string;
  readonly enterprise_name: string;
  readonly unit_name: string;
  readonly section: string | null;
  readonly amount_fen: string;
  readonly currency: Currency;
  readonly approved_fen: string;
  readonly disbursed_fen: string;
  readonly late: boolean;
  readonly banks: readonly string[];
  readonly registered_at: string;
  readonly reached_at: string | null;
  readonly verified_at: string | null;
  readonly matched_at: string | null;
  readonly pushed_at: string | null;
  readonly accepted_at: string | null;
  readonly approved_at: string | null;
  readonly disbursed_at: string | null;
};

const SUMS = FUNNEL_STAGES.map(
  (stage) => `count(*) filter (where ${reachedSql(stage)})::int as ${stage}_count,
    count(*) filter (where ${lateSql(stage)})::int as ${stage}_late,
    coalesce(sum(${amountOf(stage)}) filter (where ${reachedSql(stage)}), 0)::bigint as ${stage}_fen`,
).join(',\n');

/** Lower median of the time since the stage before, over requests that have both times. */
const MEDIANS = FUNNEL_STAGES.map((stage, index) => {
  const before = FUNNEL_STAGES[index - 1];
  if (before === undefined) return `null::float8 as ${stage}_ms`;
  const took = `${timeOf(stage)} - ${timeOf(before)}`;
  return `extract(epoch from percentile_disc(0.5) within group (order by ${took})
    filter (where ${timeOf(stage)} >= ${timeOf(before)}))::float8 * 1000 as ${stage}_ms`;
}).join(',\n');

const KEY: Readonly<Record<Dimension, string>> = {
  unit: 'u.id::text',
  bank: 'p.bank_id::text',
  industry: 'p.section',
};

const cellSql = ({ stage, late }: Cell): string => (late ? lateSql(stage) : reachedSql(stage));

/** Counts, sums and the rows behind them; row-level security decides which requests there are. */
@Injectable()
export class PipelineStore {
  async hasDemo(tx: Tx): Promise<boolean> {
    const row = await tx.first<{ demo: boolean }>(
      'select exists (select 1 from enterprise where demo) as demo',
    );
    return row?.demo ?? false;
  }

  funnel(tx: Tx, scope: Scope): Promise<FunnelRow[]> {
    return tx.rows<FunnelRow>(
      `${populationSql(false)} select currency, ${SUMS} from population group by currency order by currency`,
      parametersOf(scope),
    );
  }

  medians(tx: Tx, scope: Scope): Promise<MedianRow | undefined> {
    return tx.first<MedianRow>(
      `${populationSql(false)} select ${MEDIANS} from population`,
      parametersOf(scope),
    );
  }

  /** `parentId`: whose child units are told apart; what reports to the parent itself has no key. */
  breakdown(tx: Tx, scope: Scope, by: Dimension, parentId: string): Promise<BreakdownFunnelRow[]> {
    return tx.rows<BreakdownFunnelRow>(
      `${populationSql(by === 'bank')}
       select ${KEY[by]} as key, currency, ${SUMS} from population p
       left join organisation u on u.kind = 'bureau' and u.parent_id = $8 and p.unit_position between u.lft and u.rgt
       group by 1, currency order by 1, currency`,
      [...parametersOf(scope), parentId],
    );
  }

  async requests(
    tx: Tx,
    scope: Scope,
    cell: Cell,
    page: { readonly after: readonly (string | number | null)[] | undefined; readonly limit: number },
  ): Promise<RequestRow[]> {
    return tx.rows<RequestRow>(
      `${populationSql(false)}
       select p.*, u.name as unit_name, ${timeOf(cell.stage)} as reached_at, (late_pushed or late_accepted) as late,
         array(select distinct o.name from engagement g join organisation o on o.id = g.bank_id
               where g.request_id = p.id and g.pushed_at is not null and ($5::uuid is null or g.bank_id = $5)
               order by o.name) as banks
       from population p join organisation u on u.id = p.unit_id
       where ${cellSql(cell)} and ($8::timestamptz is null or (registered_at, p.id) < ($8, $9::uuid))
       order by registered_at desc, p.id desc limit $10`,
      [...parametersOf(scope), page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
    );
  }

  /** How many rows there are in all, and what they sum up to, by the predicate the rows are found with. */
  totals(
    tx: Tx,
    scope: Scope,
    cell: Cell,
  ): Promise<{ readonly currency: Currency; readonly count: number; readonly fen: string }[]> {
    return tx.rows(
      `${populationSql(false)}
       select currency, count(*)::int as count, sum(${amountOf(cell.stage)})::bigint as fen
       from population where ${cellSql(cell)} group by currency order by currency`,
      parametersOf(scope),
    );
  }
}
