import loader from 'highs';
import type { AllocationProblem } from '../problem.js';

// The package types its ES module as CommonJS: what is imported is the function, not an object that holds it.
const highs = await (loader as unknown as typeof loader.default)();
const shared = highs.createModel();
shared.options.set({ output_flag: false, presolve: 'off' });

interface Question {
  readonly problem: AllocationProblem;
  /** Maximise the least covered share of a province instead of value. */
  readonly fair?: boolean;
  /** Least to be served, by province. */
  readonly floors?: ReadonlyMap<string, bigint>;
}

/** The optimum as HiGHS finds it; amounts must be small enough for doubles to tell answers apart. */
export function optimumByHighs({ problem, fair = false, floors }: Question): number {
  const rows = new Rows();
  const requests = new Map(problem.requests.map((one) => [one.id, one]));
  const pools = new Map(problem.pools.map((one) => [one.id, one]));
  const products = new Map(problem.products.map((one) => [one.id, one]));
  const columns = problem.fits.map(({ requestId, productId, score }) => {
    const request = requests.get(requestId);
    const product = products.get(productId);
    if (request === undefined || product === undefined) throw new RangeError('the problem is malformed');
    const entries = [[rows.of(`r ${requestId}`, Number(request.amountFen)), 1]];
    if (product.capFen !== null) entries.push([rows.of(`p ${productId}`, Number(product.capFen)), 1]);
    for (let id = product.poolId; id !== null; id = pools.get(id)?.parentId ?? null) {
      entries.push([rows.of(`g ${id}`, Number(pools.get(id)?.capacityFen)), 1]);
    }
    if (fair) entries.push([rows.of(`fair ${request.province}`, 0), -1]);
    const floor = floors?.get(request.province);
    if (floor !== undefined) entries.push([rows.of(`floor ${request.province}`, -Number(floor)), -1]);
    return { cost: fair ? 0 : score * (request.priority ?? 1), entries };
  });
  if (fair) columns.push({ cost: 1, entries: shareColumn(problem, rows) });
  return solve(columns, rows.upper);
}

/** Served ≥ share × reachable demand, for every province at once. */
function shareColumn(problem: AllocationProblem, rows: Rows): number[][] {
  const reachable = new Set(problem.fits.map(({ requestId }) => requestId));
  const demand = new Map<string, number>();
  for (const { id, province, amountFen } of problem.requests) {
    if (reachable.has(id)) demand.set(province, (demand.get(province) ?? 0) + Number(amountFen));
  }
  return [
    [rows.of('share', 1), 1],
    ...[...demand].map(([province, fen]) => [rows.of(`fair ${province}`, 0), fen]),
  ];
}

class Rows {
  readonly upper: number[] = [];
  private readonly numbers = new Map<string, number>();

  of(name: string, upper: number): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.upper.length);
    return this.upper.push(upper) - 1;
  }
}

interface Column {
  readonly cost: number;
  readonly entries: readonly (readonly number[])[];
}

function solve(columns: readonly Column[], upper: readonly number[]): number {
  if (columns.length === 0) return 0;
  const starts = [0];
  for (const { entries } of columns) starts.push((starts.at(-1) ?? 0) + entries.length);
  const entries = columns.flatMap((column) => column.entries);
  const count = columns.length;
  shared.passModel({
    numCols: count,
    numRows: upper.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: columns.map(({ cost }) => cost),
    colLower: new Float64Array(count),
    colUpper: new Float64Array(count).fill(highs.infinity),
    rowLower: new Float64Array(upper.length).fill(-highs.infinity),
    rowUpper: upper,
    matrix: {
      format: 'csc',
      numRows: upper.length,
      numCols: count,
      starts,
      indices: entries.map(([row = 0]) => row),
      values: entries.map(([, value = 0]) => value),
    },
  });
  shared.run();
  const status = shared.getModelStatus();
  if (status !== highs.constants.modelStatus.optimal) throw new Error(`HiGHS ended with status ${status}`);
  return shared.getObjectiveValue();
}
