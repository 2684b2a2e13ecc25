import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { rulePreviewAsked } from '@yinqi/contracts/events';
import { PREVIEWS_AN_HOUR, type RuleDraft, type RulePreview } from '@yinqi/contracts/rule-previews';
import { ruleToWire } from '@yinqi/domain/matching';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import { publish } from '../../platform/outbox/outbox.js';
import { ProductDrafts } from '../../products/products.public.js';
import { RulePreviewsStore, type RulePreviewRow } from './rule-previews.store.js';

const HOUR_MS = 60 * 60_000;

const viewOf = ({ id, asked_at, counts }: RulePreviewRow): RulePreview => ({ id, askedAt: asked_at, counts });

/** Takes a bank's question what a rule would bring; the answer is counted by the worker, which may read requests. */
@Injectable()
export class RulePreviewsService {
  constructor(
    private readonly database: Database,
    private readonly drafts: ProductDrafts,
    private readonly store: RulePreviewsStore,
    private readonly clock: Clock,
  ) {}

  ask(caller: Caller, draft: RuleDraft): Promise<RulePreview> {
    return this.database.asCaller(caller, async (tx) => {
      const { bankId, rule } = await this.drafts.check(tx, caller, draft);
      const now = this.clock.now();
      await this.refuseTooMany(tx, caller, now);
      const id = randomUUID();
      await this.store.insert(
        tx,
        {
          id,
          bank_id: bankId,
          account_id: caller.accountId,
          product_id: draft.productId,
          facility_id: draft.facilityId,
          rule: ruleToWire(rule),
        },
        now,
      );
      await publish(tx, rulePreviewAsked, { previewId: id });
      return this.view(tx, caller, id);
    });
  }

  read(caller: Caller, id: string): Promise<RulePreview> {
    return this.database.asCaller(caller, (tx) => this.view(tx, caller, id));
  }

  /** Many questions in a row can encircle one firm (domain §6). */
  private async refuseTooMany(tx: Tx, { accountId }: Caller, now: Date): Promise<void> {
    const since = new Date(now.getTime() - HOUR_MS);
    const earliest = await this.store.nthLatest(tx, accountId, PREVIEWS_AN_HOUR, since);
    if (earliest === undefined) return;
    const waitMs = new Date(earliest).getTime() + HOUR_MS - now.getTime();
    throw new DomainError('rule_preview.too_many', {
      params: { maximum: PREVIEWS_AN_HOUR, waitSeconds: Math.ceil(waitMs / 1000) },
    });
  }

  private async view(tx: Tx, { accountId }: Caller, id: string): Promise<RulePreview> {
    const row = await this.store.find(tx, id);
    if (row?.account_id !== accountId) throw notFound();
    return viewOf(row);
  }
}
