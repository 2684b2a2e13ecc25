import { Module } from '@nestjs/common';
import { FinancingRequestsModule } from '../financing-requests/financing-requests.public.js';
import { Consents } from './consents.js';
import { DisclosureStore } from './disclosure.store.js';

@Module({
  imports: [FinancingRequestsModule],
  providers: [DisclosureStore, Consents],
  exports: [Consents],
})
export class DisclosureModule {}
