import { workerData } from 'node:worker_threads';
import { tellFromThread } from '../../imports/workbooks.public.js';
import { stageOutcomes, type OutcomeInput } from './outcome-staging.js';

/** Entry of the reading thread; its input is handed over by the consumer, the only one that starts this file. */
await tellFromThread(stageOutcomes(workerData as OutcomeInput));
