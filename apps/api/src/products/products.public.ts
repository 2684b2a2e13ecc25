export { ProductDrafts, type AdmittingProduct } from './product-drafts.js';
export { ProductReader } from './product-reader.js';
export type { ProductRecord } from './product-record.js';
export { ProductsModule } from './products.module.js';
