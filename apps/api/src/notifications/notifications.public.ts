import { sendLetters, sendWebhooks } from './notifications.queues.js';
import { SendLettersConsumer } from './send-letters.consumer.js';
import { SendWebhooksConsumer } from './webhooks/send-webhooks.consumer.js';

export const NOTIFICATION_QUEUES = [sendLetters, sendWebhooks] as const;
export const NOTIFICATION_CONSUMERS = [SendLettersConsumer, SendWebhooksConsumer] as const;
export { MailDigestsChore } from './mail-digests.chore.js';
export { newsSince, Notices, type Happening, type QuotaRecord } from './notices.js';
export { NotificationsModule } from './notifications.module.js';
export { PurgeNoticesChore } from './purge-notices.chore.js';
