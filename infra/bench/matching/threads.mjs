import { Worker } from 'node:worker_threads';
import { KERNELS, MatchIndex } from '@yinqi/domain/engine';
import { POLICY_V1 } from '@yinqi/domain/matching';
import { rowOf } from '../statistics.mjs';
import { note } from './ours.mjs';
import { context, matchProducts, requestFacts } from './views.mjs';

const ASKED = 4_000;
const COMPARED = 200;

/** One and two threads over one index: the owner's answers byte for byte, and how long a shard takes them. */
export async function measureThreads(world, size, result) {
  const products = matchProducts(world, { mixed: true });
  const facts = requestFacts(world, { mixed: true }).slice(0, ASKED);
  for (const kernel of KERNELS) {
    const index = new MatchIndex(products, context, POLICY_V1, { kernel, shared: true });
    const expected = facts.slice(0, COMPARED).map((one) => JSON.stringify(index.match(one)));
    // Half of what is asked has been met by the owner, the rest threads meet for themselves.
    for (const one of facts.slice(0, ASKED / 2)) index.prepare(one);
    const handle = index.share();
    for (const threads of [1, 2]) {
      const shards = Array.from({ length: threads }, (_, at) =>
        facts.filter((_fact, number) => number % threads === at),
      );
      const answers = await Promise.all(
        shards.map((shard) => inThread({ handle, shard, compared: COMPARED })),
      );
      for (let at = 0; at < COMPARED; at += 1) {
        note(result.checks, answers[at % threads].answers[Math.floor(at / threads)], expected[at]);
      }
      const slowest = Math.max(...answers.map(({ wallMs }) => wallMs));
      const name = `${kernel}, mixed profile from plain facts in ${threads} thread${threads > 1 ? 's' : ''}`;
      result.rows.push(rowOf(name, size, 'wall µs per request', [(slowest * 1000) / ASKED]));
    }
  }
}

function inThread(workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('thread.mjs', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
