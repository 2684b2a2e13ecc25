import { createReadStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { CURRENCIES } from '@yinqi/domain/money';
import { AUTHORITIES, BASES, POOL_STATES, QUOTA_KINDS, type Entry, type Pool } from '@yinqi/domain/quota';
import * as z from 'zod/mini';
import type { LedgerRow } from './verify-ledger.js';

/** First line of an export; below it one pool or entry a line, amounts as digits (docs/operations.md). */
const HEAD = { format: 'yinqi-quota-ledger/1' } as const;

const text = z.string().check(z.maxLength(2_000));
const fen = z.string().check(z.regex(/^-?\d{1,20}$/));
const instant = z.int();
const key = z.strictObject({ tenantId: text, key: text });
const balances = {
  limitFen: fen,
  allottedFen: fen,
  reservedFen: fen,
  committedFen: fen,
  usedFen: fen,
  excessFen: fen,
};
const poolLine = z.strictObject({
  id: text,
  facilityId: text,
  parentId: z.nullable(text),
  currency: z.enum(CURRENCIES),
  basis: z.enum(BASES),
  ...balances,
  authority: z.enum(AUTHORITIES),
  state: z.enum(POOL_STATES),
  aboveState: z.enum(POOL_STATES),
  opensAtMs: z.nullable(instant),
  closesAtMs: z.nullable(instant),
  singleCustomerLimitFen: z.nullable(fen),
  secondPersonFromFen: fen,
  version: z.int(),
  headHash: text,
});
const entryLine = z.strictObject({
  poolId: text,
  version: z.int(),
  kind: z.enum(QUOTA_KINDS),
  tenantId: text,
  key: text,
  leg: z.literal([0, 1]),
  requestHash: text,
  counterpartId: z.nullable(text),
  holdId: z.nullable(text),
  opens: z.nullable(
    z.strictObject({
      customerId: text,
      bankId: text,
      engagementId: z.nullable(text),
      requestId: z.nullable(text),
      claimKey: z.nullable(text),
    }),
  ),
  amountFen: fen,
  keep: z.nullable(z.boolean()),
  expiresAtMs: z.nullable(instant),
  heldAfterFen: z.nullable(fen),
  unheldFen: fen,
  corrects: z.nullable(key),
  reason: z.nullable(text),
  actorId: text,
  approverId: z.nullable(text),
  atMs: instant,
  after: z.strictObject(balances),
  stateAfter: z.enum(POOL_STATES),
  previousHash: text,
  hash: text,
});
const line = z.union([z.strictObject({ pool: poolLine }), z.strictObject({ entry: entryLine })]);

const fenOrNull = (digits: string | null): bigint | null => (digits === null ? null : BigInt(digits));

const balancesOf = (written: z.output<typeof poolLine> | z.output<typeof entryLine>['after']) => ({
  limitFen: BigInt(written.limitFen),
  allottedFen: BigInt(written.allottedFen),
  reservedFen: BigInt(written.reservedFen),
  committedFen: BigInt(written.committedFen),
  usedFen: BigInt(written.usedFen),
  excessFen: BigInt(written.excessFen),
});

const poolOf = (written: z.output<typeof poolLine>): Pool => ({
  ...written,
  ...balancesOf(written),
  singleCustomerLimitFen: fenOrNull(written.singleCustomerLimitFen),
  secondPersonFromFen: BigInt(written.secondPersonFromFen),
});

const entryOf = (written: z.output<typeof entryLine>): Entry => ({
  ...written,
  amountFen: BigInt(written.amountFen),
  heldAfterFen: fenOrNull(written.heldAfterFen),
  unheldFen: BigInt(written.unheldFen),
  after: balancesOf(written.after),
});

const digits = (_name: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

/** A line that is no row of a ledger; a file cut short shows as a pool whose entries are missing. */
export class UnreadableExport extends Error {}

function rowOf(written: string, number: number): LedgerRow {
  let parsed: unknown;
  try {
    parsed = JSON.parse(written);
  } catch (cause) {
    throw new UnreadableExport(`第 ${number} 行不是 JSON。Line ${number} is no JSON.`, { cause });
  }
  const read = line.safeParse(parsed);
  if (!read.success) {
    const where = read.error.issues[0]?.path.join('.') ?? '';
    throw new UnreadableExport(`第 ${number} 行无法读取。Line ${number} does not read: ${where}`);
  }
  return 'pool' in read.data ? { pool: poolOf(read.data.pool) } : { entry: entryOf(read.data.entry) };
}

/** The ledger an export file holds. */
export async function* ledgerFrom(file: string): AsyncGenerator<LedgerRow> {
  let number = 0;
  for await (const written of createInterface({ input: createReadStream(file, 'utf8') })) {
    number += 1;
    if (number > 1) yield rowOf(written, number);
    else if (written !== JSON.stringify(HEAD)) {
      throw new UnreadableExport(`不是额度台账导出文件。Not an export of a quota ledger: ${file}`);
    }
  }
}

/** Passes the rows on and writes each to the file, which takes its name when it is whole. */
export async function* writtenTo(file: string, rows: AsyncIterable<LedgerRow>): AsyncGenerator<LedgerRow> {
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.write(`${JSON.stringify(HEAD)}\n`);
    for await (const row of rows) {
      await handle.write(`${JSON.stringify(row, digits)}\n`);
      yield row;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}
