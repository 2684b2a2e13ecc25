import * as z from 'zod/mini';
import { defineEvent } from './event.js';

const ids = z.array(z.uuid()).check(z.minLength(1), z.maxLength(500));

/** Imports travel as one batch, everything else as a short list of ids: jobs are shards, never single pairs. */
export const importUploaded = defineEvent({
  topic: 'import.uploaded',
  payload: z.strictObject({ batchId: z.uuid() }),
});
/** A bank's list of loans lies there to be read. */
export const outcomesUploaded = defineEvent({
  topic: 'outcomes.uploaded',
  payload: z.strictObject({ batchId: z.uuid() }),
});
/** A statement lies there to be read and laid to the ledger. */
export const statementUploaded = defineEvent({
  topic: 'statement.uploaded',
  payload: z.strictObject({ statementId: z.uuid() }),
});
export const financingRequestsChanged = defineEvent({
  topic: 'financing-request.changed',
  payload: z.strictObject({ requestIds: ids }),
});
/** Their histories have a new entry, of which people are to be told. */
export const financingRequestsMoved = defineEvent({
  topic: 'financing-request.moved',
  payload: z.strictObject({ requestIds: ids }),
});
/** Letters wait to be sent by e-mail; few in each event, because a mail server takes its time. */
export const noticeMailDue = defineEvent({
  topic: 'notice.mail-due',
  payload: z.strictObject({ mailIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(20)) }),
});
/** Messages wait to be sent to systems of banks, or to be tried again. */
export const webhooksDue = defineEvent({
  topic: 'webhook.due',
  payload: z.strictObject({ deliveryIds: z.array(z.uuid()).check(z.minLength(1), z.maxLength(20)) }),
});
/** What banks agreed to look at has changed: amount, currency, term or purpose. */
export const financingRequestsRevised = defineEvent({
  topic: 'financing-request.revised',
  payload: z.strictObject({ requestIds: ids }),
});
/** No work is left on these: told apart, so that what only ends things need not look at every change. */
export const financingRequestsEnded = defineEvent({
  topic: 'financing-request.ended',
  payload: z.strictObject({ requestIds: ids }),
});
export const enterprisesChanged = defineEvent({
  topic: 'enterprise.changed',
  payload: z.strictObject({ enterpriseIds: ids }),
});
export const productsChanged = defineEvent({
  topic: 'product.changed',
  payload: z.strictObject({ productIds: ids }),
});
export const facilitiesChanged = defineEvent({
  topic: 'facility.changed',
  payload: z.strictObject({ facilityIds: ids }),
});
/** What is left of a quota has crossed one of its steps. */
export const facilityHeadroomChanged = defineEvent({
  topic: 'facility.headroom-changed',
  payload: z.strictObject({ facilityIds: ids }),
});
/** A change of enterprises, products or facilities touches these requests: they are to be matched again. */
export const matchingRequested = defineEvent({
  topic: 'matching.requested',
  payload: z.strictObject({ requestIds: ids }),
});
/** An operator asks for everything; the run it begins bears this id. */
export const matchAllRequested = defineEvent({
  topic: 'matching.all',
  payload: z.strictObject({ runId: z.uuid() }),
});
const bucket = z.int().check(z.gte(0), z.lte(255));
/** A part of a run over all open requests: those whose id begins with a byte of this range. */
export const matchShardRequested = defineEvent({
  topic: 'matching.shard',
  payload: z.strictObject({ runId: z.uuid(), from: bucket, to: bucket }),
});
/** A plan waits to be computed, or to be computed again for comparison. */
export const allocationRequested = defineEvent({
  topic: 'allocation.requested',
  payload: z.strictObject({ planId: z.uuid(), purpose: z.enum(['make', 'check']) }),
});
export const engagementsChanged = defineEvent({
  topic: 'engagement.changed',
  /** `decision` is the entry of the history that can no longer be taken back once this arrives. */
  payload: z.strictObject({ engagementIds: ids, decision: z.optional(z.uuid()) }),
});
export const consentsChanged = defineEvent({
  topic: 'consent.changed',
  payload: z.strictObject({ consentIds: ids }),
});
/** A bank asks what a rule would bring; somebody is waiting for the numbers. */
export const rulePreviewAsked = defineEvent({
  topic: 'rule-preview.asked',
  payload: z.strictObject({ previewId: z.uuid() }),
});

/** A proposal was made, decided or posted. */
export const allotmentsChanged = defineEvent({
  topic: 'allotment.changed',
  payload: z.strictObject({ allotmentIds: ids }),
});
/** A tool, or a change of its terms, was proposed, decided or put in force. */
export const facilityTermsChanged = defineEvent({
  topic: 'facility-terms.changed',
  payload: z.strictObject({ termsIds: ids }),
});
/** A reported payout was beyond what was held or allotted in these pools. */
export const quotaExceptionsOpened = defineEvent({
  topic: 'quota-exception.opened',
  payload: z.strictObject({ poolIds: ids }),
});
/** A batch of claims was handed in or decided, or a line of it taken back. */
export const claimBatchesMoved = defineEvent({
  topic: 'claim-batch.moved',
  payload: z.strictObject({ batchIds: ids }),
});
/** A bureau or a bank has done something with a 督办单: entries of its history, of which people are to be told. */
export const supervisionLettersMoved = defineEvent({
  topic: 'supervision-letter.moved',
  payload: z.strictObject({ eventIds: ids }),
});

/** Deadlines that have come, by kind and subject. Whoever hears of one looks at its subject again before it acts. */
const dueTimers = z.strictObject({
  timers: z
    .array(
      z.strictObject({
        kind: z.string().check(z.maxLength(40)),
        subjectId: z.uuid(),
        generation: z.int().check(z.gte(1)),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
});
export type TimerEvent = { readonly topic: string; readonly payload: typeof dueTimers };
export const engagementTimersDue = defineEvent({ topic: 'engagement.timers-due', payload: dueTimers });
/** The State Council's arrangement of a year is known: deadlines that were provisional are computed again. */
export const holidayYearLoaded = defineEvent({
  topic: 'holiday-year.loaded',
  payload: z.strictObject({ year: z.int() }),
});
