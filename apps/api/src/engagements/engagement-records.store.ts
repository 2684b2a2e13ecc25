import { Injectable } from '@nestjs/common';
import type { ConsentGroup } from '@yinqi/domain/disclosure';
import type { EngagementState } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';
import type { EngagementRow } from './engagement-row.js';

export type DossierRow = {
  readonly engagementId: string;
  readonly consentId: string;
  readonly fieldGroups: readonly ConsentGroup[];
  readonly content: Readonly<Record<string, unknown>>;
  readonly validUntil: string;
  readonly revokedAt: string | null;
};

export type SupplementRow = {
  readonly id: string;
  readonly engagementId: string;
  readonly items: readonly string[];
  readonly askedByName: string;
  readonly askedAt: string;
  readonly dueAt: string;
  readonly dueProvisional: boolean;
  readonly answer: string | null;
  readonly answeredAt: string | null;
  /** When the bank went on without them. */
  readonly waivedAt: string | null;
};

/** Papers the enterprise still owes: asked for, and neither answered nor gone without. */
export const isOwed = ({ answeredAt, waivedAt }: Pick<SupplementRow, 'answeredAt' | 'waivedAt'>): boolean =>
  answeredAt === null && waivedAt === null;
/** The same in SQL, of the alias it is given. */
export const owed = (alias: string): string => `${alias}.answered_at is null and ${alias}.waived_at is null`;

/** Which enterprise, bureau and bank a record belongs to: copied from its engagement. */
type Scope = Pick<EngagementRow, 'id' | 'bankId' | 'enterpriseId' | 'unitPosition'>;

/** Dossiers and supplements of engagements. */
@Injectable()
export class EngagementRecordsStore {
  /** Under a bank's role those whose consent has ended are not there at all. */
  dossiers(tx: Tx, engagementIds: readonly string[]): Promise<DossierRow[]> {
    return tx.rows<DossierRow>(
      `select engagement_id as "engagementId", consent_id as "consentId", field_groups as "fieldGroups", content,
         valid_until as "validUntil", revoked_at as "revokedAt"
       from engagement_dossier where engagement_id = any($1)`,
      [engagementIds],
    );
  }

  async insertDossier(
    tx: Tx,
    scope: Scope,
    dossier: Pick<DossierRow, 'consentId' | 'fieldGroups' | 'content' | 'validUntil'>,
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `insert into engagement_dossier (engagement_id, bank_id, enterprise_id, unit_position, consent_id, field_groups,
         content, valid_until, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        scope.id,
        scope.bankId,
        scope.enterpriseId,
        scope.unitPosition,
        dossier.consentId,
        dossier.fieldGroups,
        JSON.stringify(dossier.content),
        dossier.validUntil,
        now,
      ],
    );
  }

  async renewDossier(
    tx: Tx,
    engagementId: string,
    dossier: Pick<DossierRow, 'consentId' | 'fieldGroups' | 'content' | 'validUntil'>,
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `update engagement_dossier set consent_id = $2, field_groups = $3, content = $4, valid_until = $5, made_at = $6,
         revoked_at = null where engagement_id = $1`,
      [
        engagementId,
        dossier.consentId,
        dossier.fieldGroups,
        JSON.stringify(dossier.content),
        dossier.validUntil,
        now,
      ],
    );
  }

  /** Closes what cases in these states have open; an end closes nothing before it can no longer be undone. */
  async closeDossiers(
    tx: Tx,
    {
      engagementIds,
      decision,
    }: { readonly engagementIds: readonly string[]; readonly decision?: string | undefined },
    ended: readonly EngagementState[],
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `update engagement_dossier d set revoked_at = $3 from engagement e
       where e.id = d.engagement_id and e.id = any($1) and e.status = any($2) and d.revoked_at is null
         and (e.undo_until is null or e.undo_until <= $3 or e.undo_to ->> 'eventId' = $4)`,
      [engagementIds, ended, now, decision ?? null],
    );
  }

  /** Whether this person opened the dossier lately: looking again at an open page is the same opening. */
  async wasOpenedSince(tx: Tx, engagementId: string, accountId: string, since: Date): Promise<boolean> {
    const found = await tx.first(
      `select 1 from disclosure_receipt where engagement_id = $1 and opened_by = $2 and opened_at > $3 limit 1`,
      [engagementId, accountId, since],
    );
    return found !== undefined;
  }

  supplements(tx: Tx, engagementIds: readonly string[]): Promise<SupplementRow[]> {
    return tx.rows<SupplementRow>(
      `select id, engagement_id as "engagementId", items, asked_by_name as "askedByName", asked_at as "askedAt",
         due_at as "dueAt", due_provisional as "dueProvisional", answer, answered_at as "answeredAt", waived_at as "waivedAt"
       from supplement_request where engagement_id = any($1) order by asked_at, id`,
      [engagementIds],
    );
  }

  async insertSupplement(
    tx: Tx,
    scope: Scope,
    supplement: Pick<SupplementRow, 'id' | 'items' | 'askedByName' | 'dueAt' | 'dueProvisional'>,
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `insert into supplement_request (id, engagement_id, bank_id, enterprise_id, unit_position, items, asked_by_name,
         asked_at, due_at, due_provisional) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        supplement.id,
        scope.id,
        scope.bankId,
        scope.enterpriseId,
        scope.unitPosition,
        JSON.stringify(supplement.items),
        supplement.askedByName,
        now,
        supplement.dueAt,
        supplement.dueProvisional,
      ],
    );
  }

  /** False when it is not of this engagement or was answered before. */
  async answerSupplement(
    tx: Tx,
    engagementId: string,
    supplementId: string,
    answer: string,
    now: Date,
  ): Promise<boolean> {
    const touched = await tx.execute(
      `update supplement_request set answer = $3, answered_at = $4
       where id = $2 and engagement_id = $1 and answered_at is null and waived_at is null`,
      [engagementId, supplementId, answer, now],
    );
    return touched === 1;
  }

  async waiveSupplements(tx: Tx, engagementId: string, now: Date): Promise<void> {
    await tx.execute(
      `update supplement_request q set waived_at = $2 where q.engagement_id = $1 and ${owed('q')}`,
      [engagementId, now],
    );
  }

  /** The consents named by engagements, with what was agreed to. */
  consents(
    tx: Tx,
    ids: readonly string[],
  ): Promise<
    {
      readonly id: string;
      readonly purpose: 'financing_assessment' | 'post_loan_management';
      readonly fieldGroups: readonly ConsentGroup[];
      readonly validUntil: string;
      readonly withdrawnAt: string | null;
      readonly endedAt: string | null;
    }[]
  > {
    return tx.rows(
      `select id, purpose, field_groups as "fieldGroups", valid_until as "validUntil", withdrawn_at as "withdrawnAt",
         ended_at as "endedAt"
       from consent where id = any($1)`,
      [ids],
    );
  }
}
