import { noticeMailDue, webhooksDue } from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** Letters leave by e-mail. */
export const sendLetters = defineQueue({
  name: 'notices-mail',
  event: noticeMailDue,
  concurrency: 1,
  timeoutMs: 40_000,
});

/** Messages leave to systems of banks. */
export const sendWebhooks = defineQueue({
  name: 'notices-webhooks',
  event: webhooksDue,
  concurrency: 4,
  timeoutMs: 40_000,
});
