import { Module } from '@nestjs/common';
import { EnterprisesModule } from '../enterprises/enterprises.public.js';
import { FinancingRequestsModule } from '../financing-requests/financing-requests.public.js';
import { ConsentsController } from './consents.controller.js';
import { Consents } from './consents.js';
import { DisclosureListStore } from './disclosure-list.store.js';
import { DisclosureController } from './disclosure.controller.js';
import { DisclosureService } from './disclosure.service.js';
import { DisclosureStore } from './disclosure.store.js';
import { EndConsentsConsumer } from './end-consents.consumer.js';
import { ExpireConsentsChore } from './expire-consents.chore.js';

@Module({
  imports: [EnterprisesModule, FinancingRequestsModule],
  controllers: [DisclosureController, ConsentsController],
  providers: [
    DisclosureStore,
    DisclosureListStore,
    DisclosureService,
    Consents,
    EndConsentsConsumer,
    ExpireConsentsChore,
  ],
  exports: [Consents],
})
export class DisclosureModule {}
