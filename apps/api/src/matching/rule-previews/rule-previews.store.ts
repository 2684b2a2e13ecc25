import { Injectable } from '@nestjs/common';
import type { RuleCounts } from '@yinqi/contracts/rule-previews';
import type { Tx } from '../../platform/database/database.js';
import type { Ownership } from '../../platform/database/ownership.js';

export type RulePreviewRow = {
  readonly id: string;
  readonly bank_id: string;
  readonly account_id: string;
  readonly product_id: string | null;
  readonly facility_id: string;
  readonly rule: unknown;
  readonly asked_at: string;
  readonly counts: RuleCounts | null;
};

export type NewRulePreview = Omit<RulePreviewRow, 'asked_at' | 'counts'>;

const OWNERSHIP: Ownership = { bank: 'bank_id' };

@Injectable()
export class RulePreviewsStore {
  async insert(tx: Tx, preview: NewRulePreview, now: Date): Promise<void> {
    const { id, bank_id, account_id, product_id, facility_id, rule } = preview;
    await tx.execute(
      `insert into rule_preview (id, bank_id, account_id, product_id, facility_id, rule, asked_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, bank_id, account_id, product_id, facility_id, JSON.stringify(rule), now],
    );
  }

  async find(tx: Tx, id: string): Promise<RulePreviewRow | undefined> {
    return tx.first<RulePreviewRow>(
      `select id, bank_id, account_id, product_id, facility_id, rule, asked_at, counts from rule_preview
       where id = $1 and ${tx.own(OWNERSHIP)}`,
      [id],
    );
  }

  /** When somebody asked for the nth time back, if that lies after `since`. */
  async nthLatest(tx: Tx, accountId: string, nth: number, since: Date): Promise<string | undefined> {
    const row = await tx.first<{ asked_at: string }>(
      `select asked_at from rule_preview where account_id = $1 and asked_at > $2 order by asked_at desc offset $3 limit 1`,
      [accountId, since, nth - 1],
    );
    return row?.asked_at;
  }

  async answer(tx: Tx, id: string, counts: RuleCounts): Promise<void> {
    await tx.execute('update rule_preview set counts = $2 where id = $1', [id, JSON.stringify(counts)]);
  }

  purge(tx: Tx, before: Date, limit: number): Promise<number> {
    return tx.execute(
      `delete from rule_preview where id in (
         select id from rule_preview where asked_at < $1 order by asked_at limit $2)`,
      [before, limit],
    );
  }
}
