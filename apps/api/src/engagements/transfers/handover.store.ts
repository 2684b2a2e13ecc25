import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { EngagementRow } from '../engagement-row.js';

/** What hangs on a case and goes along; its history stays where it was written. */
const TAKEN_ALONG = ['supplement_request', 'offer', 'repair_plan', 'repair_task', 'refusal_review'] as const;

/** Moves a case to another office of its bank. */
@Injectable()
export class HandoverStore {
  /** As it stood before the transfer, at the new office and in nobody's hands. */
  async goOn(
    tx: Tx,
    before: EngagementRow,
    to: { readonly id: string; readonly branchId: string; readonly branchPosition: number },
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `insert into engagement (id, request_id, request_number, term_months, purpose, enterprise_id, unit_position, bank_id,
         branch_id, branch_position, product_id, product_name, product_name_en, consent_id, origin, status, stage,
         content_version, pushed_at, due_at, due_provisional, due_since, due_minutes, policy_id, programme_id, held_at, held_due_at, hq_expected_on, complete_since, stage_since,
         criteria_met, criteria_total, requested_fen, currency, declined_by, declined_by_name, need_before, predecessor_id,
         created_at, updated_at)
       select $2, request_id, request_number, term_months, purpose, enterprise_id, unit_position, bank_id, $3, $4,
         product_id, product_name, product_name_en, consent_id, origin, $5, $6, content_version, pushed_at, $7, $8, $13, $14, $15, programme_id, $9, $10, hq_expected_on,
         complete_since, $11, criteria_met, criteria_total, requested_fen, currency, declined_by, declined_by_name,
         need_before, id, $12, $12
       from engagement where id = $1`,
      [
        before.id,
        to.id,
        to.branchId,
        to.branchPosition,
        before.status,
        before.stage,
        before.dueAt,
        before.dueProvisional,
        before.heldAt,
        before.heldDueAt,
        before.stageSince,
        now,
        before.dueSince,
        before.dueMinutes,
        before.policyId,
      ],
    );
    await tx.execute(
      `insert into engagement_dossier (engagement_id, bank_id, enterprise_id, unit_position, consent_id, field_groups,
         content, valid_until, made_at)
       select $2, bank_id, enterprise_id, unit_position, consent_id, field_groups, content, valid_until, made_at
       from engagement_dossier where engagement_id = $1`,
      [before.id, to.id],
    );
    for (const table of TAKEN_ALONG) {
      await tx.execute(`update ${table} set engagement_id = $2 where engagement_id = $1`, [before.id, to.id]);
    }
  }
}
