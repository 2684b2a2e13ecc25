import { bandwidthFloor } from './matching/floor.mjs';
import { growthPlot } from './matching/growth-plot.mjs';
import { measureGrowth } from './matching/growth.mjs';
import { optionalPeers } from './matching/optional-peers.mjs';
import { COMPARED, note, prepareOurs, worldsOf } from './matching/ours.mjs';
import { columnar, idiomatic, tuned, tuneWorld } from './matching/peers.mjs';
import { bestDesign, openPostgres } from './matching/postgres.mjs';
import { measureThreads } from './matching/threads.mjs';
import { interleave, ratioOf, rowsOf } from './rounds.mjs';

const SIZES = [
  {
    products: 1_000,
    requests: 10_000,
    ask: { peer: 1_000, idiomatic: 300, postgres: 1_000, duckdb: 4_000, zen: 100, jsonRules: 3 },
  },
  {
    products: 20_000,
    requests: 10_000,
    ask: { peer: 150, idiomatic: 20, postgres: 100, duckdb: 500, zen: 5, jsonRules: 1 },
  },
];

export const plots = { 'docs/performance-growth.svg': growthPlot };

/** Our kernels against idiomatic and tuned loops, databases and rule engines, results compared first. */
export async function measure({ folder, quick }) {
  const rounds = quick ? 2 : 9;
  const result = { rounds, rows: [], ratios: [], checks: { compared: 0, different: 0 }, notes: {} };
  for (const size of quick ? SIZES.slice(0, 1) : SIZES) {
    await measureSize(size, `${folder}/${size.products}`, result);
    if (result.checks.different > 0) return result;
  }
  if (quick) return result;
  const growth = await measureGrowth(rounds);
  result.rows.push(...growth.rows);
  result.notes.growth = growth.text;
  return result;
}

async function measureSize({ products, requests, ask }, folder, result) {
  const { world, looseWorld } = worldsOf(products, requests);
  const ours = prepareOurs(world, { result, size: products, looseWorld });
  await measureThreads(world, products, result);
  const tunedWorld = tuneWorld(world);
  const postgres = await openPostgres(folder, tunedWorld);
  const { tried, best } = await bestDesign(postgres, Math.min(40, ask.postgres));
  const { loops, sets, close } = await optionalPeers(tunedWorld, { ask, folder });
  Object.assign(loops, {
    idiomatic: { answer: idiomatic(tunedWorld), count: ask.idiomatic },
    tuned: { answer: tuned(tunedWorld), count: ask.peer },
    columnar: { answer: columnar(tunedWorld), count: ask.peer },
  });
  sets.postgres = {
    count: ask.postgres,
    cpuMs: postgres.cpuMs,
    lists: async (from, to) => (await postgres.client.query(best.lists, [from, to])).rows,
    run: (from, to) => postgres.client.query(best.sums, [from, to]),
    tried,
  };
  try {
    await compareAll(ours, loops, sets, result.checks);
    if (result.checks.different > 0) return;
    const contenders = [...ours.contenders, ...contendersOf(loops, sets)];
    const times = await interleave(contenders, { rounds: result.rounds, questions: requests });
    report(times, { products, peers: [...Object.keys(loops), ...Object.keys(sets)], ours, sets }, result);
    const [{ kernel, index, requests: prepared }] = ours.kernels;
    const floor = await bandwidthFloor(index, prepared, products);
    const { median } = ratioOf([floor.row.median], [result.rows.find(isPlain(kernel, products)).median], {});
    result.rows.push(floor.row);
    result.notes[`floor ${products}`] = `${floor.text}; the ${kernel} kernel takes ${median} times that`;
  } finally {
    close();
    await postgres.close();
  }
}

const isPlain = (kernel, products) => (row) => row.name === kernel && row.size === products;

const contendersOf = (loops, sets) => [
  ...Object.entries(loops).map(([name, { answer, count }]) => ({ name, count, run: runEach(answer) })),
  ...Object.entries(sets).map(([name, { count, cpuMs, run }]) => ({
    name,
    count,
    cpuMs,
    run: (from, many) => run(from, from + many),
  })),
];

const runEach = (answer) => async (from, count) => {
  for (let at = from; at < from + count; at += 1) {
    const pending = answer(at);
    if (pending instanceof Promise) await pending;
  }
};

function report(times, { products, peers, ours, sets }, result) {
  result.rows.push(...rowsOf(times, products, 'CPU µs per request'));
  for (const { kernel } of ours.kernels) {
    for (const vs of peers) {
      result.ratios.push(ratioOf(times.get(kernel), times.get(vs), { kernel, vs, size: products }));
    }
    for (const profile of ['mixed', 'loose']) {
      const { median } = ratioOf(times.get(kernel), times.get(`${kernel}, ${profile} profile`), {});
      result.notes[`${kernel} ${products}, ${profile} profile`] = `×${median} of the plain one`;
    }
  }
  for (const [name, { tried }] of Object.entries(sets)) {
    result.notes[`${name} ${products}`] = tried.map(
      (design) => `${design.name}: ${Math.round(design.usPerRequest)} µs`,
    );
  }
}

async function compareAll({ kernels }, loops, sets, checks) {
  const lists = new Map();
  for (const [name, { lists: ask }] of Object.entries(sets)) lists.set(name, await ask(0, COMPARED));
  for (let at = 0; at < COMPARED; at += 1) {
    const [expected, other] = kernels.map(({ index, requests }) => {
      const { eligibleCount, top } = index.rank(requests[at]);
      return JSON.stringify([
        eligibleCount,
        top.map(({ productId, score }) => [Number(productId.slice(2)), score]),
      ]);
    });
    note(checks, other, expected);
    for (const { answer, count: many } of Object.values(loops)) {
      // The slowest answer a few questions only.
      if (at >= Math.max(2, many)) continue;
      const { count, top } = await answer(at);
      note(checks, JSON.stringify([count, top.map(({ number, score }) => [number, score])]), expected);
    }
    for (const rows of lists.values()) {
      const found = rows.filter(({ rid }) => rid === at);
      note(checks, JSON.stringify([found[0]?.n ?? 0, found.map(({ pid, score }) => [pid, score])]), expected);
    }
  }
}
