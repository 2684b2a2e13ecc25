import { Injectable } from '@nestjs/common';
import type { RepairState, RefusalReviewView } from '@yinqi/contracts/refusals';
import type { DossierField } from '@yinqi/domain/disclosure';
import type { DeclineCode, RepairOwner } from '@yinqi/domain/lifecycle';
import type { Tx } from '../../platform/database/database.js';
import type { EngagementRow } from '../engagement-row.js';

export type RepairTaskRow = {
  readonly id: string;
  readonly planId: string;
  readonly reason: DeclineCode;
  readonly owner: RepairOwner;
  readonly title: string;
  readonly titleEn: string;
  readonly field: DossierField | null;
  readonly dueAt: string;
  readonly evidence: string | null;
  readonly doneAt: string | null;
  readonly doneByName: string | null;
};

type PlanRow = {
  readonly id: string;
  readonly engagementId: string;
  readonly status: Extract<RepairState, 'open' | 'sent' | 'abandoned' | 'passed'>;
  readonly openedByName: string;
  readonly openedAt: string;
  readonly dueAt: string;
};
export type RepairRow = PlanRow & { readonly tasks: readonly RepairTaskRow[] };

export type ReviewRow = RefusalReviewView & { readonly engagementId: string };

type Scope = Pick<EngagementRow, 'id' | 'bankId' | 'enterpriseId' | 'unitPosition'>;
type NewPlan = Pick<RepairRow, 'id' | 'openedByName' | 'dueAt'> & {
  readonly side: string;
  readonly tasks: readonly Pick<
    RepairTaskRow,
    'id' | 'reason' | 'owner' | 'title' | 'titleEn' | 'field' | 'dueAt'
  >[];
};

/** Plans of repair with their tasks, appeals and mediations. */
@Injectable()
export class RefusalRecordsStore {
  async repairs(tx: Tx, engagementIds: readonly string[]): Promise<RepairRow[]> {
    const plans = await tx.rows<PlanRow>(
      `select id, engagement_id as "engagementId", status, opened_by_name as "openedByName", opened_at as "openedAt",
         due_at as "dueAt"
       from repair_plan where engagement_id = any($1) order by ended_at nulls last, opened_at, id`,
      [engagementIds],
    );
    if (plans.length === 0) return [];
    const tasks = await tx.rows<RepairTaskRow>(
      `select id, plan_id as "planId", reason, owner, title, title_en as "titleEn", field, due_at as "dueAt", evidence,
         done_at as "doneAt", done_by_name as "doneByName"
       from repair_task where plan_id = any($1) order by plan_id, position`,
      [plans.map(({ id }) => id)],
    );
    return plans.map((plan) => ({ ...plan, tasks: tasks.filter(({ planId }) => planId === plan.id) }));
  }

  async insertRepair(tx: Tx, scope: Scope, plan: NewPlan, now: Date): Promise<void> {
    const of = [scope.id, scope.bankId, scope.enterpriseId, scope.unitPosition];
    await tx.execute(
      `insert into repair_plan (engagement_id, bank_id, enterprise_id, unit_position, id, status, opened_by_side,
         opened_by_name, opened_at, due_at) values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9)`,
      [...of, plan.id, plan.side, plan.openedByName, now, plan.dueAt],
    );
    for (const [position, task] of plan.tasks.entries()) {
      await tx.execute(
        `insert into repair_task (engagement_id, bank_id, enterprise_id, unit_position, id, plan_id, position, reason,
           owner, title, title_en, field, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          ...of,
          task.id,
          plan.id,
          position,
          task.reason,
          task.owner,
          task.title,
          task.titleEn,
          task.field,
          task.dueAt,
        ],
      );
    }
  }

  /** False when somebody finished it before. */
  async finishTask(
    tx: Tx,
    task: {
      readonly id: string;
      readonly evidence: string;
      readonly field: DossierField | null;
      readonly byName: string;
    },
    now: Date,
  ): Promise<boolean> {
    const touched = await tx.execute(
      `update repair_task set evidence = $2, field = coalesce($3, field), done_by_name = $4, done_at = $5
       where id = $1 and done_at is null`,
      [task.id, task.evidence, task.field, task.byName, now],
    );
    return touched === 1;
  }

  /** Ends whatever plan of the case is still open. */
  async endPlans(
    tx: Tx,
    engagementId: string,
    status: Extract<RepairState, 'sent' | 'abandoned' | 'passed'>,
    now: Date,
  ): Promise<void> {
    await tx.execute(
      'update repair_plan set status = $2, ended_at = $3 where engagement_id = $1 and ended_at is null',
      [engagementId, status, now],
    );
  }

  reviews(tx: Tx, engagementIds: readonly string[]): Promise<ReviewRow[]> {
    return tx.rows<ReviewRow>(
      `select id, engagement_id as "engagementId", kind, grounds, asked_by_name as "askedByName", asked_at as "askedAt",
         due_at as "dueAt", outcome, statement, decided_by_name as "decidedByName", decided_at as "decidedAt"
       from refusal_review where engagement_id = any($1) order by asked_at, id`,
      [engagementIds],
    );
  }

  async insertReview(
    tx: Tx,
    scope: Scope,
    review: Pick<ReviewRow, 'id' | 'kind' | 'grounds' | 'askedByName' | 'dueAt'> & { readonly side: string },
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `insert into refusal_review (engagement_id, bank_id, enterprise_id, unit_position, id, kind, grounds,
         asked_by_side, asked_by_name, asked_at, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        scope.id,
        scope.bankId,
        scope.enterpriseId,
        scope.unitPosition,
        review.id,
        review.kind,
        review.grounds,
        review.side,
        review.askedByName,
        now,
        review.dueAt,
      ],
    );
  }

  async decideReview(
    tx: Tx,
    engagementId: string,
    decision: {
      readonly outcome: NonNullable<ReviewRow['outcome']>;
      readonly statement: string | null;
      readonly byName: string;
    },
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `update refusal_review set outcome = $2, statement = $3, decided_by_name = $4, decided_at = $5
       where engagement_id = $1 and outcome is null`,
      [engagementId, decision.outcome, decision.statement, decision.byName, now],
    );
  }
}
