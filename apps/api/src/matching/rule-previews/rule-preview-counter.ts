import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { RuleCounts } from '@yinqi/contracts/rule-previews';
import type { MatchProduct } from '@yinqi/domain/matching';
import { RequestReader } from '../../financing-requests/financing-requests.public.js';
import { OrganisationsStore } from '../../identity/identity.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import type { Tx } from '../../platform/database/database.js';
import { ProductDrafts } from '../../products/products.public.js';
import { admissionOf } from '../catalogue/catalogue-entry.js';
import { MatchCatalogue } from '../catalogue/match-catalogue.js';
import { Percolation } from '../percolation/percolation.js';
import type { RulePreviewRow } from './rule-previews.store.js';
import { shownCounts } from './shown-counts.js';

/** Counts what a rule would bring, over the requests a bank may be told the number of (domain §6). */
@Injectable()
export class RulePreviewCounter {
  constructor(
    private readonly requests: RequestReader,
    private readonly drafts: ProductDrafts,
    private readonly catalogue: MatchCatalogue,
    private readonly percolation: Percolation,
    private readonly organisations: OrganisationsStore,
  ) {}

  async count(tx: Tx, asked: RulePreviewRow, now: Date): Promise<RuleCounts> {
    const { bank_id: bankId, facility_id: facilityId, product_id: productId } = asked;
    const draft = { productId, facilityId, rule: asked.rule };
    const { product, facility } = await this.drafts.published(tx, bankId, draft, now);
    const after = admissionOf(product, facility);
    const { entries } = await this.catalogue.present(tx);
    const entry = productId === null ? undefined : entries.get(productId);
    const before = entry && admissionOf({ ...entry.product, confirmedAt: now.toISOString() }, entry.facility);
    const regions = await this.organisations.regionsServedBy(tx, bankId);
    const willing = await this.requests.willingIds(tx, now);
    const index = await this.percolation.requestsOn(tx, chinaDate(now));
    const counted = index.preview(before, after, { regions, ids: willing });
    if (before === undefined) return shownCounts(counted, 'none');
    const asks = ({ clauses, facility: funding }: MatchProduct) => [clauses, funding];
    return shownCounts(counted, isDeepStrictEqual(asks(before), asks(after)) ? 'same' : 'other');
  }
}
