import { Injectable } from '@nestjs/common';
import { readInThread } from './reading-thread.js';
import type { StagingEvent, StagingInput } from './survey-staging.js';

/** Threads run built code, also under Jest, which transforms none of them. */
const ENTRY = new URL('../../dist/imports/survey-thread.js', import.meta.url);

/** Reads workbooks in a thread of the worker process. */
@Injectable()
export class SurveyParser {
  parse(input: StagingInput, signal: AbortSignal): AsyncGenerator<StagingEvent> {
    return readInThread<StagingEvent>(ENTRY, input, signal);
  }
}
