import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { posted, QuotaWorld, reserveCommand } from '../../../test/support/quota-world.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { ManualClock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { ledgerFrom, writtenTo } from './verify-file.js';
import { ledgerOf, strayRow, verifyLedger } from './verify-ledger.js';

describe('a ledger worked out again', () => {
  let folder: string;
  let test: TestDatabase;
  let quota: QuotaWorld;
  let admin: Database;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ledger-'));
    test = await createTestDatabase();
    quota = await QuotaWorld.open(test, new ManualClock(new Date('2026-03-02T01:00:00Z')));
    admin = await new Database(test.adminUrl, 1).open();
    const poster = await quota.poster();
    for (const limitFen of [10_000n, 20_000n]) {
      const pool = await quota.pool(poster, { limitFen, basis: 'BALANCE' });
      const money = { amountFen: 100n, currency: 'CNY' } as const;
      for (let hold = 0; hold < 3; hold += 1) {
        const reserve = reserveCommand(pool, { subject: subjectWith(pool.bank.id, `票据 ${randomUUID()}`) });
        const on = { ...reserve, kind: 'commit' } as const;
        const { tenantId, actorId, poolId, holdId } = on;
        const asked = { tenantId, actorId, poolId, holdId };
        await posted(poster, [reserve]);
        await posted(poster, [{ ...asked, ...money, kind: 'commit', key: randomUUID() }]);
        await posted(poster, [{ ...asked, ...money, kind: 'post', keep: false, key: randomUUID() }]);
        await posted(poster, [{ ...asked, ...money, kind: 'repay', key: randomUUID() }]);
      }
    }
  });
  afterAll(async () => {
    await admin.close();
    await quota.close();
    await test.drop();
    await rm(folder, { recursive: true });
  });

  const subjectWith = (bankId: string, claimKey: string) => ({
    customerId: randomUUID(),
    bankId,
    engagementId: null,
    requestId: randomUUID(),
    claimKey,
  });

  it('is whole, in the database and in its export', async () => {
    // Two pools, each with its limit and three holds of four entries.
    const whole = { pools: 2, entries: 26, bad: undefined };
    expect(await verifyLedger(ledgerOf(admin))).toEqual(whole);
    const file = join(folder, 'ledger.jsonl');
    expect(await verifyLedger(writtenTo(file, ledgerOf(admin)))).toEqual(whole);
    expect(await verifyLedger(ledgerFrom(file))).toEqual(whole);
  });

  it('names the row that was changed in an export, or is missing at its end', async () => {
    const file = join(folder, 'changed.jsonl');
    await verifyLedger(writtenTo(file, ledgerOf(admin)));
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    // Line 0 is the head, 1 and 2 are the pools: line 5 is the third entry of the first pool.
    const changed = lines.map((line, at) =>
      at === 5 ? line.replace('"amountFen":"100"', '"amountFen":"90"') : line,
    );
    await writeFile(file, `${changed.join('\n')}\n`);
    expect(await verifyLedger(ledgerFrom(file))).toMatchObject({ bad: { code: 'hash', version: 3 } });
    await writeFile(file, `${lines.slice(0, -1).join('\n')}\n`);
    expect(await verifyLedger(ledgerFrom(file))).toMatchObject({ bad: { code: 'pool_row', version: 13 } });
    await writeFile(file, `${lines.slice(0, 4).join('\n')}\n{"entry":{}}\n`);
    await expect(verifyLedger(ledgerFrom(file))).rejects.toThrow('Line 5 does not read');
    await writeFile(file, lines.slice(1).join('\n'));
    await expect(verifyLedger(ledgerFrom(file))).rejects.toThrow('Not an export of a quota ledger');
  });

  it('names the pool whose balances were changed behind its entries', async () => {
    await test.rows('update quota_pool set used_fen = used_fen + 1 where limit_fen = 10000');
    expect(await verifyLedger(ledgerOf(admin))).toMatchObject({
      bad: { code: 'pool_row', detail: 'usedFen: 0 ≠ 1' },
    });
    await test.rows('update quota_pool set used_fen = used_fen - 1 where limit_fen = 10000');
  });

  it('names a pool that was set back behind its newest entry, and a hold that was changed', async () => {
    expect(await strayRow(admin)).toBeUndefined();
    const [{ id } = { id: '' }] = await test.rows<{ id: string }>(
      'select id from quota_pool where limit_fen = 10000',
    );
    // As it stood before the last repayment: balances, version and hash all agree, and one entry is hidden.
    const before = await test.rows('select version, used_fen, head_hash from quota_pool where id = $1', [id]);
    await test.rows(
      `update quota_pool p set version = e.version, used_fen = e.used_fen, head_hash = e.hash
       from quota_entry e where e.pool_id = p.id and e.version = p.version - 1 and p.id = $1`,
      [id],
    );
    expect(await verifyLedger(ledgerOf(admin))).toMatchObject({ bad: undefined, entries: 25 });
    expect(await strayRow(admin)).toEqual({
      code: 'pool_row',
      poolId: id,
      version: 12,
      detail: 'entries up to 13',
    });
    await test.rows(
      `update quota_pool p set version = e.version, used_fen = e.used_fen, head_hash = e.hash
       from quota_entry e where e.pool_id = p.id and e.version = p.version + 1 and p.id = $1`,
      [id],
    );
    expect(
      await test.rows('select version, used_fen, head_hash from quota_pool where id = $1', [id]),
    ).toEqual(before);
    const oneHold = '(select min(id::text)::uuid from quota_hold)';
    await test.rows(`update quota_hold set posted_fen = posted_fen + 1 where id = ${oneHold}`);
    expect(await strayRow(admin)).toMatchObject({
      code: 'hold_row',
      detail: expect.stringMatching(/: 4 \/ 0 \/ 0 ≠ 4 \/ 0 \/ 1$/u),
    });
    await test.rows(`update quota_hold set posted_fen = posted_fen - 1 where id = ${oneHold}`);
    expect(await strayRow(admin)).toBeUndefined();
  });

  it('names the entry that an administrator of the database changed', async () => {
    await test.rows(`
      alter table quota_entry disable trigger quota_entry_kept;
      update quota_entry set amount_fen = 90 where version = 3;
      alter table quota_entry enable trigger quota_entry_kept`);
    expect(await verifyLedger(ledgerOf(admin))).toMatchObject({ bad: { code: 'hash', version: 3 } });
  });
});
