import {
  engagementsChanged,
  financingRequestsChanged,
  financingRequestsMoved,
} from '@yinqi/contracts/events';
import type { Tx } from '../../platform/database/database.js';
import { publishInShards } from '../../platform/outbox/outbox.js';
import type { DemoEnterprise } from './enterprises.seed.js';
import type { Fit } from './fit.js';
import { insertRows, type SeedRow } from './insert-rows.js';
import { Journey } from './journey.js';
import { disclosureRows, engagementRow, eventRows, recordRows, requestRow, scopeOf } from './journey-rows.js';
import { refusalRows } from './refusal-rows.js';
import { factsOf } from './needs.js';
import { dayOf } from './office-clock.js';
import { signatoryOf } from './people.js';
import { planRequests, type PlannedRequest } from './request-plan.js';
import type { SeededRandom } from './seeded-random.js';

/** 加权平均利率 of Shaanxi 2020 at one bank. */
const WEIGHTED_RATE_BP = 417;

const NEWS_MS = 7 * 86_400_000;

/** In the order in which rows refer to one another. */
const TABLES = [
  'financing_request',
  'financing_request_event',
  'consent',
  'engagement',
  'engagement_dossier',
  'engagement_event',
  'disclosure_receipt',
  'supplement_request',
  'offer',
  'credit_approval',
  'loan_contract',
  'disbursement',
  'repair_plan',
  'repair_task',
  'refusal_review',
] as const;

function numberOf(createdAtMs: number, running: number): string {
  const [year = '', month = '', day = ''] = dayOf(createdAtMs).split('-');
  return `XQ-${year}-${month}${day}-${String(running).padStart(4, '0')}`;
}

function journeyOf(plan: PlannedRequest, number: string, demoId: string): Journey {
  const { enterprise, need, createdAtMs, draftedBy, script } = plan;
  const signatory = signatoryOf(enterprise, enterprise.id === demoId);
  const journey = new Journey(
    {
      id: plan.id,
      number,
      enterprise,
      need,
      draftedBy,
      createdAtMs,
      status: 'draft',
      moves: 0,
      submittedAtMs: null,
      verifiedAtMs: null,
      matchedAtMs: null,
      updatedAtMs: createdAtMs,
      updatedBy: signatory.name,
      returnItems: [],
    },
    signatory,
  );
  script.tell(journey);
  return journey;
}

/** Moves every rate by the same few basis points, so that the yuan loans come to the weighted rate. */
function settleRates(journeys: readonly Journey[]): void {
  const lanes = journeys.flatMap(({ head, lanes: all }) => (head.need.currency === 'CNY' ? all : []));
  let paidFen = 0n;
  let weighted = 0n;
  for (const { offers, loans } of lanes) {
    for (const { amountFen } of loans) {
      paidFen += amountFen;
      weighted += amountFen * BigInt(offers[0]?.rateBp ?? 0);
    }
  }
  const shift = WEIGHTED_RATE_BP - Number((weighted * 2n + paidFen) / (paidFen * 2n));
  for (const offer of lanes.flatMap(({ offers }) => offers)) offer.rateBp += shift;
}

const byTime = (a: SeedRow, b: SeedRow): number => (String(a['at']) < String(b['at']) ? -1 : 1);

function rowsOf(journeys: readonly Journey[], fit: Fit): Map<string, SeedRow[]> {
  const rows = new Map<string, SeedRow[]>(TABLES.map((table) => [table, []]));
  const add = (table: string, more: readonly SeedRow[]): void => void rows.get(table)?.push(...more);
  for (const journey of journeys) {
    const { head } = journey;
    const events = eventRows(journey);
    add('financing_request', [requestRow(journey)]);
    add('financing_request_event', events.request);
    add('engagement_event', events.engagement);
    const facts = factsOf(head.need, head.enterprise, head.createdAtMs);
    for (const lane of journey.lanes) {
      add('engagement', [engagementRow(journey, lane)]);
      const conditions = fit.conditions(facts, lane.product.productId);
      for (const [table, more] of Object.entries({
        ...disclosureRows(journey, lane, conditions),
        ...recordRows(journey, lane),
        ...refusalRows(journey, lane, scopeOf(journey, lane)),
      })) {
        add(table, more);
      }
    }
  }
  // Array.sort is stable: what happened in one instant keeps its order.
  for (const table of ['financing_request_event', 'engagement_event']) rows.get(table)?.sort(byTime);
  return rows;
}

export type RequestSeeds = {
  readonly random: SeededRandom;
  readonly enterprises: readonly DemoEnterprise[];
  readonly demo: DemoEnterprise;
  readonly fit: Fit;
  readonly nowMs: number;
};

/** Three hundred requests with their histories; the worker matches the open ones when it starts. */
export async function seedRequests(tx: Tx, seeds: RequestSeeds): Promise<void> {
  const plans = planRequests(seeds);
  const numbers = await tx.rows<{ running: number }>(
    `select nextval('financing_request_number')::int as running from generate_series(1, $1)`,
    [plans.length],
  );
  const journeys = [...plans]
    .sort((a, b) => a.createdAtMs - b.createdAtMs)
    .map((plan, index) =>
      journeyOf(plan, numberOf(plan.createdAtMs, numbers[index]?.running ?? index + 1), seeds.demo.id),
    );
  settleRates(journeys);
  const rows = rowsOf(journeys, seeds.fit);
  for (const table of TABLES) await insertRows(tx, table, rows.get(table) ?? []);
  const submitted = journeys.filter(({ head }) => head.submittedAtMs !== null).map(({ head }) => head.id);
  await publishInShards(tx, financingRequestsChanged, submitted, (requestIds) => ({ requestIds }));
  // What happened lately people are told of, as if they had been here.
  await publishInShards(tx, financingRequestsMoved, submitted, (requestIds) => ({ requestIds }));
  await publishInShards(tx, engagementsChanged, casesMovedSince(rows, seeds.nowMs - NEWS_MS), (ids) => ({
    engagementIds: ids,
  }));
}

function casesMovedSince(rows: ReadonlyMap<string, readonly SeedRow[]>, sinceMs: number): string[] {
  const events = (rows.get('engagement_event') ?? []).filter(
    ({ at }) => typeof at === 'string' && Date.parse(at) > sinceMs,
  );
  return [...new Set(events.map((event) => String(event['engagement_id'])))];
}
