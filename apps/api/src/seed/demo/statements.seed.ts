import { createHash } from 'node:crypto';
import {
  linesOf,
  Reconciliation,
  ReconciliationStore,
  stageStatement,
  type MovementRow,
} from '../../statements/statements.public.js';
import { claimedNumber } from '../../facilities/facilities.public.js';
import type { Tx } from '../../platform/database/database.js';
import { accountIdOf } from '../accounts.seed.js';
import { stableId } from '../stable-id.js';
import { bankIdOf } from './banks.seed.js';
import { dayOf } from './office-clock.js';
import { DEMO_BANK_KEY, DEMO_USERNAMES, demoBank } from './people.js';
import { BOOKS, HOLDER_PEOPLE } from './quota.data.js';

const DAY_MS = 86_400_000;
const FROM_DAYS_AGO = 60;
const TO_DAYS_AGO = 10;
const FEN_PER_YUAN = 100n;
const TITLES = '放款日期,金额（元）,票号,银行名称';

type Told = {
  readonly fileName: string;
  readonly organisationId: string;
  readonly poolId: string;
  readonly username: string;
  readonly by: string;
};

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The books of the other side: as ours, but for a slip in an amount, a late day, a loan forgotten and one too many. */
function linesLike(movements: readonly MovementRow[], { bank }: { readonly bank: string }): string[] {
  const lines = movements.map(({ amountFen, postedOn, claimKey, bank: lender }, index) => {
    const yuan = BigInt(amountFen) / FEN_PER_YUAN;
    const said = index === 1 ? yuan + 100_000n : yuan;
    const on = index === 2 ? shifted(postedOn, 5) : shifted(postedOn, index % 2);
    return `${on},${String(said)},${claimedNumber(claimKey) ?? ''},${lender ?? ''}`;
  });
  const forgotten = lines.filter((_, index) => index !== 3 || lines.length < 5);
  const [first] = movements;
  return [...forgotten, `${first?.postedOn ?? ''},1500000,PJ-未报送-1,${bank}`];
}

/** A statement of the tool's holder and one of the shown bank, read and laid to the ledger as any other is. */
export async function seedStatements(tx: Tx, holderId: string, nowMs: number): Promise<void> {
  const [book] = BOOKS;
  if (!book) throw new Error('no book to reconcile');
  const [holder] = HOLDER_PEOPLE;
  const bank = demoBank();
  await seedStatement(tx, nowMs, {
    fileName: '再贴现使用情况对账单.csv',
    organisationId: holderId,
    poolId: stableId(`pool:${book.tool}:320000`),
    username: holder.username,
    by: holder.name,
  });
  await seedStatement(tx, nowMs, {
    fileName: `${bank.name}再贴现明细.csv`,
    organisationId: bankIdOf(DEMO_BANK_KEY),
    poolId: stableId(`pool:${book.tool}:${DEMO_BANK_KEY}`),
    username: DEMO_USERNAMES.bank,
    by: bank.people[0],
  });
}

async function seedStatement(tx: Tx, nowMs: number, told: Told): Promise<void> {
  const period = {
    fromOn: dayOf(nowMs - FROM_DAYS_AGO * DAY_MS),
    toOn: dayOf(nowMs - TO_DAYS_AGO * DAY_MS),
  };
  const store = new ReconciliationStore();
  const movements = (await store.movements(tx, told.poolId)).filter(
    ({ postedOn }) => postedOn > period.fromOn && shifted(postedOn, 5) < period.toOn,
  );
  const text = [TITLES, ...linesLike(movements, { bank: demoBank().name })].join('\n');
  const bytes = new TextEncoder().encode(text);
  const id = stableId(`statement:${told.fileName}`);
  const now = new Date(nowMs);
  await tx.execute(
    `insert into statement (id, organisation_id, pool_id, from_on, to_on, file_name, sha256, status, created_by,
       created_by_name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'uploaded', $8, $9, $10)`,
    [
      id,
      told.organisationId,
      told.poolId,
      period.fromOn,
      period.toOn,
      told.fileName,
      createHash('sha256').update(bytes).digest(),
      accountIdOf(told.username),
      told.by,
      now,
    ],
  );
  await tx.execute('insert into statement_file (statement_id, organisation_id, bytes) values ($1, $2, $3)', [
    id,
    told.organisationId,
    bytes,
  ]);
  const [file, read] = [await store.file(tx, id), await linesOf(stageStatement({ bytes, period }))];
  if (!file || read.kind === 'refused') throw new Error(`The demo statement ${told.fileName} does not read`);
  await new Reconciliation(store, { now: () => now }).write(tx, file, read.lines);
}
