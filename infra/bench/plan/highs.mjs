import loadHighs from 'highs';

const FEN_PER_WAN = 1_000_000n;

/**
 * HiGHS on the same problem, in 万元, with a column for what each product and each pool lends in all: of the
 * ways tried to write the problem down the one it solves soonest (a row per limit over all pairs took five
 * times as long; the interior point, primal simplex and no presolve were no faster on this form).
 */
export async function openHighs() {
  const highs = await loadHighs();
  return {
    prepare: (problem) => columnsOf(highs, problem),
    solve: (model) =>
      highs.withModel(model, (instance) => {
        instance.options.set({ output_flag: false });
        instance.run();
        if (instance.getModelStatus() !== highs.constants.modelStatus.optimal)
          throw new Error('HiGHS did not end');
        return { value: instance.getObjectiveValue(), lent: instance.getSolution().colValue };
      }),
  };
}

function columnsOf(highs, { requests, products, pools, fits }) {
  const rowOf = new Map([...requests, ...products, ...pools].map(({ id }, row) => [id, row]));
  const wan = (fen) => Number(fen / FEN_PER_WAN);
  const columns = [
    ...fits.map(({ requestId, productId, score }) => ({
      score,
      most: highs.infinity,
      into: productId,
      outOf: requestId,
    })),
    ...products.map(({ id, poolId, capFen }) => ({ score: 0, most: wan(capFen), outOf: id, into: poolId })),
    ...pools.map(({ id, parentId, capacityFen }) => ({
      score: 0,
      most: wan(capacityFen),
      outOf: id,
      into: parentId,
    })),
  ];
  // What enters a product or pool may not exceed what leaves it: −1 for the column that carries it on.
  const entries = columns.map(({ into, outOf }, at) => [
    [rowOf.get(outOf), at < fits.length ? 1 : -1],
    ...(into === null ? [] : [[rowOf.get(into), 1]]),
  ]);
  const starts = [0];
  for (const column of entries) starts.push(starts.at(-1) + column.length);
  return {
    numCols: columns.length,
    numRows: rowOf.size,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(columns, ({ score }) => score),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, ({ most }) => most),
    rowLower: new Float64Array(rowOf.size).fill(-highs.infinity),
    rowUpper: Float64Array.from([
      ...requests.map(({ amountFen }) => wan(amountFen)),
      ...products.map(() => 0),
      ...pools.map(() => 0),
    ]),
    matrix: {
      format: 'csc',
      numRows: rowOf.size,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(entries.flat(), ([row]) => row),
      values: Float64Array.from(entries.flat(), ([, value]) => value),
    },
  };
}
