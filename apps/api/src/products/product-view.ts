import { FRESHNESS, type ProductItem, type ProductView } from '@yinqi/contracts/products';
import { clausesOf, CONFIRMATION_DAYS, ruleToWire } from '@yinqi/domain/matching';
import { conditionsOf, type FacilityRecord } from '../facilities/facilities.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { productOf } from './product-record.js';
import type { ProductRow } from './products.store.js';

/** Two weeks before a confirmation runs out the bank is reminded. */
const DUE_AFTER_DAYS = CONFIRMATION_DAYS - 14;
const DAY_MS = 86_400_000;

function freshnessOn(row: ProductRow, today: string): (typeof FRESHNESS)[number] | null {
  if (row.status !== 'published' || row.confirmed_at === null) return null;
  const confirmedOn = chinaDate(new Date(row.confirmed_at));
  const ageDays = (Date.parse(today) - Date.parse(confirmedOn)) / DAY_MS;
  if (ageDays > CONFIRMATION_DAYS) return 'lapsed';
  return ageDays > DUE_AFTER_DAYS ? 'due' : 'fresh';
}

export function itemOf(row: ProductRow, facility: FacilityRecord, today: string): ProductItem {
  const { rule, limits, terms } = productOf(row);
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    status: row.status,
    bank: { id: row.bank_id, name: row.bank_name, nameEn: row.bank_name_en, type: row.bank_type },
    facility: {
      id: facility.id,
      name: facility.name,
      nameEn: facility.nameEn,
    },
    limits,
    rateFromBp: terms.rateFromBp,
    rateToBp: terms.rateToBp,
    conclusionDays: terms.conclusionDays,
    conditionCount: new Set(clausesOf(rule).flat()).size,
    freshness: freshnessOn(row, today),
    confirmedAt: row.confirmed_at,
    publishedAt: row.published_at,
    demo: row.demo,
    version: row.version,
    updatedAt: row.updated_at,
  };
}

/** Wire JSON of a rule is always an object: a bare condition is one too. */
const wireOf = (rule: unknown): Record<string, unknown> => rule as Record<string, unknown>;

export function viewOf(row: ProductRow, facility: FacilityRecord, today: string): ProductView {
  const { rule, terms } = productOf(row);
  return {
    ...itemOf(row, facility, today),
    rule: wireOf(ruleToWire(rule)),
    conditions: conditionsOf(rule),
    facilityConditions: conditionsOf(facility.borrower),
    terms,
  };
}
