import { workerData } from 'node:worker_threads';
import { stageSurvey, type StagingInput } from './survey-staging.js';
import { tellFromThread } from './tell-from-thread.js';

/** Entry of the parser's thread; its input is handed over by SurveyParser, the only one that starts this file. */
await tellFromThread(stageSurvey(workerData as StagingInput));
