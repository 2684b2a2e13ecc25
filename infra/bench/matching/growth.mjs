import { MatchIndex } from '@yinqi/domain/engine';
import { POLICY_V1 } from '@yinqi/domain/matching';
import { interleave, ratioOf, rowsOf } from '../rounds.mjs';
import { context, matchProducts, requestFacts } from './views.mjs';
import { generateWorld } from './world.mjs';

const SIZES = [1_000, 5_000, 20_000, 60_000, 200_000];
const REQUESTS = 2_000;

/** The same requests against ever larger catalogues. */
export async function measureGrowth(rounds) {
  const contenders = SIZES.map((products) => {
    const world = generateWorld({ products, requests: REQUESTS });
    const index = new MatchIndex(matchProducts(world), context, POLICY_V1);
    const requests = requestFacts(world).map((facts) => index.prepare(facts));
    return {
      name: products,
      count: REQUESTS,
      run: (from, count) => {
        for (let at = from; at < from + count; at += 1) index.select(requests[at]);
      },
    };
  });
  const times = await interleave(contenders, { rounds, questions: REQUESTS });
  const [, , middle, , last] = SIZES;
  const { median } = ratioOf(times.get(middle), times.get(last), {});
  return {
    rows: [...times].flatMap(([size, values]) =>
      rowsOf([['wasm, growth', values]], size, 'CPU µs per request'),
    ),
    text: `${middle} to ${last} products: ×${median}`,
  };
}
