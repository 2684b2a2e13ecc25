import { Module } from '@nestjs/common';
import { EnterpriseFacts } from './enterprise-facts.js';
import { EnterpriseRegistry } from './enterprise-registry.js';
import { EnterprisesStore } from './enterprises.store.js';

@Module({
  providers: [EnterprisesStore, EnterpriseRegistry, EnterpriseFacts],
  exports: [EnterpriseRegistry, EnterpriseFacts],
})
export class EnterprisesModule {}
