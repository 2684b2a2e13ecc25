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

@Module({
  controllers: [NotificationsController],
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
  ],
  exports: [Notices],
})
export class NotificationsModule {}
