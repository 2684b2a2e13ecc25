import { Injectable } from '@nestjs/common';
import type { AllocationView, listAllocationRequests } from '@yinqi/contracts/allocation';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { EnterpriseFacts } from '../enterprises/enterprises.public.js';
import type { Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { AllocationNames } from './allocation-names.js';
import { AllocationPlansStore } from './allocation-plans.store.js';
import { AllocationResultsStore } from './allocation-results.store.js';
import { requestLineOf, viewOf } from './allocation-view.js';

/** A bureau's plans as its pages show them. */
@Injectable()
export class AllocationReader {
  constructor(
    private readonly plans: AllocationPlansStore,
    private readonly results: AllocationResultsStore,
    private readonly names: AllocationNames,
    private readonly enterprises: EnterpriseFacts,
  ) {}

  async view(tx: Tx, id: string): Promise<AllocationView> {
    const plan = await this.plans.find(tx, id);
    if (!plan) throw notFound();
    const base = plan.based_on === null ? undefined : await this.plans.find(tx, plan.based_on);
    const names = await this.names.load(
      tx,
      plan.quotas.map(({ facilityId }) => facilityId),
      plan.quotas.flatMap(({ banks }) => banks.map(({ bankId }) => bankId)),
    );
    return viewOf(plan, await this.results.pools(tx, id), base, names);
  }

  async requests(
    tx: Tx,
    id: string,
    query: RouteInput<typeof listAllocationRequests>['query'],
  ): Promise<RouteResult<typeof listAllocationRequests>> {
    const after = decodeCursor(query.cursor, ['integer', 'id']);
    if (!(await this.plans.find(tx, id))) throw notFound();
    const { rows, total } = await this.results.requests(tx, id, query.outcome, after, query.limit);
    const enterprises = await this.enterprises.describe(
      tx,
      rows.map(({ enterprise_id }) => enterprise_id),
    );
    const names = await this.names.load(
      tx,
      rows.flatMap(({ blocked }) => blocked.map(({ facilityId }) => facilityId)),
      rows.flatMap(({ bank_id, blocked }) =>
        [bank_id, ...blocked.map(({ bankId }) => bankId)].flatMap((bank) => bank ?? []),
      ),
    );
    return pageOfRows(
      rows,
      query.limit,
      total,
      (row) => requestLineOf(row, enterprises.get(row.enterprise_id)?.name ?? '', names),
      (row) => [Number(row.amount_fen), row.request_id],
    );
  }
}
