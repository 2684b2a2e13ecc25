import { Injectable } from '@nestjs/common';
import type { ClaimMoney, ClaimRejection, ClaimRest } from '@yinqi/domain/claims';
import type { Tx } from '../platform/database/database.js';
import type { ClaimRow } from './claims.store.js';

/** The word on one line, as it is written. */
export type Decision = {
  readonly claim: Pick<ClaimRow, 'id' | 'version' | 'round'>;
  readonly after: ClaimMoney;
  readonly askedFen: bigint;
  readonly reimbursedFen: bigint;
  readonly rest: ClaimRest | null;
  readonly reason: ClaimRejection | null;
  readonly note: string | null;
};

/** One reimbursement of a claim that stands. */
export type StandingRound = {
  readonly round: number;
  readonly batch_id: string;
  readonly reimbursed_fen: string;
};

const ROWS = `jsonb_to_recordset($1::jsonb) as d (id uuid, version int, round int, state text, "totalFen" bigint,
  "askedFen" bigint, "reimbursedFen" bigint, rest text, reason text, note text)`;

/** What the holder said of each line, batch by batch. */
@Injectable()
export class ClaimDecisionsStore {
  /** How many of them were still as they had been looked at; where fewer, nothing may stand. */
  async write(tx: Tx, batchId: string, decisions: readonly Decision[], now: Date): Promise<number> {
    const rows = JSON.stringify(
      decisions.map(({ claim: { id, version, round }, after, askedFen, reimbursedFen, ...said }) => ({
        ...said,
        id,
        version,
        round,
        state: after.state,
        totalFen: String(after.reimbursedFen),
        askedFen: String(askedFen),
        reimbursedFen: String(reimbursedFen),
      })),
    );
    await tx.execute(
      `insert into claim_decision (claim_id, round, batch_id, facility_id, bank_id, unit_position, asked_fen,
         reimbursed_fen, rest, reason, note, decided_at)
       select d.id, d.round, $2, c.facility_id, c.bank_id, c.unit_position, d."askedFen", d."reimbursedFen", d.rest, d.reason,
         d.note, $3
       from ${ROWS} join claim c on c.id = d.id`,
      [rows, batchId, now],
    );
    return tx.execute(
      `update claim c set state = d.state, reimbursed_fen = d."totalFen", rejection = d.reason, note = d.note,
         batch_id = case when d.state <> 'marked' then c.batch_id end, round = c.round + 1, decided_at = $3,
         version = c.version + 1
       from ${ROWS} where c.id = d.id and c.version = d.version and c.batch_id = $2 and c.state = 'submitted'`,
      [rows, batchId, now],
    );
  }

  standing(tx: Tx, claimId: string): Promise<StandingRound[]> {
    return tx.rows<StandingRound>(
      `select round, batch_id, reimbursed_fen from claim_decision
       where claim_id = $1 and reimbursed_fen > 0 and corrected_at is null order by round`,
      [claimId],
    );
  }

  /** Writes that one of them was taken back; false where it had been before. */
  async correct(
    tx: Tx,
    claim: Pick<ClaimRow, 'id' | 'version'>,
    round: number,
    { after, reason, at }: { readonly after: ClaimMoney; readonly reason: string; readonly at: Date },
  ): Promise<boolean> {
    const marked = await tx.execute(
      `update claim_decision set corrected_at = $3 where claim_id = $1 and round = $2 and corrected_at is null`,
      [claim.id, round, at],
    );
    const corrected = await tx.execute(
      `update claim set state = $3, reimbursed_fen = $4, corrected_at = $5, correction = $6, version = version + 1
       where id = $1 and version = $2`,
      [claim.id, claim.version, after.state, after.reimbursedFen, at, reason],
    );
    return marked === 1 && corrected === 1;
  }
}
