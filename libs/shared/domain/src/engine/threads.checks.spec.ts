import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { enterpriseSize, industryPath, regionPath } from '../codes/index.js';
import type { MatchContext, MatchProduct, RequestFacts } from '../matching/index.js';
import { ATTRIBUTES, matchRequest, POLICY_V1 } from '../matching/index.js';
import { AS_OF } from '../matching/testing/arbitraries.js';
import { KERNELS } from './kernel.js';
import { MatchIndex } from './match-index.js';
import { changeAtRandom } from './testing/histories.js';
import { atScale } from './testing/scale.js';
import { Dice, randomCatalogue, randomFacts, type WorldProfile } from './testing/worlds.js';

const MOST_THREADS = 2;
const STEPS = 5;
const REQUESTS = 40;

/** Tables instead of functions cannot cross into a thread: each side makes the same context from the codes. */
const context: MatchContext = {
  asOf: AS_OF,
  hierarchies: { region: { path: regionPath }, industry: { path: industryPath } },
  rates: [],
  classifySize: (figures) => enterpriseSize(figures)?.size,
};

const built = (topic: string) => new URL(`../../dist/${topic}/index.js`, import.meta.url).href;

type Told = { readonly answers: readonly string[]; readonly end: string };

describe('an index read by threads that really run', () => {
  let threads: readonly Worker[] = [];

  beforeAll(() => {
    const entry = new URL('testing/reader-thread.mjs', import.meta.url);
    const workerData = { engine: built('engine'), codes: built('codes') };
    threads = Array.from({ length: MOST_THREADS }, () => new Worker(entry, { workerData }));
  });
  afterAll(() => Promise.all(threads.map((thread) => thread.terminate())));

  const ask = async (thread: Worker, index: MatchIndex, requests: readonly RequestFacts[]): Promise<Told> => {
    const told = once(thread, 'message');
    thread.postMessage({ handle: index.share(), requests });
    const [answer] = (await told) as [Told]; // posted by reader-thread.mjs
    return answer;
  };

  /** Every thread's own requests at the same time; what each of them must answer beside it. */
  const askAll = (count: number, index: MatchIndex, dice: Dice, profile: WorldProfile) =>
    threads.slice(0, count).map((thread) => {
      const requests = Array.from({ length: REQUESTS }, () => randomFacts(dice, profile));
      // Some of it the owner has met before, the rest threads meet for themselves and beside each other.
      for (const facts of requests.slice(0, REQUESTS / 2)) index.match(facts);
      return { requests, told: ask(thread, index, requests) };
    });

  const byDefinition = (requests: readonly RequestFacts[], products: readonly MatchProduct[]) =>
    requests.map((facts) => JSON.stringify(matchRequest(facts, products, context, POLICY_V1)));

  const profileOf = (dice: Dice): WorldProfile => ({
    attributes: ATTRIBUTES,
    products: 1 + dice.below(60),
    unknown: dice.pick([0, 0.1, 0.5]),
  });

  it.each(KERNELS.flatMap((kernel) => [1, 2].map((count) => ({ kernel, count }))))(
    'answers as the definition does in $count of them, after every history of changes: $kernel',
    async ({ kernel, count }) => {
      let compared = 0;
      for (let seed = 1; seed <= atScale(4); seed += 1) {
        const dice = new Dice(1_000 * count + seed);
        const profile = profileOf(dice);
        let products = randomCatalogue(dice, profile);
        const index = new MatchIndex(products, context, POLICY_V1, { kernel, shared: true });
        for (let step = 0; step < STEPS; step += 1) {
          for (const { requests, told } of askAll(count, index, dice, profile)) {
            expect(await told).toEqual({ answers: byDefinition(requests, products), end: 'done' });
            compared += requests.length;
          }
          products = changeAtRandom(dice, profile, index, products);
        }
      }
      expect(compared).toBe(atScale(4) * STEPS * REQUESTS * count);
    },
    300_000,
  );

  it('tells the state that was shared, or that it has moved on, when its owner changes it meanwhile', async () => {
    let interrupted = 0;
    for (let seed = 1; seed <= atScale(10) || interrupted === 0; seed += 1) {
      const dice = new Dice(9_000 + seed);
      const profile: WorldProfile = { attributes: ATTRIBUTES, products: 80, unknown: 0.1 };
      const products = randomCatalogue(dice, profile);
      const index = new MatchIndex(products, context, POLICY_V1, { shared: true });
      const asked = askAll(MOST_THREADS, index, dice, profile);
      let changed = products;
      for (let change = 0; change < 20; change += 1) {
        await new Promise(setImmediate);
        changed = changeAtRandom(dice, profile, index, changed);
      }
      for (const { requests, told } of asked) {
        const { answers, end } = await told;
        expect(answers).toEqual(byDefinition(requests.slice(0, answers.length), products));
        expect(end).toBe(answers.length === requests.length ? 'done' : 'MovedOn');
        if (end === 'MovedOn') interrupted += 1;
      }
    }
    expect(interrupted).toBeGreaterThan(0);
  }, 300_000);
});
