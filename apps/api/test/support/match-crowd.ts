import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { explain, matchRequest } from '@yinqi/domain/matching';
import { MatchCatalogue } from '../../src/matching/catalogue/match-catalogue.js';
import { contextOn, POLICY } from '../../src/matching/match-context.js';
import { RequestFactsReader } from '../../src/matching/facts/request-facts.js';
import { RequestReader } from '../../src/financing-requests/financing-requests.public.js';
import { chinaDate } from '../../src/platform/clock/china-date.js';
import { Database } from '../../src/platform/database/database.js';
import { facilityIdOf } from '../../src/seed/facilities.seed.js';
import type { WorkerApp } from '../../src/worker-app.js';
import type { Installation } from './installation.js';
import { storedResult, storedVerdicts } from './stored-results.js';
import { World, type Organisation } from './world.js';

const FEN_PER_WAN = 1_000_000;
const FACILITIES = ['OWN-FUNDS', 'PBOC-REDISCOUNT', 'EXIM-FOREIGN-TRADE'];
const DAYS = ['2026-10-20', '2026-06-01', '2025-01-15'];

/** mulberry32: a failing history is found again by its seed. */
class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  chance(share: number): boolean {
    return this.below(1_000) < share * 1_000;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  }
}

const wan = (amount: number): string => String(amount * FEN_PER_WAN);

/** Conditions of every kind a catalogue has, loose enough to let some requests through. */
const CONDITIONS: readonly ((dice: Dice) => object)[] = [
  (dice) => {
    const min = dice.pick([10, 100, 500]);
    return {
      attribute: 'amount',
      op: 'between',
      operand: { min: wan(min), max: wan(min * dice.pick([8, 40])) },
    };
  },
  (dice) => ({ attribute: 'termMonths', op: 'lte', operand: dice.pick([12, 24, 36]) }),
  (dice) => ({ attribute: 'taxGrade', op: 'in', operand: dice.pick([['A'], ['A', 'B'], ['A', 'B', 'M']]) }),
  (dice) => ({ attribute: 'taxGrade', op: 'in', operand: ['A', 'B'], maxAgeDays: dice.pick([60, 365]) }),
  (dice) => ({ attribute: 'region', op: 'within', operand: [dice.pick(['320000', '320500', '320100'])] }),
  (dice) => ({ attribute: 'industry', op: 'notWithin', operand: [dice.pick(['C3484', 'C39', 'C348'])] }),
  (dice) => ({
    attribute: 'collateral',
    op: 'intersects',
    operand: [dice.pick(['unsecured', 'real_estate']), 'land'],
  }),
  (dice) => ({ attribute: 'sizeClass', op: 'in', operand: dice.pick([['small', 'micro'], ['large']]) }),
  (dice) => ({
    attribute: 'purposes',
    op: 'subsetOf',
    operand: ['working_capital', dice.pick(['export_order', 'fixed_assets'])],
  }),
];

const ruleOf = (dice: Dice): object => {
  const all = (least: number) => ({
    all: Array.from({ length: least + dice.below(4 - least) }, () => dice.pick(CONDITIONS)(dice)),
  });
  return dice.chance(0.25) ? { any: [all(1), all(1)] } : all(0);
};

/**
 * A random catalogue and random requests, put in and changed behind the API in bulk with the events the API would
 * publish, and the definition's answer beside what the workers stored.
 */
export class MatchCrowd {
  readonly products: string[] = [];
  readonly requests: string[] = [];
  private readonly enterprises: string[] = [];
  private readonly dice: Dice;

  private constructor(
    private readonly installation: Installation,
    private readonly world: World,
    private readonly bank: Organisation,
    seed: number,
  ) {
    this.dice = new Dice(seed);
  }

  static async open(
    installation: Installation,
    size: { products: number; requests: number; seed: number },
  ): Promise<MatchCrowd> {
    const world = await World.open(installation.database);
    await world.facilities();
    const crowd = new MatchCrowd(installation, world, await world.bank(), size.seed);
    for (let at = 0; at < size.products; at += 1) await crowd.addProduct();
    for (let at = 0; at < size.requests; at += 1) await crowd.addRequest();
    await crowd.announce('product.changed', { productIds: crowd.products });
    await crowd.announce('financing-request.changed', { requestIds: crowd.requests });
    return crowd;
  }

  close(): Promise<void> {
    return this.world.close();
  }

  /** One random change of anything that results depend on, with the event that follows it. */
  async change(): Promise<void> {
    const { dice } = this;
    const roll = dice.below(10);
    if (roll < 4) return this.changeProduct(dice.pick(this.products));
    if (roll < 5) return this.announce('product.changed', { productIds: [await this.addProduct()] });
    if (roll < 7) return this.changeRequest(dice.pick(this.requests));
    if (roll < 8) return this.changeEnterprise(dice.pick(this.enterprises));
    if (roll < 9) return this.changeFacility(dice.pick(FACILITIES));
    return this.changeTier(dice.pick(FACILITIES));
  }

  async changeProduct(id: string): Promise<void> {
    await this.editProduct(id);
    await this.announce('product.changed', { productIds: [id] });
  }

  /** Without the event: as if it had been given up. */
  async editProduct(id: string): Promise<void> {
    const { dice } = this;
    if (dice.chance(0.2)) {
      await this.world.insert(
        `update loan_product set version = version + 1,
           status = case status when 'published' then 'withdrawn' else 'published' end where id = $1`,
        [id],
      );
    } else {
      await this.world.insert(
        'update loan_product set rule = $2, terms = $3, version = version + 1 where id = $1',
        [id, JSON.stringify(ruleOf(dice)), this.terms()],
      );
    }
  }

  async changeRequest(id: string): Promise<void> {
    await this.world.insert(
      `update financing_request set amount_fen = $2, term_months = $3, version = version + 1,
         content_version = content_version + 1 where id = $1`,
      [id, wan(this.dice.pick([50, 300, 900, 4_000])), this.dice.pick([6, 12, 24, 60])],
    );
    await this.announce('financing-request.changed', { requestIds: [id] });
  }

  async announce(topic: string, payload: object): Promise<void> {
    await this.world.insert(
      `insert into outbox_event (id, topic, payload, correlation_id, available_at) values ($1, $2, $3, 'crowd', now())`,
      [randomUUID(), topic, JSON.stringify(payload)],
    );
  }

  /** Requests whose stored result is not byte for byte what the definition answers now, or does not say it is current. */
  async differing({ context }: Pick<WorkerApp, 'context'>): Promise<string[]> {
    const { known, products, today } = await this.inputs(context);
    const wrong: string[] = [];
    for (const { request, facts, digest } of known) {
      const expected = matchRequest(facts, products, contextOn(today), POLICY);
      const given = await this.stored(request.id);
      const same =
        given.state === `${digest} ${today} false` &&
        JSON.stringify(given.result) === JSON.stringify(resultOf(expected));
      if (!same) wrong.push(request.id);
    }
    return wrong;
  }

  /** How many explanations of one product for one request there are, and which say otherwise than what is stored. */
  async explained({ context }: Pick<WorkerApp, 'context'>): Promise<{ pairs: number; otherwise: string[] }> {
    const { known, products, today } = await this.inputs(context);
    const otherwise: string[] = [];
    for (const { request, facts } of known) {
      const verdicts = await storedVerdicts(this.installation.database, request.id);
      for (const product of products) {
        const { verdict } = explain(facts, product, contextOn(today));
        if (verdict !== (verdicts.get(product.id) ?? 'ineligible'))
          otherwise.push(`${request.id} ${product.id}`);
      }
    }
    return { pairs: known.length * products.length, otherwise };
  }

  private async inputs(context: WorkerApp['context']) {
    const get = <T>(type: Type<T>): T => context.get(type, { strict: false });
    const read = await get(Database).asService('app_worker', async (tx) => ({
      known: await get(RequestFactsReader).of(tx, await get(RequestReader).load(tx, this.requests)),
      products: [...(await get(MatchCatalogue).present(tx)).entries.values()].map(({ match }) => match),
    }));
    return { ...read, today: chinaDate(this.installation.clock.now()) };
  }

  private async stored(requestId: string) {
    const [row] = await this.installation.database.rows<{
      state: string;
      eligible: number;
      open: number;
      closed: number;
    }>(
      `select facts_digest || ' ' || as_of || ' ' || stale as state, eligible_count as eligible,
         needs_information_count as open, unavailable_count as closed from match_result where request_id = $1`,
      [requestId],
    );
    const { top, eligible, needsInformation, unavailable, idOf } = await storedResult(
      this.installation.database,
      requestId,
    );
    const named = (list: readonly number[]) => list.map(idOf).sort();
    return {
      state: row?.state ?? 'missing',
      result: {
        counts: [row?.eligible, row?.open, row?.closed],
        top: top.map(({ number, score, clause }) => [idOf(number), score, clause]),
        lists: [named(eligible), named(needsInformation), named(unavailable)],
      },
    };
  }

  private async addProduct(): Promise<string> {
    const id = randomUUID();
    await this.world.insert(
      `insert into loan_product (id, bank_id, facility_id, code, name, status, rule, terms, confirmed_at, published_at,
         created_at, updated_at)
       values ($1::uuid, $2, $3, $1::uuid::text, $4, 'published', $5, $6, $7, $7, $7, $7)`,
      [
        id,
        this.bank.id,
        facilityIdOf(this.dice.pick(FACILITIES)),
        `示例贷款${this.products.length}`,
        JSON.stringify(ruleOf(this.dice)),
        this.terms(),
        this.installation.clock.now(),
      ],
    );
    this.products.push(id);
    return id;
  }

  private terms(): string {
    return JSON.stringify({
      rateFromBp: this.dice.pick([280, 300, 345]),
      rateToBp: 360,
      conclusionDays: this.dice.below(10),
      repayment: null,
      repaymentEn: null,
      summary: null,
      summaryEn: null,
      materials: [],
      preferredLists: [],
    });
  }

  private async addRequest(): Promise<void> {
    if (this.requests.length % 2 === 0) {
      const { id } = await this.world.enterprise({
        regionCode: this.dice.pick(['320500', '320100', '320000']),
      });
      this.enterprises.push(id);
      await this.profile(id);
    }
    const id = randomUUID();
    await this.world.insert(
      `insert into financing_request (id, number, enterprise_id, unit_position, status, amount_fen, term_months, purpose,
         rate_ceiling_bp, collateral, willing_to_share, source, submitted_at, first_submitted_at, created_at, updated_at,
         updated_by, drafted_by)
       select $1::uuid, $1::uuid::text, e.id, e.unit_position, 'submitted', $3, $4, 'working_capital', 400, $5, true,
         '{"kind": "form"}', $6, $6, $6, $6, '周宁', 'enterprise' from enterprise e where e.id = $2`,
      [
        id,
        this.enterprises.at(-1) ?? '',
        wan(this.dice.pick([50, 300, 900, 4_000])),
        this.dice.pick([6, 12, 24, 60]),
        this.dice.pick([['unsecured'], ['real_estate'], []]),
        this.installation.clock.now(),
      ],
    );
    this.requests.push(id);
  }

  private async profile(enterpriseId: string): Promise<void> {
    const fact = (value: string) => ({
      value,
      source: '档案',
      date: this.dice.pick(DAYS),
      provenance: 'official',
    });
    await this.world.insert('update enterprise set profile = $2, version = version + 1 where id = $1', [
      enterpriseId,
      JSON.stringify({
        ...(this.dice.chance(0.8) ? { taxGrade: fact(this.dice.pick(['A', 'B', 'C'])) } : {}),
        ...(this.dice.chance(0.7) ? { sizeClass: fact(this.dice.pick(['small', 'large'])) } : {}),
      }),
    ]);
  }

  private async changeEnterprise(id: string): Promise<void> {
    await this.profile(id);
    await this.announce('enterprise.changed', { enterpriseIds: [id] });
  }

  private async changeFacility(code: string): Promise<void> {
    await this.world.insert(
      'update facility set closed = not closed, version = version + 1 where code = $1',
      [code],
    );
    await this.announce('facility.changed', { facilityIds: [facilityIdOf(code)] });
  }

  private async changeTier(code: string): Promise<void> {
    await this.installation.database.rows(
      `insert into matching_facts (kind, subject_id, tier, updated_at) values ('facility_headroom', $1, $2, now())
       on conflict (kind, subject_id) do update set tier = excluded.tier, version = matching_facts.version + 1`,
      [facilityIdOf(code), this.dice.below(4)],
    );
    await this.announce('facility.changed', { facilityIds: [facilityIdOf(code)] });
  }
}

/** What of an answer of the definition is stored. */
function resultOf({ eligibleCount, top, verdicts, needsInformation }: ReturnType<typeof matchRequest>) {
  const listed = (verdict: string) =>
    verdicts.filter((one) => one.verdict === verdict).map(({ productId }) => productId);
  const lists = [listed('eligible'), listed('needs_information'), listed('unavailable')];
  return {
    counts: [eligibleCount, needsInformation.length, lists[2]?.length],
    top: top.map(({ productId, score, clause }) => [productId, score, clause]),
    lists,
  };
}
