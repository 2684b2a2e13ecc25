import type { Call } from '@yinqi/contracts/client';
import { listFinancingRequests, type RequestItem } from '@yinqi/contracts/financing-requests';
import {
  DIMENSIONS,
  ENGAGEMENT_SETS,
  exportPipelineRequests,
  getPipelineBreakdown,
  getPipelineOverview,
  getServiceFigures,
  getStageTimes,
  listPipelineEngagements,
  listPipelineRequests,
  type EngagementSet,
  type PipelineEngagement,
  type PipelineFilter,
} from '@yinqi/contracts/pipeline';
import { funnel, FUNNEL_STAGES, type FunnelRow, type FunnelStage } from '@yinqi/domain/metrics';
import { readXlsx } from 'hucre/xlsx';
import { openInstallation, type Installation } from './support/installation.js';
import { World } from './support/world.js';
import { Database } from '../src/platform/database/database.js';
import { seedInstallation } from '../src/seed/installation.seed.js';

const NOW = new Date('2026-11-20T02:05:00Z');
const ANSWER_WITHIN_MS = 1_000;
/** One stage of each kind of amount: requested, approved, paid out. */
const OPENED: readonly FunnelStage[] = ['registered', 'pushed', 'approved', 'disbursed'];

type Source = {
  readonly id: string;
  readonly unit_position: number;
  readonly section: string;
  readonly fen: string;
  readonly currency: string;
  readonly submitted: string;
  readonly moves: readonly { readonly to: FunnelStage; readonly at: string }[];
  readonly cases: readonly {
    readonly bank: string;
    readonly pushed: string | null;
    readonly accepted: string | null;
    readonly approved: string | null;
    readonly approved_fen: string | null;
    readonly loans: readonly { readonly at: string; readonly fen: string }[];
  }[];
};

/** The facts of every request, put together without the queries under test. */
const SOURCES = `
  select r.id, r.unit_position, left(e.industry_code, 1) as section, r.amount_fen::text as fen, r.currency,
    r.submitted_at as submitted,
    (select coalesce(jsonb_agg(jsonb_build_object('to', v.to_status, 'at', v.at) order by v.seq), '[]')
     from financing_request_event v where v.request_id = r.id) as moves,
    (select coalesce(jsonb_agg(jsonb_build_object('bank', g.bank_id, 'pushed', g.pushed_at, 'approved', c.approved_at,
       'approved_fen', c.amount_fen::text,
       'accepted', (select min(v.at) from engagement_event v where v.engagement_id = g.id and v.to_status = 'accepted'),
       'loans', (select coalesce(jsonb_agg(jsonb_build_object('at', d.recorded_at, 'fen', d.amount_fen::text)), '[]')
                 from disbursement d where d.engagement_id = g.id))), '[]')
     from engagement g left join credit_approval c on c.engagement_id = g.id where g.request_id = r.id) as cases
  from financing_request r join enterprise e on e.id = r.enterprise_id where r.submitted_at is not null`;

const first = (times: readonly (string | null | undefined)[]): number | undefined => {
  const known = times.flatMap((time) => (time == null ? [] : [Date.parse(time)]));
  return known.length === 0 ? undefined : Math.min(...known);
};

function domainRow(source: Source, bankId?: string): FunnelRow {
  const cases = source.cases.filter(({ bank, pushed }) => pushed !== null && (bankId ?? bank) === bank);
  const moved = (stage: FunnelStage) =>
    first(source.moves.filter(({ to }) => to === stage).map(({ at }) => at));
  const reached: Partial<Record<FunnelStage, number | undefined>> = {
    registered: Date.parse(source.submitted),
    verified: moved('verified'),
    matched: moved('matched'),
    pushed: first(cases.map(({ pushed }) => pushed)),
    accepted: first(cases.map(({ accepted }) => accepted)),
    approved: first(cases.map(({ approved }) => approved)),
    disbursed: first(cases.flatMap(({ loans }) => loans.map(({ at }) => at))),
  };
  const money = (fen: string) => ({ currency: source.currency, amountFen: BigInt(fen) });
  return {
    requestId: source.id,
    requested: money(source.fen),
    reachedAtMs: Object.fromEntries(Object.entries(reached).filter(([, atMs]) => atMs !== undefined)),
    approved: cases.flatMap(({ approved_fen }) => (approved_fen === null ? [] : [money(approved_fen)])),
    disbursed: cases.flatMap(({ loans }) => loans.map(({ fen }) => money(fen))),
  };
}

describe('the pipeline over the demo world', () => {
  let installation: Installation;
  let world: World;
  let province: Call;
  let sources: Source[];
  let suzhou: { id: string; lft: number; rgt: number };
  let bankId: string;

  beforeAll(async () => {
    installation = await openInstallation({ worker: false, now: NOW });
    const seed = await new Database(installation.database.adminUrl, 2).open();
    const accounts = await seedInstallation(seed, installation.clock, { empty: false, keepAccounts: false });
    await seed.close();
    world = await World.open(installation.database);
    const bureau = accounts?.find(({ side }) => side === 'bureau');
    if (!bureau) throw new Error('no bureau account');
    province = await installation.signIn(bureau);
    sources = await installation.database.rows<Source>(SOURCES);
    const units = await installation.database.rows<typeof suzhou>(
      'select id, lft, rgt from organisation where id = $1',
      [world.unitId('320500')],
    );
    const banks = await installation.database.rows<{ id: string }>(
      `select organisation_id as id from account where username = 'bank.hanning'`,
    );
    if (!units[0] || !banks[0]) throw new Error('the demo world lacks its city or its bank');
    [suzhou] = units;
    bankId = banks[0].id;
  });
  afterAll(async () => {
    await world.close();
    await installation.close();
  });

  /** Filters of a question and the same question asked of the sources. */
  const questions = (): readonly (readonly [
    string,
    PipelineFilter,
    (source: Source) => boolean,
    string?,
  ])[] => [
    ['everything', {}, () => true],
    ['a city', { unitId: suzhou.id }, (s) => s.unit_position >= suzhou.lft && s.unit_position <= suzhou.rgt],
    ['a city itself', { unitId: suzhou.id, direct: 'true' }, (s) => s.unit_position === suzhou.lft],
    ['an industry', { industry: 'C' }, (s) => s.section === 'C'],
    [
      // 2026-09-01 and 2026-10-31 in Beijing are 08-31T16:00Z and up to 10-31T16:00Z.
      'a period',
      { from: '2026-09-01', to: '2026-10-31' },
      (s) =>
        Date.parse(s.submitted) >= Date.parse('2026-08-31T16:00:00Z') &&
        Date.parse(s.submitted) < Date.parse('2026-10-31T16:00:00Z'),
    ],
    [
      'a bank',
      { bankId },
      (s) => s.cases.some(({ bank, pushed }) => bank === bankId && pushed !== null),
      bankId,
    ],
  ];

  const everyCase = async (set: EngagementSet): Promise<PipelineEngagement[]> => {
    const cases: PipelineEngagement[] = [];
    let cursor: string | undefined;
    do {
      const query = { set, limit: 100, ...(cursor === undefined ? {} : { cursor }) };
      const page = await province(listPipelineEngagements, { query });
      cases.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return cases;
  };

  it('counts, sums and times exactly as the domain defines them', async () => {
    for (const [name, query, isIn, bank] of questions()) {
      const { funnel: steps, asOf } = await province(getPipelineOverview, { query });
      const expected = funnel(
        sources.filter(isIn).map((source) => domainRow(source, bank)),
        NOW.getTime(),
      ).map(({ stage, count, amounts, fromPreviousBp, medianMs }) => ({
        stage,
        count,
        amounts: amounts.map(({ currency, amountFen }) => ({ currency, amountFen: String(amountFen) })),
        fromPreviousBp,
        medianMs,
      }));
      const answered = steps.map(({ late: _, ...step }) => step);
      expect({ name, steps: answered }).toEqual({ name, steps: expected });
      expect(asOf).toBe(NOW.toISOString());
    }
  });

  it('shows the proportions of the benchmark', async () => {
    const { funnel: steps, figures, population } = await province(getPipelineOverview, { query: {} });
    const counts = Object.fromEntries(steps.map(({ stage, count }) => [stage, count]));
    // 300 requests without 5 drafts; 177 / 295 = 60 % reached a bank, 120 / 295 = 40.7 % money.
    expect(counts).toMatchObject({ registered: 295, pushed: 177, disbursed: 120 });
    expect(population.unit.name).toBe('江苏省商务厅');
    // The cohort leaves out not-selected engagements, all of which lent nothing, so the rate is that of all loans.
    expect(figures.weightedAvgRate.find(({ currency }) => currency === 'CNY')?.rateBp).toBe(417);
    expect(figures.contactRate.bp).toBeLessThanOrEqual(10_000);
    expect(figures.overdue).toBeGreaterThan(0);
  });

  it('opens every number of the funnel as as many rows, and their sum is the amount', async () => {
    for (const [, query] of questions()) {
      const { funnel: steps } = await province(getPipelineOverview, { query });
      for (const { stage, count, amounts, late } of steps) {
        const list = await province(listPipelineRequests, { query: { ...query, stage, limit: 200 } });
        expect({ stage, total: list.total, amounts: list.amounts }).toEqual({ stage, total: count, amounts });
        expect(list.items).toHaveLength(Math.min(count, 200));
        const overdue = await province(listPipelineRequests, { query: { ...query, stage, late: 'true' } });
        expect({ stage, late: overdue.total }).toEqual({ stage, late });
      }
    }
  });

  it('opens the numbers of a breakdown, whatever it is broken down by', async () => {
    const filterOf = { unit: 'unitId', bank: 'bankId', industry: 'industry' } as const;
    for (const by of DIMENSIONS) {
      const { rows, additive } = await province(getPipelineBreakdown, { query: { by } });
      expect(rows.length).toBeGreaterThan(5);
      // Every fourth row: the predicate is one for all of them, and each number costs a round trip.
      for (const { key, direct, stages } of rows.filter((_, at) => at % 4 === 0)) {
        const query = { [filterOf[by]]: key, ...(direct ? { direct: 'true' as const } : {}) };
        for (const { stage, count } of stages.filter((one) => OPENED.includes(one.stage))) {
          const { total } = await province(listPipelineRequests, { query: { ...query, stage, limit: 1 } });
          expect({ by, key, stage, total }).toEqual({ by, key, stage, total: count });
        }
      }
      const registered = rows.reduce((sum, { stages }) => sum + (stages[0]?.count ?? 0), 0);
      if (additive) expect(registered).toBe(295);
      // One request may be at several banks, so banks come to more than the 177 that were sent out.
      else expect(registered).toBeGreaterThan(177);
    }
  });

  it('opens every set of engagements as as many rows', async () => {
    const { figures } = await province(getPipelineOverview, { query: {} });
    const expected = {
      pushed: figures.pushed,
      answered: figures.answered,
      late: figures.lateAnswerRate.numerator,
      silent: figures.silenceRate.numerator,
      contacted: figures.contactRate.numerator,
      overdue: figures.overdue,
      late_work: figures.lateWork,
    };
    for (const set of ENGAGEMENT_SETS) {
      const { total } = await province(listPipelineEngagements, { query: { set } });
      expect({ set, total }).toEqual({ set, total: expected[set] });
    }
    for (const set of ['overdue', 'late_work'] as const) {
      const { items } = await province(listPipelineEngagements, { query: { set } });
      // The longest late first.
      const minutes = items.map(({ lateMinutes }) => lateMinutes ?? -1);
      expect(minutes.length).toBeGreaterThan(0);
      expect(minutes).toEqual([...minutes].sort((a, b) => b - a));
      expect(Math.min(...minutes)).toBeGreaterThanOrEqual(0);
    }
  });

  it('says of every case whether its stage is late, runs, stands still or has no time limit', async () => {
    const limited = ['pushed', 're_pushed', 'accepted', 'contacted', 'due_diligence', 'credit_review'];
    const stored = await installation.database.rows<{
      id: string;
      status: string;
      due: string | null;
      held: string | null;
    }>('select id, status, due_at as due, held_at as held from engagement where pushed_at is not null');
    const cases = await everyCase('pushed');
    expect(cases.length).toBeGreaterThan(200);
    const seen = new Set<string>();
    for (const { id, status, clock, dueAt, lateMinutes } of cases) {
      const row = stored.find((one) => one.id === id);
      const isLate = row?.due != null && Date.parse(row.due) < NOW.getTime();
      expect({ id, dueAt, late: lateMinutes !== null }).toEqual({
        id,
        dueAt: row?.due ?? null,
        late: isLate,
      });
      if (isLate) expect(clock).toBe('late');
      if (row?.held != null) expect(clock).toBe('held');
      // Approved, contracted and lent: the domain sets the bank no time, so nothing there is late.
      if (!limited.includes(status)) expect(['none', 'ended', 'held']).toContain(clock);
      seen.add(`${status} ${clock}`);
    }
    for (const one of [
      'pushed late',
      'accepted late',
      'due_diligence late',
      'credit_review running',
      'contacted waits_for_papers',
      'due_diligence held',
      'contracted none',
      'declined ended',
    ]) {
      expect([...seen].sort()).toContain(one);
    }
  });

  it('tells a bank of its stages what it tells the bureau, and of the whole no sum of parts', async () => {
    const { whole, banks, definitions } = await province(getStageTimes, { query: {} });
    const bank = await installation.signIn(await world.account('bank', bankId, ['officer']));
    const own = await bank(getServiceFigures, { query: {} });
    // All demo cases of the bank lie in the province.
    expect(banks.find((one) => one.bank.id === bankId)?.stages).toEqual(own.stages);
    const { figures } = await province(getPipelineOverview, { query: { bankId } });
    expect(figures).toMatchObject(own.figures);
    for (const [at, { cases, bank: used }] of whole.entries()) {
      expect(banks.reduce((sum, { stages }) => sum + (stages[at]?.cases ?? 0), 0)).toBe(cases);
      expect(used?.p90Minutes ?? 0).toBeGreaterThanOrEqual(used?.medianMinutes ?? 0);
    }
    expect(whole[0]?.cases).toBeGreaterThan(100);
    expect(definitions.map(({ code }) => code)).toContain('stageTimes');
  });

  it('pages through the rows without missing or repeating one', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { stage: 'pushed' as const, limit: 50, ...(cursor === undefined ? {} : { cursor }) };
      const page = await province(listPipelineRequests, { query });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(177);
    expect(new Set(seen).size).toBe(177);
  });

  it('exports what is shown: as many lines, names as text', async () => {
    const query = { unitId: suzhou.id, stage: 'disbursed' as const };
    const { total, items } = await province(listPipelineRequests, { query: { ...query, limit: 200 } });
    const bytes = await province(exportPipelineRequests, { query });
    const [sheet] = (await readXlsx(bytes)).sheets;
    // Three lines of heading, one of titles.
    const lines = (sheet?.rows ?? []).slice(4);
    expect(lines.map(([number]) => number)).toEqual(items.map(({ number }) => number));
    expect(lines).toHaveLength(total);
  });

  it('answers within a second', async () => {
    // The best of three: what the machine does besides is not under test.
    const took = async (ask: () => Promise<unknown>): Promise<number> => {
      const times: number[] = [];
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const started = performance.now();
        await ask();
        times.push(performance.now() - started);
      }
      return Math.min(...times);
    };
    expect(await took(() => province(getPipelineOverview, { query: {} }))).toBeLessThan(ANSWER_WITHIN_MS);
    expect(await took(() => province(getPipelineBreakdown, { query: { by: 'bank' } }))).toBeLessThan(
      ANSWER_WITHIN_MS,
    );
  });

  it('says of every figure what it means and in which version', async () => {
    const { definitions } = await province(getPipelineOverview, { query: {} });
    for (const { name, definition, version } of definitions) {
      expect(version).toBeGreaterThanOrEqual(1);
      for (const words of [name.zh, name.en, definition.zh, definition.en]) expect(words).not.toBe('');
    }
    expect(definitions.map(({ code }) => code)).toContain('funnel');
  });

  it('shows a city its own and no more, a county below it less, another province nothing', async () => {
    const city = await installation.signIn(await world.bureauOfficer('320500'));
    const { funnel: own } = await city(getPipelineOverview, { query: {} });
    const { funnel: ofCity } = await province(getPipelineOverview, { query: { unitId: suzhou.id } });
    expect(own).toEqual(ofCity);
    expect(own[0]?.count).toBeLessThan(295);
    await expect(
      city(getPipelineOverview, { query: { unitId: world.unitId('320200') } }),
    ).rejects.toMatchObject({
      code: 'resource.not_found',
    });
    const zhejiang = await installation.signIn(await world.bureauOfficer('330000'));
    const { funnel: none, figures } = await zhejiang(getPipelineOverview, { query: {} });
    expect(none.map(({ count }) => count)).toEqual(FUNNEL_STAGES.map(() => 0));
    expect(figures.pushed).toBe(0);
    await expect(zhejiang(listPipelineRequests, { query: { unitId: suzhou.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
  });

  it('leaves the register in the order of the hours its next steps name, whoever they wait for', async () => {
    const items: RequestItem[] = [];
    let cursor: string | undefined;
    do {
      const query = { sort: 'due' as const, limit: 60, ...(cursor === undefined ? {} : { cursor }) };
      const page = await province(listFinancingRequests, { query });
      items.push(...page.items);
      expect(page.asOf).toBe(NOW.toISOString());
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const due = items.map(({ nextStep }) => nextStep.by);
    const known = due.filter((by) => by !== null);
    expect(due).toEqual([...known.toSorted(), ...due.slice(known.length)]);
    expect(due.slice(known.length).every((by) => by === null)).toBe(true);
    // The bureau, an enterprise with papers or offers before it, and banks all have an hour to keep.
    const named = new Set(items.flatMap(({ nextStep: { by, what } }) => (by === null ? [] : [what])));
    expect([...named].sort()).toEqual(
      expect.arrayContaining(['answer_supplement', 'compare_offers', 'verify_request', 'work_on_request']),
    );
  });

  it('is closed to banks', async () => {
    const bank = await installation.signIn(await world.account('bank', bankId, ['officer']));
    for (const route of [getPipelineOverview, getStageTimes, listPipelineRequests] as const) {
      await expect(bank(route, { query: {} })).rejects.toMatchObject({ code: 'permission.denied' });
    }
  });
});
