import { Module } from '@nestjs/common';
import { FacilitiesModule } from '../facilities/facilities.public.js';
import { Reconciliation } from './reconciliation.js';
import { ReconciliationStore } from './reconciliation.store.js';
import { StatementExportService } from './statement-export.service.js';
import { StatementItemsService } from './statement-items.service.js';
import { StatementUploadedConsumer } from './statement-uploaded.consumer.js';
import { StatementsController } from './statements.controller.js';
import { StatementsService } from './statements.service.js';
import { StatementsStore } from './statements.store.js';

/** 对账: statements of banks and of holders of tools, laid to the ledger. */
@Module({
  imports: [FacilitiesModule],
  controllers: [StatementsController],
  providers: [
    StatementsStore,
    ReconciliationStore,
    Reconciliation,
    StatementsService,
    StatementItemsService,
    StatementExportService,
    StatementUploadedConsumer,
  ],
})
export class StatementsModule {}
