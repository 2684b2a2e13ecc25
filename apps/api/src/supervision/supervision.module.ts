import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.public.js';
import { NotificationsModule } from '../notifications/notifications.public.js';
import { ServicePoliciesModule } from '../service-policies/service-policies.public.js';
import { ClimbLaddersChore } from './climb-ladders.chore.js';
import { LadderClimbs } from './ladder-climbs.js';
import { LaddersService } from './ladders.service.js';
import { LaddersStore } from './ladders.store.js';
import { LetterNewsStore } from './letter-news.store.js';
import { LetterParts } from './letter-parts.js';
import { LettersService } from './letters.service.js';
import { LettersStore } from './letters.store.js';
import { Letters } from './letters.js';
import { PolicyRehearsalController } from './policy-rehearsal.controller.js';
import { PolicyRehearsalService } from './policy-rehearsal.service.js';
import { StagesStore } from './stages.store.js';
import { SupervisedCasesService } from './supervised-cases.service.js';
import { SupervisedStore } from './supervised.store.js';
import { SupervisionController } from './supervision.controller.js';
import { SupervisionNews } from './supervision-news.js';
import { TellLettersConsumer } from './tell-letters.consumer.js';

@Module({
  imports: [IdentityModule, NotificationsModule, ServicePoliciesModule],
  controllers: [SupervisionController, PolicyRehearsalController],
  providers: [
    LaddersStore,
    LettersStore,
    StagesStore,
    SupervisedStore,
    LetterParts,
    Letters,
    LaddersService,
    PolicyRehearsalService,
    LettersService,
    SupervisedCasesService,
    LetterNewsStore,
    SupervisionNews,
    LadderClimbs,
    TellLettersConsumer,
    ClimbLaddersChore,
  ],
})
export class SupervisionModule {}
