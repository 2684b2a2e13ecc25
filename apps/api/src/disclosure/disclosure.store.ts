import { Injectable } from '@nestjs/common';
import type { GivenHow } from '@yinqi/contracts/disclosure';
import type { ConsentGroup } from '@yinqi/domain/disclosure';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import type { ConsentRow } from './dossier.js';

const COLUMNS = `id, enterprise_id as "enterpriseId", unit_position as "unitPosition", bank_id as "bankId",
  request_id as "requestId", field_groups as "fieldGroups", purpose, valid_until as "validUntil",
  given_at as "givenAt", withdrawn_at as "withdrawnAt", ended_at as "endedAt"`;

const PAPER_OWNERSHIP: Ownership = { enterprise: 'enterprise_id', bureau: 'unit_position' };
const CONSENT_OWNERSHIP: Ownership = { ...PAPER_OWNERSHIP, bank: 'bank_id' };

export type NewConsent = Omit<ConsentRow, 'givenAt' | 'withdrawnAt' | 'endedAt'> & {
  readonly givenHow: GivenHow;
  readonly givenBy: string;
  readonly givenByName: string;
  readonly paperId: string | null;
};

export type NewOpening = {
  readonly id: string;
  readonly consentId: string;
  readonly engagementId: string;
  readonly fieldGroups: readonly ConsentGroup[];
  readonly openedBy: string;
  readonly openedByName: string;
};

export type NewPaper = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sha256: Uint8Array;
  readonly bytes: Uint8Array;
  readonly uploadedBy: string;
};

/** A case whose dossier was closed, and the office of the bank that works it. */
export type ClosedCase = { readonly id: string; readonly branchPosition: number };

/** Consents, the papers they rest on, and the receipts of what banks opened. */
@Injectable()
export class DisclosureStore {
  async find(tx: Tx, id: string): Promise<ConsentRow | undefined> {
    return tx.first<ConsentRow>(
      `select ${COLUMNS} from consent where id = $1 and ${tx.own(CONSENT_OWNERSHIP)}`,
      [id],
    );
  }

  /** Whose it is, and the paper it was recorded from. */
  async findGiven(tx: Tx, id: string): Promise<{ enterpriseId: string; paperId: string | null } | undefined> {
    return tx.first(
      `select enterprise_id as "enterpriseId", paper_id as "paperId" from consent
       where id = $1 and ${tx.own(CONSENT_OWNERSHIP)}`,
      [id],
    );
  }

  async lock(tx: Tx, id: string): Promise<ConsentRow | undefined> {
    return tx.first<ConsentRow>(
      `select ${COLUMNS} from consent where id = $1 and ${tx.own(CONSENT_OWNERSHIP)} for update`,
      [id],
    );
  }

  /** Others may hold it too; who withdraws it waits for all of them. */
  async hold(tx: Tx, id: string): Promise<ConsentRow | undefined> {
    return tx.first<ConsentRow>(
      `select ${COLUMNS} from consent where id = $1 and ${tx.own(CONSENT_OWNERSHIP)} for share`,
      [id],
    );
  }

  /** The newest first: a later consent for the same request and bank replaces an earlier one in use. */
  async notWithdrawn(
    tx: Tx,
    scope: { enterpriseId: string; bankId: string; requestId: string },
  ): Promise<ConsentRow[]> {
    return tx.rows<ConsentRow>(
      `select ${COLUMNS} from consent
       where enterprise_id = $1 and bank_id = $2 and request_id = $3 and withdrawn_at is null and ended_at is null
         and ${tx.own(CONSENT_OWNERSHIP)}
       order by given_at desc, id`,
      [scope.enterpriseId, scope.bankId, scope.requestId],
    );
  }

  notWithdrawnOfRequest(tx: Tx, request: { id: string; enterpriseId: string }): Promise<ConsentRow[]> {
    return tx.rows<ConsentRow>(
      `select ${COLUMNS} from consent
       where request_id = $1 and enterprise_id = $2 and withdrawn_at is null and ended_at is null
         and ${tx.own(CONSENT_OWNERSHIP)}
       order by given_at desc, id`,
      [request.id, request.enterpriseId],
    );
  }

  /** Consents of these requests that nobody has withdrawn or closed, in the order in which they are locked. */
  async runningOf(tx: Tx, requestIds: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      'select id from consent where request_id = any($1) and withdrawn_at is null and ended_at is null order by id',
      [requestIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Running ones whose last day lies before this one. */
  async pastTheirDay(tx: Tx, today: string, limit: number): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from consent where valid_until < $1 and withdrawn_at is null and ended_at is null
       order by id limit $2`,
      [today, limit],
    );
    return rows.map(({ id }) => id);
  }

  async insert(tx: Tx, consent: NewConsent, now: Date): Promise<void> {
    await tx.execute(
      `insert into consent (id, enterprise_id, unit_position, bank_id, request_id, field_groups, purpose, valid_until,
         given_how, given_by, given_by_name, paper_id, given_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        consent.id,
        consent.enterpriseId,
        consent.unitPosition,
        consent.bankId,
        consent.requestId,
        consent.fieldGroups,
        consent.purpose,
        consent.validUntil,
        consent.givenHow,
        consent.givenBy,
        consent.givenByName,
        consent.paperId,
        now,
      ],
    );
  }

  async setWithdrawn(tx: Tx, consentId: string, now: Date, paperId: string | null): Promise<void> {
    await tx.execute('update consent set withdrawn_at = $2, withdrawal_paper_id = $3 where id = $1', [
      consentId,
      now,
      paperId,
    ]);
  }

  async setEnded(tx: Tx, consentId: string, now: Date): Promise<void> {
    await tx.execute('update consent set ended_at = $2 where id = $1', [consentId, now]);
  }

  /** Closes what the bank was let see under a consent; answers the cases it belonged to. */
  async closeDossiers(tx: Tx, consentId: string, now: Date): Promise<ClosedCase[]> {
    const closed = await tx.rows<{ id: string }>(
      `update engagement_dossier set revoked_at = $2 where consent_id = $1 and revoked_at is null
       returning engagement_id as id`,
      [consentId, now],
    );
    return tx.rows<ClosedCase>(
      'select id, branch_position as "branchPosition" from engagement where id = any($1) order by id',
      [closed.map(({ id }) => id)],
    );
  }

  /** Answers whether the consent is one the bank may read: its scope columns come from it. */
  async insertOpening(tx: Tx, opening: NewOpening, now: Date): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into disclosure_receipt (id, consent_id, enterprise_id, unit_position, bank_id, engagement_id,
         field_groups, opened_by, opened_by_name, opened_at)
       select $2, id, enterprise_id, unit_position, bank_id, $3, $4, $5, $6, $7 from consent
       where id = $1 and ${tx.own(CONSENT_OWNERSHIP)}`,
      [
        opening.consentId,
        opening.id,
        opening.engagementId,
        opening.fieldGroups,
        opening.openedBy,
        opening.openedByName,
        now,
      ],
    );
    return inserted === 1;
  }

  async insertPaper(tx: Tx, paper: NewPaper, now: Date): Promise<void> {
    await tx.execute(
      `insert into consent_paper (id, enterprise_id, unit_position, file_name, media_type, sha256, bytes, uploaded_by,
         uploaded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        paper.id,
        paper.enterpriseId,
        paper.unitPosition,
        paper.fileName,
        paper.mediaType,
        paper.sha256,
        paper.bytes,
        paper.uploadedBy,
        now,
      ],
    );
  }

  async findPaper(
    tx: Tx,
    id: string,
  ): Promise<{ id: string; enterpriseId: string; fileName: string; uploadedAt: string } | undefined> {
    return tx.first(
      `select id, enterprise_id as "enterpriseId", file_name as "fileName", uploaded_at as "uploadedAt"
       from consent_paper where id = $1 and ${tx.own(PAPER_OWNERSHIP)}`,
      [id],
    );
  }

  async readPaper(tx: Tx, id: string): Promise<{ fileName: string; bytes: Buffer } | undefined> {
    return tx.first(
      `select file_name as "fileName", bytes from consent_paper where id = $1 and ${tx.own(PAPER_OWNERSHIP)}`,
      [id],
    );
  }
}
