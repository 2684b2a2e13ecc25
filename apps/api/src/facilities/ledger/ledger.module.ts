import { Module } from '@nestjs/common';
import { LedgerStore } from './ledger.store.js';
import { PoolsStore } from './pools.store.js';
import { QuotaPoster } from './quota-poster.js';

/** The quota ledger: its writer and its readers. */
@Module({
  providers: [LedgerStore, PoolsStore, QuotaPoster],
  exports: [PoolsStore, QuotaPoster],
})
export class LedgerModule {}
