import type { ProductLimits, ProductStatus, ProductTerms } from '@yinqi/contracts/products';
import type { AdmissionRule, BankType } from '@yinqi/domain/matching';
import { storedRule } from '../facilities/facilities.public.js';
import { limitsOf } from './product-limits.js';
import type { ProductRow } from './products.store.js';

/** A loan product with its bank, as other capabilities read it. */
export type ProductRecord = {
  readonly id: string;
  readonly bankId: string;
  readonly bankName: string;
  readonly bankNameEn: string | null;
  readonly bankType: BankType;
  readonly bankLocalLegalPerson: boolean;
  readonly bankRegionCode: string | null;
  readonly facilityId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly status: ProductStatus;
  readonly rule: AdmissionRule;
  readonly terms: ProductTerms;
  readonly limits: ProductLimits;
  readonly confirmedAt: string | null;
  readonly publishedAt: string | null;
  readonly demo: boolean;
  readonly version: number;
};

export function productOf(row: ProductRow): ProductRecord {
  const rule = storedRule(row.rule, `product ${row.id}`);
  return {
    id: row.id,
    bankId: row.bank_id,
    bankName: row.bank_name,
    bankNameEn: row.bank_name_en,
    bankType: row.bank_type,
    bankLocalLegalPerson: row.bank_local_legal_person,
    bankRegionCode: row.bank_region_code,
    facilityId: row.facility_id,
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    status: row.status,
    rule,
    terms: row.terms,
    limits: limitsOf(rule),
    confirmedAt: row.confirmed_at,
    publishedAt: row.published_at,
    demo: row.demo,
    version: row.version,
  };
}
