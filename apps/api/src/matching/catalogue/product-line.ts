import type { ProductLine } from '@yinqi/contracts/match-advice';
import type { CatalogueEntry } from './match-catalogue.js';

/** A product as lists of a few name it. */
export const lineOf = ({ product }: CatalogueEntry): ProductLine => ({
  productId: product.id,
  productName: product.name,
  productNameEn: product.nameEn,
  bankName: product.bankName,
  bankNameEn: product.bankNameEn,
});
