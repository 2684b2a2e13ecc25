import { RequestIndex } from '@yinqi/domain/engine';
import { TunedProduct, tuneWorld } from './matching/peers.mjs';
import { context, idOf, matchProduct, requestFacts } from './matching/views.mjs';
import { generateWorld } from './matching/world.mjs';
import { fits } from './matching/fit.mjs';
import { interleave, ownCpuMs, ratioOf, rowsOf } from './rounds.mjs';
import { rowOf, seededRandom } from './statistics.mjs';

const CHANGES = 2_000;
const COMPARED = 60;

/** One product changes: which of 100,000 live requests does that touch? */
export async function measure({ quick }) {
  const rounds = quick ? 2 : 9;
  const size = quick ? 10_000 : 100_000;
  const world = generateWorld({ products: 20_000, requests: size });
  const { products, requests } = tuneWorld(world);
  const changes = makeChanges(world);
  const began = ownCpuMs();
  const index = new RequestIndex(
    requestFacts(world).map((facts, number) => ({ id: idOf(number), facts })),
    context,
  );
  const built = ownCpuMs();
  // The conditions of a catalogue in use have all been met; what a new one costs is reported apart.
  for (const { before, after } of changes) index.affected(before, after);
  const met = ownCpuMs();
  const loop = ({ from, to }) => loopOver(requests, from && products[from.number], new TunedProduct(to));
  const checks = compare(index, changes, loop);
  const contenders = [
    {
      name: 'typescript',
      count: CHANGES,
      run: each(changes, ({ before, after }) => index.affected(before, after)),
    },
    {
      name: 'typescript, counts only',
      count: CHANGES,
      run: each(changes, ({ before, after }) => index.preview(before, after)),
    },
    { name: 'tuned', count: 20, run: each(changes, loop) },
  ];
  const times = await interleave(contenders, { rounds, questions: CHANGES });
  return {
    rounds,
    rows: [
      rowOf('build reverse index', size, 'CPU ms', [built - began]),
      rowOf('first meeting of all conditions', size, 'CPU µs per change', [((met - built) / CHANGES) * 1000]),
      ...rowsOf(times, size, 'CPU µs per change'),
    ],
    ratios: [
      ratioOf(times.get('typescript'), times.get('tuned'), { kernel: 'typescript', vs: 'tuned', size }),
    ],
    checks,
    notes: {
      change: 'half of them another rate, half another ceiling of the amount that occurs in the catalogue',
    },
  };
}

const each = (changes, answer) => (from, count) => {
  for (let at = from; at < from + count; at += 1) answer(changes[at]);
};

function makeChanges({ products }) {
  const random = seededRandom(3);
  return Array.from({ length: CHANGES }, () => {
    const from = random.pick(products);
    const other = random.pick(products);
    const to = random.chance(0.5)
      ? { ...from, rateBp: other.rateBp }
      : { ...from, maxWan: Math.max(other.maxWan, from.minWan * 2 + 10) };
    return { from, to, before: matchProduct(from), after: matchProduct(to) };
  });
}

/** The loop a careful hand would write: every request against the product before and after. */
function loopOver(requests, before, after) {
  const [gained, lost, both] = [[], [], []];
  for (let at = 0; at < requests.length; at += 1) {
    const request = requests[at];
    const fitted = before !== undefined && fits(before, request);
    if (fits(after, request)) (fitted ? both : gained).push(request.number);
    else if (fitted) lost.push(request.number);
  }
  return { gained, lost, both };
}

function compare(index, changes, loop) {
  const checks = { compared: 0, different: 0 };
  for (const change of changes.slice(0, COMPARED)) {
    const { gained, lost, reranked } = index.affected(change.before, change.after);
    const byHand = loop(change);
    const differ = change.from.rateBp !== change.to.rateBp || change.from.maxWan !== change.to.maxWan;
    const expected = [byHand.gained, byHand.lost, differ ? byHand.both : []].map((list) =>
      list.map(idOf).sort(),
    );
    checks.compared += 1;
    if (
      JSON.stringify([gained, lost, reranked].map((list) => [...list].sort())) !== JSON.stringify(expected)
    ) {
      checks.different += 1;
    }
  }
  return checks;
}
