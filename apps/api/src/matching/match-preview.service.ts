import { Injectable } from '@nestjs/common';
import type { MatchDraft, MatchPreview } from '@yinqi/contracts/matching';
import { criterionOf, type Attribute, type MatchResult } from '@yinqi/domain/matching';
import { EnterpriseFacts } from '../enterprises/enterprises.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { MatchCatalogue, type Catalogue } from './match-catalogue.js';
import { draftFacts } from './match-facts.js';

const TOP_SHOWN = 3;
const MISSING_SHOWN = 5;

/** Counts what a need would fit while it is being written; nothing is stored. */
@Injectable()
export class MatchPreviewService {
  constructor(
    private readonly database: Database,
    private readonly enterprises: EnterpriseFacts,
    private readonly catalogue: MatchCatalogue,
    private readonly clock: Clock,
  ) {}

  preview(caller: Caller, draft: MatchDraft): Promise<MatchPreview> {
    const enterpriseId = caller.side === 'enterprise' ? caller.organisationId : draft.enterpriseId;
    if (enterpriseId === undefined) throw notFound();
    const today = chinaDate(this.clock.now());
    return this.database.asCaller(caller, async (tx) => {
      const enterprise = (await this.enterprises.load(tx, [enterpriseId])).get(enterpriseId);
      if (!enterprise) throw notFound();
      const catalogue = await this.catalogue.present(tx);
      const result = catalogue.engineOn(today).match(draftFacts(draft, enterprise, today));
      return {
        asOf: today,
        eligible: result.eligibleCount,
        needsInformation: result.needsInformation.length,
        total: result.verdicts.length,
        top: topOf(result, catalogue),
        missing: missingOf(result),
      };
    });
  }
}

function topOf(result: MatchResult, catalogue: Catalogue): MatchPreview['top'] {
  return result.top.slice(0, TOP_SHOWN).flatMap(({ productId, score }) => {
    const product = catalogue.entries.get(productId)?.product;
    if (!product) return [];
    return [
      {
        productId,
        productName: product.name,
        productNameEn: product.nameEn,
        bankName: product.bankName,
        score,
      },
    ];
  });
}

/** The facts that most open products wait for. */
function missingOf({ needsInformation }: MatchResult): MatchPreview['missing'] {
  const waiting = new Map<Attribute, number>();
  for (const { missing } of needsInformation) {
    for (const attribute of new Set(missing.map((fact) => fact.attribute))) {
      waiting.set(attribute, (waiting.get(attribute) ?? 0) + 1);
    }
  }
  return [...waiting]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MISSING_SHOWN)
    .map(([attribute, products]) => ({ attribute, label: criterionOf(attribute).label, products }));
}
