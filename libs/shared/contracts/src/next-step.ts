import { NEXT_STEP_CODES, SIDES, type OtherwiseCode } from '@yinqi/domain/lifecycle';
import * as z from 'zod/mini';
import { instant } from './fields.js';

/** What follows when the time is over. */
const OTHERWISE_CODES = [
  'request_expires',
  'flagged_late',
  'counts_as_silence',
  'becomes_incomplete',
  'offer_lapses',
  'approval_lapses',
  'rest_lapses',
  'case_closes',
] as const satisfies readonly OtherwiseCode[];

/** Whose move it is: what, by when and what otherwise, worded by the reader's page. */
export const nextStep = z.object({
  who: z.nullable(z.enum(SIDES)),
  yours: z.boolean(),
  what: z.enum(NEXT_STEP_CODES),
  count: z.nullable(z.int()),
  by: z.nullable(instant),
  /** Holidays the time touches are not published yet: it will be reckoned again. */
  provisional: z.boolean(),
  otherwise: z.nullable(z.enum(OTHERWISE_CODES)),
});
export type NextStepView = z.output<typeof nextStep>;
