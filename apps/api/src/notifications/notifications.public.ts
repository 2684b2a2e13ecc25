import { sendLetters } from './notifications.queues.js';
import { SendLettersConsumer } from './send-letters.consumer.js';

export const NOTIFICATION_QUEUES = [sendLetters] as const;
export const NOTIFICATION_CONSUMERS = [SendLettersConsumer] as const;
export { MailDigestsChore } from './mail-digests.chore.js';
export { newsSince, Notices, type Happening, type QuotaRecord } from './notices.js';
export { NotificationsModule } from './notifications.module.js';
export { PurgeNoticesChore } from './purge-notices.chore.js';
