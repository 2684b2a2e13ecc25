import { Module } from '@nestjs/common';
import { CaseHoldsStore } from './case-holds.store.js';
import { ExpireHoldsChore } from './expire-holds.chore.js';
import { ExposuresStore } from './exposures.store.js';
import { HeadroomStore } from './headroom.store.js';
import { HoldsStore } from './holds.store.js';
import { LedgerStore } from './ledger.store.js';
import { NewReservation } from './new-reservation.js';
import { QuotaPoster } from './quota-poster.js';
import { ReservationsController } from './reservations.controller.js';
import { ReservationsService } from './reservations.service.js';
import { TermsStore } from './terms.store.js';

/** The quota ledger: its writer, its readers, and what banks reserve in it by themselves. */
@Module({
  controllers: [ReservationsController],
  providers: [
    CaseHoldsStore,
    ExpireHoldsChore,
    ExposuresStore,
    HeadroomStore,
    HoldsStore,
    LedgerStore,
    NewReservation,
    QuotaPoster,
    ReservationsService,
    TermsStore,
  ],
  exports: [CaseHoldsStore, ExposuresStore, HeadroomStore, QuotaPoster],
})
export class LedgerModule {}
