import { workerData } from 'node:worker_threads';
import { tellFromThread } from '../imports/workbooks.public.js';
import { stageStatement, type StatementInput } from './statement-staging.js';

/** Entry of the reading thread; its input is handed over by the consumer, the only one that starts this file. */
await tellFromThread(stageStatement(workerData as StatementInput));
