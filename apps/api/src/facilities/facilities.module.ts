import { Module } from '@nestjs/common';
import { FacilitiesController } from './facilities.controller.js';
import { FacilitiesService } from './facilities.service.js';
import { FacilitiesStore } from './facilities.store.js';
import { FacilityReader } from './facility-reader.js';

@Module({
  controllers: [FacilitiesController],
  providers: [FacilitiesService, FacilitiesStore, FacilityReader],
  exports: [FacilityReader],
})
export class FacilitiesModule {}
