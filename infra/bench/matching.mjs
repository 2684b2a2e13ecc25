import { KERNELS, MatchIndex } from '@yinqi/domain/engine';
import { POLICY_V1, preparedEngine } from '@yinqi/domain/matching';
import { optionalPeers } from './matching/optional-peers.mjs';
import { columnar, idiomatic, tuned, tuneWorld } from './matching/peers.mjs';
import { bestDesign, openPostgres } from './matching/postgres.mjs';
import { context, matchProducts, requestFacts } from './matching/views.mjs';
import { generateWorld } from './matching/world.mjs';
import { interleave, ownCpuMs, ratioOf, rowsOf } from './rounds.mjs';
import { rowOf } from './statistics.mjs';

const SIZES = [
  {
    products: 1_000,
    requests: 10_000,
    ask: { peer: 1_000, idiomatic: 300, postgres: 500, zen: 100, jsonRules: 3 },
  },
  {
    products: 20_000,
    requests: 10_000,
    ask: { peer: 150, idiomatic: 20, postgres: 60, zen: 5, jsonRules: 1 },
  },
];
const COMPARED = 60;

/** Our kernels against idiomatic and tuned loops, databases and rule engines, results compared first. */
export async function measure({ folder, quick }) {
  const rounds = quick ? 2 : 9;
  const result = { rounds, rows: [], ratios: [], checks: { compared: 0, different: 0 }, notes: {} };
  for (const size of quick ? SIZES.slice(0, 1) : SIZES) {
    await measureSize(size, `${folder}/${size.products}`, result);
  }
  return result;
}

async function measureSize({ products, requests, ask }, folder, result) {
  const world = generateWorld({ products, requests });
  const ours = prepareOurs(world, result, products);
  const tunedWorld = tuneWorld(world);
  const postgres = await openPostgres(folder, tunedWorld);
  const { tried, best } = await bestDesign(postgres, Math.min(40, ask.postgres));
  const loops = {
    idiomatic: { answer: idiomatic(tunedWorld), count: ask.idiomatic },
    tuned: { answer: tuned(tunedWorld), count: ask.peer },
    columnar: { answer: columnar(tunedWorld), count: ask.peer },
    ...(await optionalPeers(tunedWorld, ask)),
  };
  try {
    await compareAll(ours, loops, postgres, best, result.checks);
    if (result.checks.different > 0) return;
    const contenders = [
      ...ours.contenders,
      ...Object.entries(loops).map(([name, { answer, count, cpuMs }]) => ({
        name,
        count,
        cpuMs,
        run: runEach(answer),
      })),
      {
        name: 'postgres',
        count: ask.postgres,
        cpuMs: postgres.cpuMs,
        run: (from, count) => postgres.client.query(best.sums, [from, from + count]),
      },
    ];
    const times = await interleave(contenders, { rounds: result.rounds, questions: requests });
    result.rows.push(...rowsOf(times, products, 'CPU µs per request'));
    for (const { kernel, name } of ours.kernels) {
      for (const vs of [...Object.keys(loops), 'postgres']) {
        result.ratios.push(ratioOf(times.get(name), times.get(vs), { kernel, vs, size: products }));
      }
    }
    result.notes[`postgres ${products}`] = tried.map(
      ({ name, usPerRequest }) => `${name}: ${Math.round(usPerRequest)} µs`,
    );
  } finally {
    await postgres.close();
  }
}

const runEach = (answer) => async (from, count) => {
  for (let at = from; at < from + count; at += 1) {
    const pending = answer(at);
    if (pending instanceof Promise) await pending;
  }
};

/** The kernels on the plain profile, by which bars are judged, and on the mixed one, which is reported. */
function prepareOurs(world, result, size) {
  const plain = { products: matchProducts(world), facts: requestFacts(world) };
  const mixed = {
    products: matchProducts(world, { mixed: true }),
    facts: requestFacts(world, { mixed: true }),
  };
  const reference = preparedEngine(mixed.products, context, POLICY_V1);
  const kernels = KERNELS.map((kernel) => {
    const began = ownCpuMs();
    const index = new MatchIndex(plain.products, context, POLICY_V1, { kernel });
    const built = ownCpuMs();
    const requests = plain.facts.map((facts) => index.prepare(facts));
    const first = ((ownCpuMs() - built) / requests.length) * 1000;
    result.rows.push(rowOf(`${kernel}: build index`, size, 'CPU ms', [built - began]));
    result.rows.push(rowOf(`${kernel}: first meeting of facts`, size, 'CPU µs per request', [first]));
    const mixedIndex = new MatchIndex(mixed.products, context, POLICY_V1, { kernel });
    for (const facts of mixed.facts.slice(0, COMPARED)) {
      note(result.checks, JSON.stringify(mixedIndex.match(facts)), JSON.stringify(reference.match(facts)));
    }
    const mixedRequests = mixed.facts.map((facts) => mixedIndex.prepare(facts));
    return { kernel, name: kernel, index, requests, mixedIndex, mixedRequests };
  });
  const rank = (engine, asked) => (from, count) => {
    for (let at = from; at < from + count; at += 1) engine.rank(asked[at]);
  };
  return {
    kernels,
    contenders: kernels.flatMap(({ kernel, index, requests, mixedIndex, mixedRequests }) => [
      { name: kernel, count: requests.length, run: rank(index, requests) },
      { name: `${kernel}, mixed profile`, count: mixedRequests.length, run: rank(mixedIndex, mixedRequests) },
      { name: `${kernel}, from plain facts`, count: 2_000, run: rankFacts(index, plain.facts) },
    ]),
  };
}

const rankFacts = (index, facts) => (from, count) => {
  for (let at = from; at < from + count; at += 1) index.rank(index.prepare(facts[at]));
};

function note(checks, given, expected) {
  checks.compared += 1;
  if (given === expected) return;
  checks.different += 1;
  console.error(`differs: ${given.slice(0, 300)} is not ${expected.slice(0, 300)}`);
}

async function compareAll({ kernels }, loops, { client }, best, checks) {
  const { rows } = await client.query(best.lists, [0, COMPARED]);
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
      const { count, top: best20 } = await answer(at);
      note(checks, JSON.stringify([count, best20.map(({ number, score }) => [number, score])]), expected);
    }
    const found = rows.filter(({ rid }) => rid === at);
    note(checks, JSON.stringify([found[0]?.n ?? 0, found.map(({ pid, score }) => [pid, score])]), expected);
  }
}
