import { double, int } from '../engine/typed-reads.js';
import { LoanBook } from './loan-book.js';
import { LoanSearch } from './loan-search.js';
import type { WholeLoanPlan } from './plan.js';
import { pricesAlong } from './prices.js';
import { indexProblem, leastRoom, type ProblemIndex } from './problem-index.js';
import type { AllocationProblem } from './problem.js';
import { planOf, reachableOf } from './read-plan.js';
import { SeededRandom } from './seeded-random.js';
import { splitOptimum } from './split-plan.js';

export interface WholeLoanOptions {
  readonly seed: number;
  /** How often an improvement is tried for each request; ATTEMPTS_PER_REQUEST when absent. */
  readonly attemptsPerRequest?: number;
}

const ATTEMPTS_PER_REQUEST = 40;
const PPM = 1_000_000n;

/**
 * Every request entirely from one product or not at all. That is NP-hard, so a good plan comes with a bound on
 * how much more any other could be worth: the splittable optimum over the pairs that fit whole, which is the
 * Lagrangian bound as well (Geoffrion 1974). Its prices lead the repair of the few requests it splits.
 */
export function planWholeLoans(problem: AllocationProblem, options: WholeLoanOptions): WholeLoanPlan {
  const all = indexProblem(problem);
  const index = pairsThatFitWhole(all);
  const optimum = splitOptimum(index);
  const book = new LoanBook(index);
  const random = new SeededRandom(options.seed);
  const search = new LoanSearch(index, book, pricesAlong(index, optimum.prices), random);
  keepWhole(index, optimum.lent, book);
  search.fill();
  search.improve((options.attemptsPerRequest ?? ATTEMPTS_PER_REQUEST) * index.requests.length);
  const plan = { ...planOf(index, book.lent()), reachableFen: reachableOf(all) };
  const bound = optimum.plan.value;
  const gapPpm = bound === 0n ? 0 : Number(((bound - plan.value) * PPM + bound - 1n) / bound);
  return { plan, bound, gapPpm, seed: options.seed };
}

/** Without the pairs whose amount is more than some limit has in all. */
function pairsThatFitWhole(index: ProblemIndex): ProblemIndex {
  const room = Float64Array.from(index.products, (_, product) => leastRoom(index, product));
  const kept: number[] = [];
  const firstFit = new Int32Array(index.requests.length + 1);
  for (let request = 0; request < index.requests.length; request += 1) {
    const end = int(index.firstFit, request + 1);
    for (let fit = int(index.firstFit, request); fit < end; fit += 1) {
      if (double(index.amount, request) <= double(room, int(index.fitProduct, fit))) kept.push(fit);
    }
    firstFit[request + 1] = kept.length;
  }
  return {
    ...index,
    firstFit,
    fitProduct: Int32Array.from(kept, (fit) => int(index.fitProduct, fit)),
    fitValue: Float64Array.from(kept, (fit) => double(index.fitValue, fit)),
  };
}

/** What the splittable optimum lends whole stays; a basis splits no more requests than there are limits. */
function keepWhole(index: ProblemIndex, lent: Float64Array, book: LoanBook): void {
  for (let request = 0; request < index.requests.length; request += 1) {
    const end = int(index.firstFit, request + 1);
    for (let fit = int(index.firstFit, request); fit < end; fit += 1) {
      if (lent[fit] === index.amount[request]) book.choose(request, fit);
    }
  }
}
