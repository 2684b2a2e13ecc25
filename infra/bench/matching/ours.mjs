import { KERNELS, MatchIndex } from '@yinqi/domain/engine';
import { matchRequest, POLICY_V1 } from '@yinqi/domain/matching';
import { ownCpuMs } from '../rounds.mjs';
import { rowOf } from '../statistics.mjs';
import { context, matchProducts, requestFacts } from './views.mjs';
import { generateWorld } from './world.mjs';

export const COMPARED = 60;

export function note(checks, given, expected) {
  checks.compared += 1;
  if (given === expected) return;
  checks.different += 1;
  console.error(`differs: ${given.slice(0, 300)} is not ${expected.slice(0, 300)}`);
}

const select = (index, asked) => (from, count) => {
  for (let at = from; at < from + count; at += 1) index.select(asked[at]);
};

/**
 * The kernels on the plain profile, by which bars are judged; on the mixed one, where a tenth of the facts is unknown
 * and a fifth of the products has several clauses; and on the loose one, where about four times as many fit.
 */
export function prepareOurs(world, { result, size, looseWorld }) {
  const profiles = {
    plain: { products: matchProducts(world), facts: requestFacts(world) },
    mixed: { products: matchProducts(world, { mixed: true }), facts: requestFacts(world, { mixed: true }) },
    loose: { products: matchProducts(looseWorld), facts: requestFacts(looseWorld) },
  };
  const kernels = KERNELS.map((kernel) => {
    const began = ownCpuMs();
    const index = new MatchIndex(profiles.plain.products, context, POLICY_V1, { kernel });
    const built = ownCpuMs();
    const requests = profiles.plain.facts.map((facts) => index.prepare(facts));
    const first = ((ownCpuMs() - built) / requests.length) * 1000;
    result.rows.push(rowOf(`${kernel}: build index`, size, 'CPU ms', [built - began]));
    result.rows.push(rowOf(`${kernel}: first meeting of facts`, size, 'CPU µs per request', [first]));
    return {
      kernel,
      index,
      requests,
      mixed: open(profiles.mixed, kernel),
      loose: open(profiles.loose, kernel),
    };
  });
  compareMixed(kernels, profiles.mixed, result.checks);
  compareProfile(kernels, 'loose', result.checks);
  return { kernels, contenders: kernels.flatMap((ours) => contendersOf(ours, profiles.plain.facts)) };
}

function open({ products, facts }, kernel) {
  const index = new MatchIndex(products, context, POLICY_V1, { kernel });
  return { index, requests: facts.map((one) => index.prepare(one)) };
}

function contendersOf({ kernel, index, requests, mixed, loose }, facts) {
  const count = requests.length;
  return [
    { name: kernel, count, run: select(index, requests) },
    { name: `${kernel}, mixed profile`, count, run: select(mixed.index, mixed.requests) },
    { name: `${kernel}, loose profile`, count, run: select(loose.index, loose.requests) },
    {
      name: `${kernel}, list of ids`,
      count,
      run: (from, many) => {
        for (let at = from; at < from + many; at += 1) index.rank(requests[at]);
      },
    },
    {
      name: `${kernel}, from plain facts`,
      count: Math.min(2_000, count),
      run: (from, many) => {
        for (let at = from; at < from + many; at += 1) index.select(index.prepare(facts[at]));
      },
    },
  ];
}

/** What both kernels answer, as text. */
export const answerOf = (index, request) => {
  const { eligibleCount, needsInformationCount, top } = index.rank(request);
  return JSON.stringify([eligibleCount, needsInformationCount, top]);
};

function compareProfile(kernels, profile, checks) {
  const [one, other] = kernels.map((ours) => ours[profile]);
  for (const [at, request] of one.requests.entries()) {
    note(checks, answerOf(one.index, request), answerOf(other.index, other.requests[at]));
  }
}

/** Every field of the answer, verdicts and missing facts included, against the definition. */
function compareMixed(kernels, { products, facts }, checks) {
  for (const one of facts.slice(0, COMPARED)) {
    const expected = JSON.stringify(matchRequest(one, products, context, POLICY_V1));
    for (const { mixed } of kernels) note(checks, JSON.stringify(mixed.index.match(one)), expected);
  }
  compareProfile(kernels, 'mixed', checks);
}

export const worldsOf = (products, requests) => ({
  world: generateWorld({ products, requests }),
  looseWorld: generateWorld({ products, requests, loose: true }),
});
