import { Module } from '@nestjs/common';
import { PolicyReader } from './policy-reader.js';
import { ServicePoliciesController } from './service-policies.controller.js';
import { ServicePoliciesService } from './service-policies.service.js';
import { ServicePoliciesStore } from './service-policies.store.js';

@Module({
  controllers: [ServicePoliciesController],
  providers: [ServicePoliciesStore, PolicyReader, ServicePoliciesService],
  exports: [PolicyReader],
})
export class ServicePoliciesModule {}
