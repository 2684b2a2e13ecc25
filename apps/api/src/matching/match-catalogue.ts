import { Injectable } from '@nestjs/common';
import { regionPath } from '@yinqi/domain/codes';
import {
  clausesOf,
  describeAtom,
  HEADROOM_TIERS,
  RESPONSIVENESS_TIERS,
  type AdmissionRule,
  preparedEngine,
  type Atom,
  type MatchEngine,
  type MatchProduct,
} from '@yinqi/domain/matching';
import { FacilityReader, nameOfCode, type FacilityRecord } from '../facilities/facilities.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Tx } from '../platform/database/database.js';
import { ProductReader, type ProductRecord } from '../products/products.public.js';
import { contextOn, POLICY } from './match-context.js';
import { MatchingStore, type Tiers } from './matching.store.js';

export type CatalogueEntry = {
  readonly product: ProductRecord;
  readonly facility: FacilityRecord;
  readonly match: MatchProduct;
};

export type Catalogue = {
  /** Differs whenever a published product, a facility or a tier differs. */
  readonly revision: string;
  readonly entries: ReadonlyMap<string, CatalogueEntry>;
  /** The engine over these products on a day: the one place to change when a faster one takes over. */
  engineOn(asOf: string): MatchEngine;
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

function toMatchProduct(product: ProductRecord, facility: FacilityRecord, tiers: Tiers): MatchProduct {
  const { terms } = product;
  const headroom = HEADROOM_TIERS[tiers.facility_headroom.get(facility.id) ?? -1];
  const responsiveness = RESPONSIVENESS_TIERS[tiers.bank_responsiveness.get(product.bankId) ?? -1];
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
    facility: { ...facility.gates, ...(headroom === undefined ? {} : { headroom }) },
    ...(terms.rateFromBp === null ? {} : { rateFromBp: terms.rateFromBp }),
    ...(terms.conclusionDays === null ? {} : { conclusionDays: terms.conclusionDays }),
    preferredLists: terms.preferredLists,
    ...(responsiveness === undefined ? {} : { responsiveness }),
  };
}

/** Gates depend on the day, so an engine is prepared once a day and kept with its catalogue. */
function engineOfTheDay(products: readonly MatchProduct[]): Catalogue['engineOn'] {
  let kept: { readonly asOf: string; readonly engine: MatchEngine } | undefined;
  return (asOf) => {
    if (kept?.asOf !== asOf) kept = { asOf, engine: preparedEngine(products, contextOn(asOf), POLICY) };
    return kept.engine;
  };
}

/**
 * The published products as the engine reads them, kept per process. Each use asks the database for the present
 * revision first, so a process that missed a change never answers from an old catalogue.
 */
@Injectable()
export class MatchCatalogue {
  private kept: Catalogue | undefined;

  constructor(
    private readonly products: ProductReader,
    private readonly facilities: FacilityReader,
    private readonly store: MatchingStore,
  ) {}

  async present(tx: Tx): Promise<Catalogue> {
    // Read before the rows: what is loaded may then be newer than its revision, and is loaded again, never older.
    const revision = await this.revision(tx);
    if (this.kept?.revision === revision) return this.kept;
    const loaded = await this.load(tx, revision);
    this.kept = loaded;
    return loaded;
  }

  private async revision(tx: Tx): Promise<string> {
    const parts = [
      await this.products.revision(tx),
      await this.facilities.revision(tx),
      await this.store.tiersRevision(tx),
    ];
    return parts.join('/');
  }

  private async load(tx: Tx, revision: string): Promise<Catalogue> {
    const products = await this.products.published(tx);
    const facilities = await this.facilities.load(tx, [
      ...new Set(products.map(({ facilityId }) => facilityId)),
    ]);
    const tiers = await this.store.tiers(tx);
    const entries = products.map((product): CatalogueEntry => {
      const facility = facilities.get(product.facilityId);
      if (!facility) throw new Error(`Facility ${product.facilityId} of product ${product.id} is missing`);
      return { product, facility, match: toMatchProduct(product, facility, tiers) };
    });
    return {
      revision,
      entries: new Map(entries.map((entry) => [entry.product.id, entry])),
      engineOn: engineOfTheDay(entries.map(({ match }) => match)),
    };
  }
}
