import { coverFairly, planSplit, planWholeLoans } from '@yinqi/domain/allocation';
import { openHighs } from './plan/highs.mjs';
import { planProblem } from './plan/world.mjs';
import { interleave, ownCpuMs, ratioOf, rowsOf } from './rounds.mjs';
import { rowOf } from './statistics.mjs';

const FULL = { requests: 5_000, products: 200, pools: 30 };
const QUICK = { requests: 500, products: 40, pools: 12 };
const LARGE = { requests: 20_000, products: 500, pools: 60 };
const COMPARED = 20;
const POINT_FEN = 1_000_000n;
const TRANCHE_FEN = 5_000n * 1_000_000n;

/** Exact allocation against HiGHS, the same optimum first; then whole loans, fairness and a tranche. */
export async function measure({ quick }) {
  const rounds = quick ? 2 : 7;
  const shape = quick ? QUICK : FULL;
  const size = shape.requests;
  const highs = await openHighs();
  const problem = planProblem(shape);
  const model = highs.prepare(problem);
  const checks = compare(highs, problem, model);
  if (checks.different > 0) return { rounds, rows: [], checks };
  const optimum = planSplit(problem);
  const [dearest] = optimum.bindingPools();
  const tranches = [{ poolId: dearest?.poolId ?? 'national', fen: TRANCHE_FEN }];
  const contenders = [
    { name: 'typescript', count: 10, run: repeat(() => planSplit(problem)) },
    { name: 'highs', count: 1, run: repeat(() => highs.solve(model)) },
    { name: 'typescript: whole loans', count: 2, run: repeat(() => planWholeLoans(problem, { seed: 1 })) },
    { name: 'typescript: fair coverage', count: 2, run: repeat(() => coverFairly(problem)) },
    { name: 'typescript: a tranche', count: 20, run: repeat(() => optimum.whatIf(tranches)) },
    { name: 'typescript: binding pools', count: 2, run: repeat(() => optimum.bindingPools()) },
  ];
  const times = await interleave(contenders, { rounds, questions: 1 });
  return {
    rounds,
    rows: [
      ...rowsOf(times, size, 'CPU µs'),
      ...answers(problem, optimum, tranches, size),
      ...(quick ? [] : largeRows(rounds)),
    ],
    ratios: [
      ratioOf(times.get('typescript'), times.get('highs'), { kernel: 'typescript', vs: 'highs', size }),
    ],
    checks,
    notes: {
      problem: `${size} × ${shape.products} × ${shape.pools} nested pools, ${problem.fits.length} pairs that fit`,
      typescript: 'from the plain problem to the plan with prices',
      tranche: `5,000 万元 for ${dearest?.poolId}, the dearest pool`,
      highs: 'from columns prepared before, in the form it solves soonest',
    },
  };
}

const repeat = (answer) => (_, count) => {
  for (let at = 0; at < count; at += 1) answer();
};

/** The value of both plans, in points × 万元, on the problem measured and on small ones. */
function compare(highs, problem, model) {
  const small = Array.from({ length: COMPARED }, (_, at) =>
    planProblem({ requests: 100 + 10 * at, products: 20 + at, pools: 8 + (at % 5), seed: at + 1 }),
  );
  const pairs = [[problem, model], ...small.map((one) => [one, highs.prepare(one)])];
  const differs = ([one, prepared]) =>
    planSplit(one).plan.value !== BigInt(Math.round(highs.solve(prepared).value)) * POINT_FEN;
  return { compared: pairs.length, different: pairs.filter(differs).length };
}

/** What the plans say, beside how long they took. */
function answers(problem, optimum, tranches, size) {
  const whole = planWholeLoans(problem, { seed: 1 });
  const fair = coverFairly(problem);
  const [level] = fair.levels;
  const effect = optimum.whatIf(tranches);
  const share = (part, all) => Number((part * POINT_FEN) / all);
  const row = (name, value) => rowOf(name, size, 'ppm', [value]);
  return [
    row('demand served by the best plan', share(optimum.plan.servedFen, optimum.plan.demandFen)),
    row('whole loans: gap to the bound', whole.gapPpm),
    row('worst province in the best plan', fair.worstBeforePpm),
    row('worst province lifted to', fair.worstPpm),
    row('value that costs', level?.valueCostPpm ?? 0),
    row('of the tranche lent', share(effect.servedMoreFen, effect.addedFen)),
    rowOf('pools that hold demand back', size, 'pools', [optimum.bindingPools().length]),
  ];
}

function largeRows(rounds) {
  const problem = planProblem(LARGE);
  const once = () => {
    const began = ownCpuMs();
    planSplit(problem);
    return (ownCpuMs() - began) * 1_000;
  };
  return [rowOf('typescript', LARGE.requests, 'CPU µs', Array.from({ length: rounds }, once))];
}
