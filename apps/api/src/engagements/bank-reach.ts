import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { regionPath } from '@yinqi/domain/codes';
import { isEngagementLive } from '@yinqi/domain/lifecycle';
import { EnterpriseFacts, type EnterpriseRecord } from '../enterprises/enterprises.public.js';
import type { RequestRow } from '../financing-requests/financing-requests.public.js';
import { OrganisationsStore, type OrganisationRow } from '../identity/identity.public.js';
import { MatchReader, type MatchAccount } from '../matching/matching.public.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { ProductReader, type ProductRecord } from '../products/products.public.js';
import type { EngagementRow } from './engagement-row.js';
import { NewEngagement } from './engagement-records.js';

/** One product of a request's matches with the office of its bank that serves the enterprise. */
export type Target = {
  readonly product: ProductRecord;
  readonly branch: OrganisationRow;
  readonly match: MatchAccount;
  readonly enterprise: EnterpriseRecord;
};

/** Fit is tested again here: what the page showed may have changed while it was read. */
const PUSHABLE_VERDICTS: readonly string[] = ['eligible', 'needs_information'];

/** Finds whom a pick reaches, and refuses what is no match of the request. */
@Injectable()
export class BankReach {
  constructor(
    private readonly products: ProductReader,
    private readonly matches: MatchReader,
    private readonly enterprises: EnterpriseFacts,
    private readonly organisations: OrganisationsStore,
  ) {}

  async target(tx: Tx, request: RequestRow, productId: string): Promise<Target> {
    const product = (await this.products.load(tx, [productId])).get(productId);
    const match = await this.matches.explain(tx, request.id, productId);
    if (!product || !match || !PUSHABLE_VERDICTS.includes(match.explanation.verdict)) {
      throw new DomainError('engagement.not_matched', { params: { productId } });
    }
    return { product, match, ...(await this.officeOf(tx, request, product.bankId)) };
  }

  private async officeOf(
    tx: Tx,
    request: RequestRow,
    bankId: string,
  ): Promise<Pick<Target, 'enterprise' | 'branch'>> {
    const enterprise = (await this.enterprises.load(tx, [request.enterpriseId])).get(request.enterpriseId);
    if (!enterprise) throw notFound();
    const path = enterprise.regionCode === null ? [] : regionPath(enterprise.regionCode);
    const branch = await this.organisations.servingBranch(tx, bankId, path);
    if (!branch) throw notFound();
    return { enterprise, branch };
  }
}

export function refuseEngaged(existing: readonly EngagementRow[], target: Target): void {
  const { bankId, bankName } = target.product;
  if (existing.some((row) => row.bankId === bankId && isEngagementLive(row.status))) {
    throw new DomainError('engagement.already_engaged', { params: { bank: bankName } });
  }
}

/** An engagement as it begins: nothing has been sent, and what explains the fit is counted. */
export function proposedOf(
  request: RequestRow,
  target: Target,
  origin: EngagementRow['origin'],
): NewEngagement {
  if (request.amountFen === null) throw new DomainError('financing_request.incomplete');
  const { product, branch, match } = target;
  return {
    id: randomUUID(),
    requestId: request.id,
    requestNumber: request.number,
    termMonths: request.termMonths,
    purpose: request.purpose,
    enterpriseId: request.enterpriseId,
    unitPosition: request.unitPosition,
    bankId: product.bankId,
    branchId: branch.id,
    branchPosition: branch.lft,
    programmeId: product.facilityId,
    productId: product.id,
    productName: product.name,
    productNameEn: product.nameEn,
    origin,
    status: 'proposed',
    criteriaMet: match.criteriaMet,
    criteriaTotal: match.criteriaTotal,
    requestedFen: request.amountFen,
    currency: request.currency,
    contentVersion: request.contentVersion,
  };
}
