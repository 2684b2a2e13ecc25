import { actionWhenRequestEnds } from '@yinqi/domain/lifecycle';
import type { FittedProduct } from './fit.js';
import type { Journey } from './journey.js';
import { LaneScript, type LanePlan } from './lane-script.js';
import { MINUTES_PER_DAY } from './office-clock.js';
import { BUREAU, DEMO_BANK_KEY, SYSTEM } from './people.js';
import {
  CONTESTED_DECLINE,
  REJECT_REASONS,
  REPAIRABLE_DECLINE,
  RETURN_ITEMS,
  WITHDRAW_REASONS,
} from './phrases.data.js';
import { GAPS, type Scenario, type WithoutBank } from './scenarios.data.js';
import type { Script } from './script.js';

type BankScenario = Extract<Scenario, { end: unknown }>;
/** The matching worker's answer comes within seconds; one minute is the finest step here. */
const MATCHING_MINUTES = 1;

/** Filed, verified and matched; answers the offset at which a bank may be named. */
function untilMatched(script: Script, isFit = true): number {
  script.at(0, (journey, atMs) => journey.act('submit', { by: journey.filedBy, atMs }));
  const verified = script.gap(GAPS.verify);
  script.at(verified, (journey, atMs) => journey.act('verify', { by: BUREAU, atMs }));
  script.at(verified + MATCHING_MINUTES, (journey, atMs) =>
    journey.act(isFit ? 'match_found' : 'match_empty', { by: SYSTEM, atMs }),
  );
  return verified + MATCHING_MINUTES;
}

type Writer = (script: Script, fits: readonly FittedProduct[]) => void;

const submitted: Writer = (script) =>
  script.at(0, (journey, atMs) => journey.act('submit', { by: journey.filedBy, atMs }));

const decided =
  (action: 'reject' | 'mark_duplicate', note: () => Record<string, unknown>): Writer =>
  (script, fits) => {
    submitted(script, fits);
    script.at(script.gap(GAPS.verify), (journey, atMs) => journey.act(action, { by: BUREAU, atMs }, note()));
  };

/** Histories that never reach a bank. */
export const WITHOUT_BANK_SCRIPTS: Readonly<Record<WithoutBank, Writer>> = {
  draft: () => undefined,
  submitted,
  returned: (script, fits) => {
    submitted(script, fits);
    const items = script.random.pick(RETURN_ITEMS);
    script.at(script.gap(GAPS.verify), (journey, atMs) => {
      journey.act('return', { by: BUREAU, atMs }, { reason: items.map(({ text }) => text).join('；') });
      journey.head.returnItems = items;
    });
  },
  rejected: (script, fits) => {
    const reason = script.random.pick(REJECT_REASONS);
    decided('reject', () => ({ reason }))(script, fits);
  },
  duplicate: decided('mark_duplicate', () => ({
    reason: '与本企业同月另一笔需求重复，按先登记的一笔办理。',
  })),
  withdrawn: (script) => {
    const from = untilMatched(script);
    const reason = script.random.pick(WITHDRAW_REASONS);
    script.at(from + script.gap(GAPS.choosing), (journey, atMs) =>
      journey.act('withdraw', { by: journey.signatory, atMs }, { reason }),
    );
  },
  expired: (script) => {
    const from = untilMatched(script);
    script.at(from + 90 * MINUTES_PER_DAY, (journey, atMs) => journey.act('expire', { by: SYSTEM, atMs }));
  },
  unmatched: (script) => void untilMatched(script, false),
  matched: (script) => void untilMatched(script),
  proposed: (script, fits) => {
    const from = untilMatched(script) + script.gap(GAPS.choosing);
    const product = script.random.pick(fits);
    script.at(from, (journey, atMs) => void journey.propose(product, { by: BUREAU, atMs }));
  },
};

export type Banks = {
  readonly main: FittedProduct;
  readonly others: readonly FittedProduct[];
  /** The visitor's bank, where it has just been sent the request besides. */
  readonly demo: FittedProduct | undefined;
};

function plansOf(script: Script, { others }: Banks, from: number): LanePlan[] {
  return others.map((product) => ({
    product,
    end: script.random.weighted([
      ['declined', 5],
      ['offered', 6],
      ['diligence', 2],
      ['silent', 1],
    ] as const),
    from,
    offerPercent: script.random.pick([60, 80, 100]),
    ...(script.random.chance(0.3) ? { papers: 'answered' as const } : {}),
  }));
}

/** A history with one bank at its centre, others beside it. */
export function writeWithBanks(script: Script, scenario: BankScenario, banks: Banks): void {
  const { end, twist } = scenario;
  const from = untilMatched(script) + script.gap(GAPS.choosing);
  const beside = plansOf(script, banks, from);
  const side = end === 'offered' ? beside.map((plan) => ({ ...plan, end: 'offered' as const })) : beside;
  const lanes = side.map((plan) => new LaneScript(script, plan).write());
  const chooseFrom = Math.max(0, ...lanes.map(({ offset }) => offset));
  const main: LanePlan = {
    product: banks.main,
    end,
    from,
    offerPercent: twist === 'short' ? script.random.pick([60, 70, 80]) : twist === 'split' ? 50 : 100,
    chooseFrom,
    byBureau: script.random.chance(0.2),
    ...(script.random.chance(0.35) && twist === undefined ? { papers: 'answered' as const } : {}),
    ...(twist === 'repairing' ? { reasons: REPAIRABLE_DECLINE } : {}),
    ...(twist === 'appealed' ? { reasons: CONTESTED_DECLINE } : {}),
  };
  const lane = new LaneScript(script, main).write();
  if (twist === 'split' && banks.others[0]) {
    new LaneScript(script, { ...main, product: banks.others[0], byBureau: false }).write();
  }
  addTwist(script, lane, scenario);
  if (banks.demo) {
    new LaneScript(script, {
      product: banks.demo,
      end: 'pending',
      from: script.length,
      offerPercent: 100,
    }).write();
  }
}

/** Loans are in the bank's books; the enterprise closes what refusals and silence would keep open. */
function closeAll(journey: Journey, atMs: number): void {
  for (const lane of journey.lanes.filter(({ state }) => state === 'disbursed')) {
    journey.move(lane, 'close', { by: SYSTEM, atMs });
  }
  if (journey.head.status !== 'funded') return;
  journey.act('close', { by: journey.signatory, atMs });
  for (const lane of journey.lanes) {
    const action = actionWhenRequestEnds(lane.state, 'closed');
    if (action !== null) {
      journey.move(
        lane,
        action,
        { by: SYSTEM, atMs },
        { facts: { request_ended: true, nothing_left: true } },
      );
    }
  }
}

function addTwist(script: Script, lane: LaneScript, { twist }: BankScenario): void {
  switch (twist) {
    case 'closed':
      script.at(lane.offset + script.gap(GAPS.close), closeAll);
      return;
    case 'rest_cancelled':
      lane.next(GAPS.close, (journey, one, atMs) =>
        journey.move(
          one,
          'cancel_rest',
          { by: journey.signatory, atMs },
          { note: { text: '剩余额度不再提用。' } },
        ),
      );
      return;
    case 'not_taken':
      lane.next(GAPS.contract, (journey, one, atMs) =>
        journey.move(
          one,
          'not_take',
          { by: journey.signatory, atMs },
          { note: { notTaken: 'FUNDED_ELSEWHERE', text: '集团改用内部资金。' } },
        ),
      );
      return;
    case 'repairing':
      lane.afterRefusal(GAPS.accept, (journey, one, atMs) =>
        journey.move(
          one,
          'begin_repair',
          { by: journey.signatory, atMs },
          {
            facts: { reasons_repairable: true, within_appeal_window: true },
          },
        ),
      );
      return;
    case 'appealed':
      lane.afterRefusal(GAPS.accept, (journey, one, atMs) =>
        journey.move(
          one,
          'appeal',
          { by: journey.signatory, atMs },
          {
            facts: { within_appeal_window: true },
            note: { grounds: '单体口径资产负债率为61%，合并报表含同一控制下的关联公司，请按单体口径复核。' },
          },
        ),
      );
      return;
    case 'incomplete':
      lane
        .askPapers(false)
        .next([5 * MINUTES_PER_DAY + 1, 5 * MINUTES_PER_DAY + 1], (journey, one, atMs) =>
          journey.move(one, 'mark_incomplete', { by: SYSTEM, atMs }, { facts: { supplement_overdue: true } }),
        );
      return;
    case 'awaiting_papers':
      lane.askPapers(false);
      return;
    default:
  }
}

export const isDemoBank = ({ bank }: FittedProduct): boolean => bank.key === DEMO_BANK_KEY;
