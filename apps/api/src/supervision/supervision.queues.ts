import { supervisionLettersMoved } from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** A bureau and a bank are told what the other did with a 督办单. */
export const tellLetters = defineQueue({
  name: 'supervision-tell-letters',
  event: supervisionLettersMoved,
  concurrency: 1,
  timeoutMs: 15_000,
});
