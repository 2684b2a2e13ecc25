import { parentPort, workerData } from 'node:worker_threads';
import { AllocationError } from '@yinqi/domain/allocation';
import { computePlan } from './compute-plan.js';
import type { PlanInputs } from './plan-inputs.js';
import type { PlanAnswer } from './planner.js';

/** Entry of a planning thread: one plan, then it ends. */
const port = parentPort;
if (port === null) throw new Error('runs as a worker thread only');

// Handed over by Planner, the only one that starts this file.
port.postMessage(answerTo(workerData as PlanInputs));

function answerTo(inputs: PlanInputs): PlanAnswer {
  try {
    return { kind: 'done', result: computePlan(inputs) };
  } catch (error) {
    if (error instanceof AllocationError) return { kind: 'refused', text: error.faults[0]?.code ?? '' };
    throw error;
  }
}
