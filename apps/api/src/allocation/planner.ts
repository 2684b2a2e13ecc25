import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { PlanResult } from './compute-plan.js';
import type { PlanInputs } from './plan-inputs.js';

/** Threads run built code, also under Jest, which transforms none of them. */
const ENTRY = new URL('../../dist/allocation/plan-thread.js', import.meta.url);

export type PlanAnswer =
  | { readonly kind: 'done'; readonly result: PlanResult }
  | { readonly kind: 'refused'; readonly text: string };

/** Computes plans in a thread of the worker process, so that no other job waits for seconds. */
@Injectable()
export class Planner {
  async plan(inputs: PlanInputs, signal: AbortSignal): Promise<PlanAnswer> {
    const thread = new Worker(ENTRY, { workerData: inputs });
    try {
      const ended = once(thread, 'exit', { signal }).then(([code]) => {
        throw new Error(`A planning thread ended with ${String(code)}`);
      });
      const answered = once(thread, 'message', { signal });
      const [answer] = (await Promise.race([answered, ended])) as [PlanAnswer]; // posted by plan-thread.ts
      ended.catch(() => undefined);
      return answer;
    } finally {
      await thread.terminate();
    }
  }
}
