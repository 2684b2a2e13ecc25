import { agreesWithHold, type ClaimHold, type ClaimState } from '@yinqi/domain/claims';
import type { Database, Tx } from '../platform/database/database.js';

/** A claim that says something else than the ledger, in both their words. */
type ClaimFault = { readonly id: string; readonly number: string; readonly detail: string };

type Row = {
  readonly id: string;
  readonly number: string;
  readonly state: ClaimState;
  readonly amount_fen: string;
  readonly reimbursed_fen: string;
  readonly hold: ClaimHold['state'] | null;
  readonly held_fen: string | null;
  readonly posted_fen: string | null;
};

const PAGE = 5_000;

const pageOf = (tx: Tx, after: string | null): Promise<Row[]> =>
  tx.rows<Row>(
    `select c.id, c.number, c.state, c.amount_fen, c.reimbursed_fen, h.state as hold, h.held_fen, h.posted_fen
     from claim c left join quota_hold h on h.id = c.id and h.pool_id = c.pool_id
     where $1::uuid is null or c.id > $1 order by c.id limit ${PAGE}`,
    [after],
  );

function faultOf(row: Row): ClaimFault | undefined {
  const { id, number, state, hold, held_fen, posted_fen } = row;
  const claim = { state, amountFen: BigInt(row.amount_fen), reimbursedFen: BigInt(row.reimbursed_fen) };
  if (hold !== null) {
    const ledger = { state: hold, heldFen: BigInt(held_fen ?? 0), postedFen: BigInt(posted_fen ?? 0) };
    // Read from a table whose checks keep held and state together.
    if (agreesWithHold(claim, ledger)) return undefined;
  }
  const detail = `${state}, ${row.reimbursed_fen} of ${row.amount_fen} reimbursed; ledger: ${hold ?? 'no hold'}, held ${held_fen ?? '0'}, posted ${posted_fen ?? '0'}`;
  return { id, number, detail };
}

/** Lays every claim to its hold in the ledger: the first that says something else, and how many were looked at. */
export async function auditClaims(
  database: Pick<Database, 'asService'>,
): Promise<{ readonly claims: number; readonly fault: ClaimFault | undefined }> {
  let claims = 0;
  let after: string | null = null;
  for (;;) {
    const rows: Row[] = await database.asService('app_seed', (tx) => pageOf(tx, after));
    const fault = rows.map(faultOf).find((one) => one !== undefined);
    if (fault) return { claims, fault };
    claims += rows.length;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE) return { claims, fault: undefined };
  }
}
