import { Module } from '@nestjs/common';
import { MessageCentre } from './message-centre.service.js';
import { Notices } from './notices.js';
import { NoticesStore } from './notices.store.js';
import { NotificationsController } from './notifications.controller.js';
import { PurgeNoticesChore } from './purge-notices.chore.js';

@Module({
  controllers: [NotificationsController],
  providers: [NoticesStore, Notices, MessageCentre, PurgeNoticesChore],
  exports: [Notices],
})
export class NotificationsModule {}
