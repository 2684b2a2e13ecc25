import { Module } from '@nestjs/common';
import { FacilitiesModule } from '../facilities/facilities.public.js';
import { ProductDrafts } from './product-drafts.js';
import { ProductReader } from './product-reader.js';
import { ProductsController } from './products.controller.js';
import { ProductsService } from './products.service.js';
import { ProductsStore } from './products.store.js';

@Module({
  imports: [FacilitiesModule],
  controllers: [ProductsController],
  providers: [ProductsService, ProductsStore, ProductReader, ProductDrafts],
  exports: [ProductReader, ProductDrafts],
})
export class ProductsModule {}
