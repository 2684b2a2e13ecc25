import { Module } from '@nestjs/common';
import { CohortStore } from './cohort.store.js';
import { PipelineController } from './pipeline.controller.js';
import { PipelineRowsService } from './pipeline-rows.service.js';
import { PipelineService } from './pipeline.service.js';
import { PipelineStore } from './pipeline.store.js';
import { StageTimesService } from './stage-times.service.js';

@Module({
  controllers: [PipelineController],
  providers: [PipelineService, PipelineRowsService, StageTimesService, PipelineStore, CohortStore],
})
export class PipelineModule {}
