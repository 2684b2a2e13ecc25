import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

export type DeputyRow = {
  readonly id: string;
  readonly branchId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly deputyId: string;
  readonly deputyName: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly namedBy: string;
  readonly namedByName: string;
  readonly namedAt: string;
  readonly endedAt: string | null;
};

const COLUMNS = `id, branch_id as "branchId", account_id as "accountId", account_name as "accountName",
  deputy_id as "deputyId", deputy_name as "deputyName", from_day as "fromDay", until_day as "untilDay",
  named_by as "namedBy", named_by_name as "namedByName", named_at as "namedAt", ended_at as "endedAt"`;

/** How many past arrangements stay on the page. */
const SHOWN = 200;

/** Who stands in for whom at the caller's bank. */
@Injectable()
export class DeputiesStore {
  all(tx: Tx): Promise<DeputyRow[]> {
    return tx.rows<DeputyRow>(
      `select ${COLUMNS} from deputy where bank_id = (select current_bank()) order by from_day desc, named_at desc limit $1`,
      [SHOWN],
    );
  }

  /** Arrangements in force on a day. */
  on(tx: Tx, day: string): Promise<DeputyRow[]> {
    return tx.rows<DeputyRow>(
      `select ${COLUMNS} from deputy
       where bank_id = (select current_bank()) and ended_at is null and $1::date between from_day and until_day
       order by named_at desc`,
      [day],
    );
  }

  /** One at a time: whoever names a deputy waits for whoever does so at once. */
  async overlapping(
    tx: Tx,
    wish: { readonly accountId: string; readonly fromDay: string; readonly untilDay: string },
  ): Promise<DeputyRow | undefined> {
    await tx.execute('select pg_advisory_xact_lock(hashtextextended($1, 16))', [wish.accountId]);
    return tx.first<DeputyRow>(
      `select ${COLUMNS} from deputy
       where bank_id = (select current_bank()) and account_id = $1 and ended_at is null
         and from_day <= $3::date and until_day >= $2::date limit 1`,
      [wish.accountId, wish.fromDay, wish.untilDay],
    );
  }

  async insert(
    tx: Tx,
    bankId: string,
    row: Omit<DeputyRow, 'namedAt' | 'endedAt'>,
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `insert into deputy (id, bank_id, branch_id, account_id, account_name, deputy_id, deputy_name, from_day, until_day,
         named_by, named_by_name, named_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        row.id,
        bankId,
        row.branchId,
        row.accountId,
        row.accountName,
        row.deputyId,
        row.deputyName,
        row.fromDay,
        row.untilDay,
        row.namedBy,
        row.namedByName,
        now,
      ],
    );
  }

  async find(tx: Tx, id: string): Promise<DeputyRow | undefined> {
    return tx.first<DeputyRow>(
      `select ${COLUMNS} from deputy where id = $1 and bank_id = (select current_bank()) for no key update`,
      [id],
    );
  }

  async end(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.execute('update deputy set ended_at = $2 where id = $1 and ended_at is null', [id, now]);
  }
}
