export { ProductReader } from './product-reader.js';
export type { ProductRecord } from './product-record.js';
export { ProductsModule } from './products.module.js';
