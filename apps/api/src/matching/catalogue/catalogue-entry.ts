import { regionPath } from '@yinqi/domain/codes';
import {
  clausesOf,
  describeAtom,
  HEADROOM_TIERS,
  RESPONSIVENESS_TIERS,
  type AdmissionRule,
  type Atom,
  type MatchProduct,
} from '@yinqi/domain/matching';
import { nameOfCode, type FacilityRecord } from '../../facilities/facilities.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import type { AdmittingProduct, ProductRecord } from '../../products/products.public.js';
import type { Tiers } from './catalogue.store.js';

/** A product as people read it, with its funding, and as the engine reads both. */
export type CatalogueEntry = {
  readonly product: ProductRecord;
  readonly facility: FacilityRecord;
  readonly match: MatchProduct;
  /** Differs whenever anything that matching reads of it differs. */
  readonly stamp: string;
};

const NEVER_CONFIRMED = '1970-01-01';

/** The funding's condition in words that say whose condition it is. */
function worded(rule: AdmissionRule, facility: FacilityRecord): AdmissionRule {
  if ('all' in rule) return { all: rule.all.map((part) => worded(part, facility)) };
  if ('any' in rule) return { any: rule.any.map((part) => worded(part, facility)) };
  return { ...rule, text: fundingText(rule, facility) };
}

const fundingText = (atom: Atom, { name, nameEn }: FacilityRecord) => ({
  zh: `资金渠道「${name}」要求${describeAtom(atom, 'zh', nameOfCode)}`,
  en: `The funding "${nameEn}" requires: ${describeAtom(atom, 'en', nameOfCode)}`,
});

/** The entry known before wherever nothing differs, so that an index need not take it in again. */
export function entryOf(
  product: ProductRecord,
  facility: FacilityRecord,
  tiers: Tiers,
  known?: CatalogueEntry,
): CatalogueEntry {
  const headroom = tiers.facility_headroom.get(facility.id);
  const responsiveness = tiers.bank_responsiveness.get(product.bankId);
  const stamp = [product.version, facility.id, facility.version, headroom, responsiveness].join(' ');
  if (known?.stamp === stamp) return known;
  const isSameFacility = known?.facility.id === facility.id && known.facility.version === facility.version;
  const funding = isSameFacility ? known.facility : facility;
  return { product, facility: funding, match: toMatchProduct(product, funding, tiers), stamp };
}

function toMatchProduct(product: ProductRecord, facility: FacilityRecord, tiers: Tiers): MatchProduct {
  const { terms } = product;
  const headroom = HEADROOM_TIERS[tiers.facility_headroom.get(facility.id) ?? -1];
  const responsiveness = RESPONSIVENESS_TIERS[tiers.bank_responsiveness.get(product.bankId) ?? -1];
  const admission = admissionOf(product, facility);
  return {
    ...admission,
    facility: { ...admission.facility, ...(headroom === undefined ? {} : { headroom }) },
    ...(terms.rateFromBp === null ? {} : { rateFromBp: terms.rateFromBp }),
    ...(terms.conclusionDays === null ? {} : { conclusionDays: terms.conclusionDays }),
    preferredLists: terms.preferredLists,
    ...(responsiveness === undefined ? {} : { responsiveness }),
  };
}

/** Who fits a product and whether its bank may lend at all; what only ranks it, and what is left of a quota, not. */
export function admissionOf(product: AdmittingProduct, facility: FacilityRecord): MatchProduct {
  return {
    id: product.id,
    version: product.version,
    lender: {
      institutionId: product.bankId,
      type: product.bankType,
      localLegalPerson: product.bankLocalLegalPerson,
      province: regionPath(product.bankRegionCode ?? '')[0] ?? '',
    },
    published: product.status === 'published',
    confirmedOn: product.confirmedAt === null ? NEVER_CONFIRMED : chinaDate(new Date(product.confirmedAt)),
    clauses: clausesOf({ all: [product.rule, worded(facility.borrower, facility)] }),
    facility: facility.gates,
    preferredLists: [],
  };
}
