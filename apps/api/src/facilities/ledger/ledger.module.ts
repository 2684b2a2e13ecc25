import { Module } from '@nestjs/common';
import { FacilitiesStore } from '../facilities.store.js';
import { CaseHoldsStore } from './case-holds.store.js';
import { ExpireHoldsChore } from './expire-holds.chore.js';
import { HoldsStore } from './holds.store.js';
import { LedgerStore } from './ledger.store.js';
import { NewReservation } from './new-reservation.js';
import { PoolsStore } from './pools.store.js';
import { QuotaPoster } from './quota-poster.js';
import { ReservationsController } from './reservations.controller.js';
import { ReservationsService } from './reservations.service.js';

/** The quota ledger: its writer, its readers, and what banks reserve in it by themselves. */
@Module({
  controllers: [ReservationsController],
  providers: [
    CaseHoldsStore,
    ExpireHoldsChore,
    FacilitiesStore,
    HoldsStore,
    LedgerStore,
    NewReservation,
    PoolsStore,
    QuotaPoster,
    ReservationsService,
  ],
  exports: [CaseHoldsStore, PoolsStore, QuotaPoster],
})
export class LedgerModule {}
