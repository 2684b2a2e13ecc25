import { Module } from '@nestjs/common';
import { EnterprisesModule } from '../enterprises/enterprises.public.js';
import { FinancingRequestsModule } from '../financing-requests/financing-requests.public.js';
import { FaultyRowsService } from './faulty-rows.service.js';
import { ImportBatches } from './import-batches.js';
import { ImportCommitService } from './import-commit.service.js';
import { ImportEditingService } from './import-editing.service.js';
import { ImportRegistration } from './import-registration.js';
import { ImportRows } from './import-rows.js';
import { ImportRowsStore } from './import-rows.store.js';
import { ImportUploadedConsumer } from './import-uploaded.consumer.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { ImportsStore } from './imports.store.js';
import { RegisterCheck } from './register-check.js';
import { StagingStore } from './staging.store.js';
import { SurveyParser } from './survey-parser.js';

@Module({
  imports: [EnterprisesModule, FinancingRequestsModule],
  controllers: [ImportsController],
  providers: [
    ImportsStore,
    ImportRowsStore,
    StagingStore,
    SurveyParser,
    RegisterCheck,
    ImportBatches,
    ImportRows,
    ImportRegistration,
    ImportsService,
    ImportEditingService,
    ImportCommitService,
    FaultyRowsService,
    ImportUploadedConsumer,
  ],
})
export class ImportsModule {}
