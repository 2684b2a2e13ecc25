import type { FactValue } from '@yinqi/contracts/enterprises';
import { childrenOf, findRegion, makeUscc } from '@yinqi/domain/codes';
import type { StoredFacts } from '../../enterprises/enterprises.public.js';
import type { Tx } from '../../platform/database/database.js';
import { unitIdOf } from '../reporting-units.seed.js';
import { stableId } from '../stable-id.js';
import { figuresOf, registerFacts, scaleOf, standingFacts, yuan } from './enterprise-facts.js';
import {
  CITY_SHARES,
  GIVEN_NAMES,
  NAME_SYLLABLES,
  SURNAMES,
  TRADES,
  type Trade,
} from './enterprises.data.js';
import { insertRows, type SeedRow } from './insert-rows.js';
import { dayOf, iso } from './office-clock.js';
import type { SeededRandom } from './seeded-random.js';
import { zoneIdOf, zonesOf } from './zones.seed.js';

const COUNT = 200;
const DAY_MS = 86_400_000;

export type DemoEnterprise = {
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly regionCode: string;
  readonly unitId: string;
  readonly unitPosition: number;
  readonly trade: Trade;
  readonly createdAtMs: number;
  readonly staff: number;
  readonly revenueWan: number;
  /** What registers, papers and the bureau say. */
  readonly profile: StoredFacts;
  /** Figures of last year as the enterprise reported them in the survey. */
  readonly figures: Readonly<Record<string, FactValue>>;
  readonly figuresYear: number;
  readonly surveySource: { readonly text: string; readonly date: string };
  readonly contact: { readonly name: string; readonly phone: string };
};

/** Distinct invented names: every combination of syllables at most once. */
function tradeNames(random: SeededRandom): string[] {
  const { first, second, third } = NAME_SYLLABLES;
  return random.shuffled(first.flatMap((a) => second.flatMap((b) => third.map((c) => `${a}${b}${c}`))));
}

function place(random: SeededRandom): { regionCode: string; unitId: string; city: string } {
  const city = random.weighted(CITY_SHARES);
  const county = random.pick(childrenOf(city)).code;
  const zones = zonesOf(city);
  if (zones.length > 0 && random.chance(0.3)) {
    return { regionCode: county, unitId: zoneIdOf(random.pick(zones).key), city };
  }
  // Some firms report straight to their city.
  const reportsToCity = random.chance(0.15);
  return { regionCode: reportsToCity ? city : county, unitId: unitIdOf(reportsToCity ? city : county), city };
}

export type PositionOf = (unitId: string) => number;

function enterprise(
  random: SeededRandom,
  index: number,
  word: string,
  at: { nowMs: number; positionOf: PositionOf },
): DemoEnterprise {
  const { nowMs, positionOf } = at;
  const trade = random.weighted(TRADES.map((item) => [item, item.weight] as const));
  const { regionCode, unitId, city } = place(random);
  const scale = scaleOf(random, trade);
  const cityWord = findRegion(city)?.name.replace(/市$/, '') ?? '';
  const surveyDate = dayOf(nowMs, -random.int(90, 150));
  const createdAtMs = nowMs - random.int(170, 330) * DAY_MS;
  return {
    id: stableId(`enterprise:${index}`),
    // YY opens no organisation code in use, so the code is valid and nobody's.
    uscc: makeUscc(`91${city}`, `YY${String(100_000 + index * 37)}`),
    name: `${word}${trade.word}（${cityWord}）有限公司`,
    regionCode,
    unitId,
    unitPosition: positionOf(unitId),
    trade,
    createdAtMs,
    staff: scale.staff,
    revenueWan: scale.revenueWan,
    profile: {
      region: {
        value: regionCode,
        source: '市场监管登记信息',
        date: dayOf(createdAtMs),
        provenance: 'official',
      },
      industry: {
        value: trade.industry,
        source: '市场监管登记信息',
        date: dayOf(createdAtMs),
        provenance: 'official',
      },
      ...registerFacts(random, nowMs),
      ...standingFacts(random, scale, trade.industry, nowMs),
    },
    figures: figuresOf(random, scale),
    figuresYear: Number(dayOf(nowMs).slice(0, 4)) - 1,
    surveySource: { text: `2026年融资需求摸底表 第${index + 4}行`, date: surveyDate },
    contact: {
      name: `${random.pick(SURNAMES)}${random.pick(GIVEN_NAMES)}`,
      phone: `0512-${String(80_000_000 + index * 13)}`,
    },
  };
}

/** Two hundred invented enterprises, each under its reporting unit. */
export function makeEnterprises(
  random: SeededRandom,
  nowMs: number,
  positionOf: PositionOf,
): DemoEnterprise[] {
  const words = tradeNames(random);
  return words.slice(0, COUNT).map((word, index) => enterprise(random, index, word, { nowMs, positionOf }));
}

/** Last month's figures, for firms that report monthly: a share of last year's. */
function monthlyFigures(random: SeededRandom, of: DemoEnterprise): Record<string, FactValue> {
  return {
    staff: Math.max(1, Math.round(of.staff * (0.92 + random.next() * 0.16))),
    capacityUseBp: random.int(4500, 9800),
    ordersOnHand: yuan(Math.round(of.revenueWan * (0.1 + random.next() * 0.35))),
  };
}

function snapshotsOf(random: SeededRandom, of: DemoEnterprise, nowMs: number): SeedRow[] {
  const row = { enterprise_id: of.id, unit_position: of.unitPosition };
  const survey = {
    ...row,
    id: stableId(`snapshot:${of.id}:year`),
    period: String(of.figuresYear),
    figures: of.figures,
    source: { kind: 'seed', ...of.surveySource },
    recorded_at: `${of.surveySource.date}T02:00:00Z`,
  };
  if (!random.chance(0.4)) return [survey];
  const monthDate = dayOf(nowMs, -32);
  return [
    survey,
    {
      ...row,
      id: stableId(`snapshot:${of.id}:month`),
      period: monthDate.slice(0, 7),
      figures: monthlyFigures(random, of),
      source: { kind: 'seed', text: '企业月度经营情况填报', date: dayOf(nowMs, -9) },
      recorded_at: `${dayOf(nowMs, -9)}T03:30:00Z`,
    },
  ];
}

export async function seedEnterprises(
  tx: Tx,
  random: SeededRandom,
  enterprises: readonly DemoEnterprise[],
  nowMs: number,
): Promise<void> {
  await insertRows(
    tx,
    'enterprise',
    enterprises.map((one) => ({
      id: one.id,
      uscc: one.uscc,
      name: one.name,
      unit_id: one.unitId,
      unit_position: one.unitPosition,
      region_code: one.regionCode,
      industry_code: one.trade.industry,
      profile: one.profile,
      demo: true,
      version: 1,
      created_at: iso(one.createdAtMs),
      updated_at: iso(one.createdAtMs),
    })),
  );
  await insertRows(
    tx,
    'operating_snapshot',
    enterprises.flatMap((one) => snapshotsOf(random, one, nowMs)),
  );
}
