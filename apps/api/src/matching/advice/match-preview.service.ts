import { Injectable } from '@nestjs/common';
import type { MatchDraft, MatchPreview } from '@yinqi/contracts/matching';
import { criterionOf, type Attribute, type MatchResult } from '@yinqi/domain/matching';
import { EnterpriseFacts } from '../../enterprises/enterprises.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { blockersOf } from './blockers.js';
import { deniedSecurities } from './denied-securities.js';
import { MatchCatalogue, type Catalogue } from '../catalogue/match-catalogue.js';
import { draftFacts } from '../facts/match-facts.js';
import { lineOf } from '../catalogue/product-line.js';

const TOP_SHOWN = 3;
const MISSING_SHOWN = 4;
const BLOCKERS_SHOWN = 4;

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
      const facts = draftFacts(draft, enterprise, today);
      const engine = catalogue.engineOn(today);
      const result = engine.match(facts);
      const { blockers } = engine.nearMisses(engine.prepare(facts));
      return {
        asOf: today,
        eligible: result.eligibleCount,
        needsInformation: result.needsInformation.length,
        total: result.verdicts.length,
        top: topOf(result, catalogue),
        missing: missingOf(result),
        blockers: blockersOf(blockers.slice(0, BLOCKERS_SHOWN), facts, deniedSecurities(draft)),
      };
    });
  }
}

function topOf(result: MatchResult, catalogue: Catalogue): MatchPreview['top'] {
  return result.top.slice(0, TOP_SHOWN).flatMap(({ productId, score }) => {
    const entry = catalogue.entries.get(productId);
    return entry ? [{ ...lineOf(entry), score }] : [];
  });
}

/** The facts that most open products wait for. */
function missingOf({ needsInformation }: MatchResult): MatchPreview['missing'] {
  const waiting = new Map<Attribute, { products: number; alone: number }>();
  for (const { missing } of needsInformation) {
    const attributes = new Set(missing.map((fact) => fact.attribute));
    for (const attribute of attributes) {
      const { products, alone } = waiting.get(attribute) ?? { products: 0, alone: 0 };
      waiting.set(attribute, { products: products + 1, alone: alone + (attributes.size === 1 ? 1 : 0) });
    }
  }
  return [...waiting]
    .sort(([a, x], [b, y]) => y.products - x.products || (a < b ? -1 : 1))
    .slice(0, MISSING_SHOWN)
    .map(([attribute, counts]) => ({ attribute, label: criterionOf(attribute).label, ...counts }));
}
