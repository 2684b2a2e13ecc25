import { Global, Module } from '@nestjs/common';
import { CallerSource } from '../platform/http/access.guard.js';
import { IdentityController } from './identity.controller.js';
import { IdentityService } from './identity.service.js';
import { IdentityStore } from './identity.store.js';
import { OrganisationsController } from './organisations.controller.js';
import { OrganisationsStore } from './organisations.store.js';
import { PurgeSessionsChore } from './purge-sessions.chore.js';
import { SessionCallerSource } from './session-caller-source.js';
import { StaffStore } from './staff.store.js';
import { StaffedOffices } from './staffed-offices.store.js';

/** Global because the access guard of every route asks it who the caller is. */
@Global()
@Module({
  controllers: [IdentityController, OrganisationsController],
  providers: [
    IdentityService,
    IdentityStore,
    OrganisationsStore,
    PurgeSessionsChore,
    StaffStore,
    StaffedOffices,
    { provide: CallerSource, useClass: SessionCallerSource },
  ],
  exports: [CallerSource, OrganisationsStore, StaffStore, StaffedOffices],
})
export class IdentityModule {}
