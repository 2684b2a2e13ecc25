import { Module } from '@nestjs/common';
import { EnterpriseFacts } from './enterprise-facts.js';
import { EnterpriseRegistry } from './enterprise-registry.js';
import { EnterprisesController } from './enterprises.controller.js';
import { EnterprisesService } from './enterprises.service.js';
import { EnterprisesStore } from './enterprises.store.js';

@Module({
  controllers: [EnterprisesController],
  providers: [EnterprisesStore, EnterprisesService, EnterpriseRegistry, EnterpriseFacts],
  exports: [EnterpriseRegistry, EnterpriseFacts],
})
export class EnterprisesModule {}
