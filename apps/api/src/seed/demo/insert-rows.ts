import type { Tx } from '../../platform/database/database.js';

export type SeedRow = Readonly<Record<string, unknown>>;

const ROWS_PER_STATEMENT = 1000;
const asJson = (rows: readonly SeedRow[]): string =>
  JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** Writes rows of one shape in few statements; columns are those of the first row, the rest keep their defaults. */
export async function insertRows(tx: Tx, table: string, rows: readonly SeedRow[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    await tx.execute(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [asJson(rows.slice(at, at + ROWS_PER_STATEMENT))],
    );
  }
}
