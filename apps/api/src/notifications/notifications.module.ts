import { Module } from '@nestjs/common';
import { LetterCarrier, Letters } from './letters.js';
import { LettersStore } from './letters.store.js';
import { MailDigestsChore } from './mail-digests.chore.js';
import { MessageCentre } from './message-centre.service.js';
import { Notices } from './notices.js';
import { NoticesStore } from './notices.store.js';
import { NotificationsController } from './notifications.controller.js';
import { Recipients } from './recipients.js';
import { PurgeNoticesChore } from './purge-notices.chore.js';
import { SendLettersConsumer } from './send-letters.consumer.js';
import { SettingsService } from './settings.service.js';
import { SettingsStore } from './settings.store.js';
import { SendWebhooksConsumer } from './webhooks/send-webhooks.consumer.js';
import { WebhookOutbox } from './webhooks/webhook-outbox.js';
import { WebhookOutboxStore } from './webhooks/webhook-outbox.store.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { WebhooksService } from './webhooks/webhooks.service.js';
import { WebhooksStore } from './webhooks/webhooks.store.js';

@Module({
  controllers: [NotificationsController, WebhooksController],
  providers: [
    NoticesStore,
    SettingsStore,
    LettersStore,
    Letters,
    LetterCarrier,
    Recipients,
    Notices,
    MessageCentre,
    SettingsService,
    SendLettersConsumer,
    MailDigestsChore,
    PurgeNoticesChore,
    WebhooksStore,
    WebhookOutboxStore,
    WebhookOutbox,
    WebhooksService,
    SendWebhooksConsumer,
  ],
  exports: [Notices],
})
export class NotificationsModule {}
