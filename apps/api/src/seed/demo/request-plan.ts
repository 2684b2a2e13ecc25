import { stableId } from '../stable-id.js';
import type { DemoEnterprise } from './enterprises.seed.js';
import type { FittedProduct } from './fit.js';
import { factsOf, makeNeed, outlandish, type Need } from './needs.js';
import { isDemoBank, WITHOUT_BANK_SCRIPTS, writeWithBanks, type Banks } from './request-script.js';
import type { RequestSeeds } from './requests.seed.js';
import { SCENARIOS, type Scenario } from './scenarios.data.js';
import { Script } from './script.js';

/** How often an enterprise is asked for another need before the next one is asked. */
const TRIES = 12;

export type PlannedRequest = {
  readonly id: string;
  readonly enterprise: DemoEnterprise;
  readonly need: Need;
  readonly draftedBy: 'enterprise' | 'bureau';
  readonly createdAtMs: number;
  readonly script: Script;
};

type Slot = { readonly scenario: Scenario; readonly isDemo: boolean; readonly atDemoBank: boolean };
type Fitting = { readonly need: Need; readonly fits: readonly FittedProduct[] };

const slots = (): Slot[] =>
  SCENARIOS.flatMap((scenario) =>
    Array.from({ length: scenario.count }, (_, index) => ({
      scenario,
      isDemo: index < (scenario.demo ?? 0),
      atDemoBank: 'end' in scenario && index < (scenario.atDemoBank ?? 0),
    })),
  );

const banksOf = (fits: readonly FittedProduct[]): Set<string> => new Set(fits.map(({ bank }) => bank.key));

/** Whether a history can be told with what fits a need. */
function suits({ scenario, isDemo, atDemoBank }: Slot, { need, fits }: Fitting): boolean {
  if (isDemo && need.currency !== 'CNY') return false;
  if ('before' in scenario) {
    if (scenario.before === 'unmatched') return fits.length === 0;
    return ['matched', 'proposed', 'expired', 'withdrawn'].includes(scenario.before) ? fits.length > 0 : true;
  }
  const wantsDemoBank = atDemoBank || scenario.alsoDemoBank === true;
  const needed =
    1 + scenario.others[0] + (scenario.twist === 'split' ? 1 : 0) + (scenario.alsoDemoBank ? 1 : 0);
  if (scenario.twist === 'split' && need.amountFen < 400_000_000n) return false;
  return banksOf(fits).size >= needed && (!wantsDemoBank || fits.some(isDemoBank));
}

class Planner {
  private readonly queue: DemoEnterprise[];

  constructor(private readonly seeds: RequestSeeds) {
    const { random, enterprises, demo } = seeds;
    const rest = enterprises.filter((one) => one !== demo);
    this.queue = [...random.shuffled(rest), ...random.shuffled(rest)];
  }

  plan(slot: Slot, index: number): PlannedRequest {
    const { random, nowMs } = this.seeds;
    const { enterprise, need, fits } = this.fitting(slot);
    const script = new Script(random);
    const { scenario } = slot;
    if ('before' in scenario) WITHOUT_BANK_SCRIPTS[scenario.before](script, fits);
    else writeWithBanks(script, scenario, this.choose(slot, fits));
    const createdAtMs = script.beginsAt(nowMs, script.gap(scenario.since));
    return {
      id: stableId(`request:${index}`),
      enterprise,
      need,
      // A bureau files for some, from the sheets it receives.
      draftedBy:
        !slot.isDemo && !('before' in scenario && scenario.before === 'draft') && random.chance(0.3)
          ? 'bureau'
          : 'enterprise',
      createdAtMs,
      script,
    };
  }

  private fitting(slot: Slot): Fitting & { enterprise: DemoEnterprise } {
    if (slot.isDemo) {
      const found = this.needOf(this.seeds.demo, slot, 400);
      if (found) return { ...found, enterprise: this.seeds.demo };
      throw new Error(`the demo enterprise has no need for ${JSON.stringify(slot.scenario)}`);
    }
    for (const [place, enterprise] of this.queue.entries()) {
      const found = this.needOf(enterprise, slot, TRIES);
      if (!found) continue;
      this.queue.splice(place, 1);
      return { ...found, enterprise };
    }
    throw new Error(`no enterprise has a need for ${JSON.stringify(slot.scenario)}`);
  }

  private needOf(enterprise: DemoEnterprise, slot: Slot, tries: number): Fitting | undefined {
    const { random, fit, nowMs } = this.seeds;
    const isUnmatched = 'before' in slot.scenario && slot.scenario.before === 'unmatched';
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const usual = makeNeed(random, enterprise, nowMs);
      const need = isUnmatched ? outlandish(random, usual) : usual;
      const fitting = { need, fits: fit.eligible(factsOf(need, enterprise, nowMs)) };
      if (suits(slot, fitting)) return fitting;
    }
    return undefined;
  }

  /** One product per bank, banks by their weight. */
  private choose({ scenario, atDemoBank }: Slot, fits: readonly FittedProduct[]): Banks {
    const { random } = this.seeds;
    if (!('end' in scenario)) throw new Error('no bank takes part');
    const left = [...fits];
    const take = (from: readonly FittedProduct[]): FittedProduct => {
      const product = random.weighted(from.map((one) => [one, one.bank.weight] as const));
      for (const one of left.filter(({ bank }) => bank === product.bank)) left.splice(left.indexOf(one), 1);
      return product;
    };
    const demo = scenario.alsoDemoBank === true ? take(left.filter(isDemoBank)) : undefined;
    const main = take(atDemoBank ? left.filter(isDemoBank) : left);
    const [least, most] = scenario.others;
    const wanted = random.int(least, most) + (scenario.twist === 'split' ? 1 : 0);
    const others: FittedProduct[] = [];
    while (others.length < wanted && left.length > 0) others.push(take(left));
    return { main, others, demo };
  }
}

/** Which enterprise asks for what, and how far it came. */
export function planRequests(seeds: RequestSeeds): PlannedRequest[] {
  const planner = new Planner(seeds);
  // The visitor's own requests first, while every need is still to be had.
  const ordered = [...slots()].sort((a, b) => Number(b.isDemo) - Number(a.isDemo));
  return ordered.map((slot, index) => planner.plan(slot, index));
}
