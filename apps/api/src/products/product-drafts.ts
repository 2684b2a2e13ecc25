import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FacilityReader, storedRule, type FacilityRecord } from '../facilities/facilities.public.js';
import type { AdmissionRule } from '@yinqi/domain/matching';
import { OrganisationsStore } from '../identity/identity.public.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { ProductRecord } from './product-record.js';
import { ProductsStore } from './products.store.js';
import { readRule } from './rule-check.js';

/** What of a product decides who fits it. */
export type AdmittingProduct = Pick<
  ProductRecord,
  | 'id'
  | 'version'
  | 'bankId'
  | 'bankType'
  | 'bankLocalLegalPerson'
  | 'bankRegionCode'
  | 'status'
  | 'confirmedAt'
  | 'rule'
>;

type DraftedProduct = { readonly product: AdmittingProduct; readonly facility: FacilityRecord };
type Draft = { readonly productId: string | null; readonly facilityId: string; readonly rule: unknown };

/** Rules that are being written, for those who say what they would bring; nothing is saved. */
@Injectable()
export class ProductDrafts {
  constructor(
    private readonly store: ProductsStore,
    private readonly facilities: FacilityReader,
    private readonly organisations: OrganisationsStore,
  ) {}

  /** Refuses what could not be saved; the product, where one is named, must be the bank's own. */
  async check(tx: Tx, { bankId }: Caller, draft: Draft): Promise<{ bankId: string; rule: AdmissionRule }> {
    if (bankId === undefined) throw new DomainError('permission.denied');
    if (draft.productId !== null) {
      const [row] = await this.store.load(tx, [draft.productId]);
      if (row?.bank_id !== bankId) throw notFound();
    }
    const facility = (await this.facilities.load(tx, [draft.facilityId])).get(draft.facilityId);
    if (!facility) {
      throw new DomainError('request.invalid', {
        faults: [{ pointer: '/body/facilityId', code: 'unknown_facility' }],
      });
    }
    return { bankId, rule: readRule(draft.rule, facility) };
  }

  /** The product as it would be were a checked draft published now, with its funding. */
  async published(tx: Tx, bankId: string, draft: Draft, now: Date): Promise<DraftedProduct> {
    const bank = await this.organisations.find(tx, bankId);
    if (!bank?.bank_type) throw new Error(`Bank ${bankId} of a draft is missing`);
    const facility = (await this.facilities.load(tx, [draft.facilityId])).get(draft.facilityId);
    if (!facility) throw new Error(`Facility ${draft.facilityId} of a draft is missing`);
    const product = {
      id: draft.productId ?? randomUUID(),
      version: 1,
      bankId,
      bankType: bank.bank_type,
      bankLocalLegalPerson: bank.local_legal_person,
      bankRegionCode: bank.region_code,
      status: 'published' as const,
      confirmedAt: now.toISOString(),
      rule: storedRule(draft.rule, 'a rule preview'),
    };
    return { product, facility };
  }
}
