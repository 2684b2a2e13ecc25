import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AllocationModule } from './allocation/allocation.public.js';
import { ClaimsModule } from './claims/claims.public.js';
import { DisclosureModule } from './disclosure/disclosure.public.js';
import { EngagementsModule } from './engagements/engagements.public.js';
import { EnterprisesModule } from './enterprises/enterprises.public.js';
import { FacilitiesModule } from './facilities/facilities.public.js';
import { FinancingRequestsModule } from './financing-requests/financing-requests.public.js';
import { IdentityModule } from './identity/identity.public.js';
import { ImportsModule } from './imports/imports.public.js';
import { MatchingModule } from './matching/matching.public.js';
import { NotificationsModule } from './notifications/notifications.public.js';
import { PipelineModule } from './pipeline/pipeline.public.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';
import { ProductsModule } from './products/products.public.js';
import { ReferenceModule } from './reference/reference.public.js';
import { ServicePoliciesModule } from './service-policies/service-policies.public.js';
import { StatementsModule } from './statements/statements.public.js';
import { SupervisionModule } from './supervision/supervision.public.js';
import { SystemController, SYSTEM_INFO, type SystemInfo } from './system.controller.js';

/** The capabilities, in the direction they may know each other (docs/architecture.md). */
const CAPABILITIES = [
  IdentityModule,
  NotificationsModule,
  ServicePoliciesModule,
  ReferenceModule,
  EnterprisesModule,
  FacilitiesModule,
  ProductsModule,
  FinancingRequestsModule,
  DisclosureModule,
  ImportsModule,
  MatchingModule,
  AllocationModule,
  EngagementsModule,
  ClaimsModule,
  StatementsModule,
  SupervisionModule,
  PipelineModule,
];

@Module({})
export class AppModule {
  static register(options: PlatformOptions, info: SystemInfo): DynamicModule {
    return {
      module: AppModule,
      imports: [DiscoveryModule, PlatformModule.register(options), ...CAPABILITIES],
      controllers: [SystemController],
      providers: [{ provide: SYSTEM_INFO, useValue: info }],
    };
  }
}
