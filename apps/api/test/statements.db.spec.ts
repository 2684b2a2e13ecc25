import { randomUUID } from 'node:crypto';
import { decideAllotment, getAllotment } from '@yinqi/contracts/allotments';
import { ProblemError, type Call } from '@yinqi/contracts/client';
import { getPool } from '@yinqi/contracts/quota-view';
import {
  compareStatementAgain,
  exportStatement,
  getStatement,
  listStatementItems,
  listStatements,
  repairStatementItem,
  settleStatementItem,
  uploadStatement,
  type Statement,
  type StatementItem,
} from '@yinqi/contracts/statements';
import { makeUscc } from '@yinqi/domain/codes';
import { writeXlsx } from 'hucre/xlsx';
import { billClaim, type QuotaPoster } from '../src/facilities/facilities.public.js';
import { readWorkbook } from '../src/imports/workbook.js';
import { openInstallation, type Installation } from './support/installation.js';
import { faultIn, posted, QuotaWorld } from './support/quota-world.js';
import type { Organisation } from './support/world.js';

const NOW = new Date('2026-11-10T02:00:00Z');
const DAY_MS = 86_400_000;
const WAN = 1_000_000n;
const wan = (amount: bigint): string => String(amount * WAN);
const TOOL = 'PBOC-REDISCOUNT';
const PERIOD = { fromOn: '2026-11-01', toOn: '2026-11-10' };
const TITLES = '放款日期,金额（万元）,票号,统一社会信用代码,金融机构';
const csv = (...lines: readonly string[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode([TITLES, ...lines].join('\n'));

const codeOf = async (sending: Promise<unknown>): Promise<string> => {
  const error: unknown = await sending.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof ProblemError) return error.code;
  throw new Error('it was not refused');
};

describe('statements', () => {
  let installation: Installation;
  let quota: QuotaWorld;
  let poster: QuotaPoster;
  let pool: { readonly id: string; readonly bank: Organisation };
  let firm: Organisation & { readonly uscc: string };
  let zheng: Call;
  let lu: Call;
  let banker: Call;

  const report = async (claimKey: string | null, amount: bigint): Promise<void> => {
    await posted(poster, [
      {
        kind: 'report',
        poolId: pool.id,
        holdId: randomUUID(),
        amountFen: amount * WAN,
        currency: 'CNY',
        keep: false,
        subject: {
          customerId: firm.id,
          bankId: pool.bank.id,
          engagementId: null,
          requestId: null,
          claimKey: claimKey && billClaim(claimKey),
        },
        tenantId: pool.bank.id,
        key: randomUUID(),
        actorId: 'officer',
      },
    ]);
  };
  const upload = async (
    call: Call,
    bytes: Uint8Array<ArrayBuffer>,
    more: { readonly fileName?: string; readonly openingFen?: string; readonly closingFen?: string } = {},
  ): Promise<Statement> => {
    const query = { fileName: '11月对账单.csv', poolId: pool.id, ...PERIOD, ...more };
    const { id } = await call(uploadStatement, { bytes, query });
    await installation.settled();
    return call(getStatement, { params: { id } });
  };
  const itemsOf = async (call: Call, { id }: Statement): Promise<readonly StatementItem[]> =>
    (await call(listStatementItems, { params: { id }, query: {} })).items;
  const only = async (
    call: Call,
    of: Statement,
    outcome: StatementItem['outcome'],
  ): Promise<StatementItem> => {
    const found = (await itemsOf(call, of)).find((item) => item.outcome === outcome);
    if (!found) throw new Error(`nothing ${outcome}`);
    return found;
  };

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW });
    installation.clock.advance(-20 * DAY_MS);
    quota = await QuotaWorld.open(installation.database, installation.clock);
    const { world } = quota;
    const holder = await world.institution('facility_administrator');
    await world.entrust(TOOL, holder);
    poster = await quota.poster();
    pool = await quota.pool(poster, { facility: TOOL, basis: 'BALANCE', limitFen: 100_000n * WAN });
    firm = await world.enterprise();
    // 500 before the period; 300, 200 and 70 on 7 November.
    await report('PJ-0', 500n);
    installation.clock.advance(17 * DAY_MS);
    await report('PJ-1', 300n);
    await report('PJ-2', 200n);
    await report(null, 70n);
    installation.clock.advance(3 * DAY_MS);
    const clerk = async (side: string, organisationId: string, role: 'facility_officer' | 'officer') =>
      installation.signIn(await world.account(side, organisationId, [role]));
    zheng = await clerk('facility_administrator', holder, 'facility_officer');
    lu = await clerk('facility_administrator', holder, 'facility_officer');
    banker = await clerk('bank', pool.bank.id, 'officer');
  });
  afterAll(async () => {
    await quota.close();
    await installation.close();
  });

  it('are laid to the ledger: matched, differing, in one alone; what cannot be read is named by row and column', async () => {
    const bytes = csv(
      `2026-11-08,300,pj-1,,${pool.bank.name}`,
      `2026-11-07,210,PJ-2,,`,
      `2026-11-07,40,PJ-9,${makeUscc('91320594', 'MAG74JX7')},`,
      `2026-11-31,1,PJ-8,,`,
      `合计,,,,`,
    );
    // 500 + 300 + 210 + 40 = 1,050 by the statement; 500 + 300 + 200 + 70 = 1,070 by the ledger.
    const said = { openingFen: wan(500n), closingFen: wan(1050n) };
    const made = await upload(zheng, bytes, said);
    expect(made).toMatchObject({
      status: 'read',
      stated: said,
      ledger: { openingFen: wan(500n), closingFen: wan(1070n) },
      piles: {
        matched: { count: 1, open: 0, statementFen: wan(300n), ledgerFen: wan(300n) },
        differing: { count: 1, open: 1, statementFen: wan(210n), ledgerFen: wan(200n) },
        only_statement: { count: 1, statementFen: wan(40n), ledgerFen: '0' },
        only_ledger: { count: 1, statementFen: '0', ledgerFen: wan(70n) },
        faulty: { count: 1, statementFen: '0' },
      },
    });
    const items = await itemsOf(zheng, made);
    expect(items.map(({ outcome, row }) => [outcome, row])).toEqual([
      ['matched', 2],
      ['differing', 3],
      ['only_statement', 4],
      ['only_ledger', null],
      ['faulty', 5],
    ]);
    expect(items[1]).toMatchObject({
      differences: ['amount'],
      line: { number: 'PJ-2', amountFen: wan(210n) },
      entry: { number: 'PJ-2', amountFen: wan(200n), poolId: pool.id },
    });
    expect(items[4]?.faults).toEqual([{ field: 'on', column: 'A', code: 'unreadable', found: '2026-11-31' }]);
    // The same file opens the earlier statement, and the file itself is gone.
    expect((await upload(zheng, bytes, { fileName: '再传.csv' })).id).toBe(made.id);
    expect(await installation.database.rows('select 1 from statement_file')).toEqual([]);
    expect((await zheng(listStatements, { query: {} })).total).toBe(1);

    const file = await zheng(exportStatement, { params: { id: made.id } });
    const texts: string[] = [];
    for await (const sheet of readWorkbook(file)) {
      for (const { cells } of sheet.top) {
        texts.push(
          ...cells.map((cell) => (cell.kind === 'text' ? cell.text : String(Object.values(cell)[1]))),
        );
      }
    }
    expect(texts).toEqual(
      expect.arrayContaining(['有差异', '金额不同', '-100000', 'A 列“2026-11-31”无法识别']),
    );
  });

  it('are repaired by a correction that two people make, and by nothing else', async () => {
    const made = await upload(zheng, csv('2026-11-07,201,PJ-2,,'));
    const before = await installation.database.rows<{ n: number }>(
      'select count(*)::int as n from quota_entry',
    );
    const differing = await only(zheng, made, 'differing');
    expect(differing).toMatchObject({ mayRepair: true, maySettle: true, repair: null });
    const params = { id: made.id, item: differing.item };
    const repair = (call: Call): Promise<StatementItem> =>
      call(repairStatementItem, { params, body: { reason: '银行报多报 1 万元，重报' } });
    const proposed = await repair(zheng);
    const id = proposed.repair?.allotmentId ?? '';
    expect(proposed).toMatchObject({ repair: { state: 'proposed' }, mayRepair: false, maySettle: false });
    expect(await codeOf(repair(lu))).toBe('statement_item.not_open');
    const allotment = await lu(getAllotment, { params: { id } });
    expect(allotment).toMatchObject({
      kind: 'correct',
      needsSecond: true,
      documentNumber: '对账单第 2 行：11月对账单.csv',
    });
    const approve = (call: Call) =>
      call(decideAllotment, {
        params: { id },
        version: allotment.version,
        body: { act: 'approve', note: null },
      });
    expect(await codeOf(approve(zheng))).toBe('allotment.own_proposal');
    await approve(lu);
    const after = await only(zheng, made, 'differing');
    expect(after).toMatchObject({
      repair: { state: 'posted' },
      line: differing.line,
      entry: differing.entry,
    });
    const used = (await zheng(getPool, { params: { id: pool.id }, query: {} })).own.usedFen;
    expect(used).toBe(wan(870n));
    expect(await installation.database.rows('select count(*)::int as n from quota_entry')).toEqual([
      { n: (before[0]?.n ?? 0) + 1 },
    ]);
    expect(await faultIn(installation.database)).toBeUndefined();
    // What was taken back no longer stands: the next statement does not look for it.
    const next = await upload(zheng, csv('2026-11-07,300,PJ-1,,'));
    expect(next).toMatchObject({ piles: { matched: { count: 1 }, only_ledger: { count: 1 } } });
  });

  it('are explained by a note that stays, by a bank too, which proposes no correction', async () => {
    const book = await writeXlsx({
      sheets: [
        {
          name: 'Statement',
          rows: [
            ['Statement of loans, November 2026'],
            ['Date', 'Amount', 'Bill number', 'USCC', 'Currency'],
            ['2026-11-07', 3_000_000, 'PJ-1', null, 'CNY'],
            ['2026-11-06', 700_000, null, firm.uscc, 'CNY'],
            ['2026-11-09', -100_000, 'PJ-77', null, 'CNY'],
          ],
        },
      ],
    });
    const made = await upload(banker, Uint8Array.from(book), { fileName: 'statement.xlsx' });
    expect(made.piles).toMatchObject({
      matched: { count: 2, statementFen: wan(370n) },
      only_statement: { count: 1, statementFen: wan(-10n) },
      only_ledger: { count: 0 },
    });
    const lone = await only(banker, made, 'only_statement');
    const params = { id: made.id, item: lone.item };
    const settle = (note: string): Promise<StatementItem> =>
      banker(settleStatementItem, { params, body: { note } });
    expect(await settle('对方记错，11 月 10 日已告知')).toMatchObject({
      settled: { note: '对方记错，11 月 10 日已告知' },
      maySettle: false,
    });
    expect(await codeOf(settle('再说一次'))).toBe('statement_item.not_open');
    expect((await banker(getStatement, { params: { id: made.id } })).piles.only_statement.open).toBe(0);
    expect(await codeOf(banker(repairStatementItem, { params, body: { reason: '冲正' } }))).toBe(
      'permission.denied',
    );
    // The holder of the tool does not read the bank's own statement, nor the bank the holder's.
    expect(await codeOf(zheng(getStatement, { params: { id: made.id } }))).toBe('resource.not_found');
    expect((await banker(listStatements, { query: {} })).total).toBe(1);
  });

  it.each([
    ['import.no_header', 'a,b\n1,2'],
    ['import.empty', TITLES],
  ])('are refused whole with %s, with nothing written', async (refusal, text) => {
    const made = await upload(zheng, new TextEncoder().encode(text));
    expect(made).toMatchObject({ status: 'refused', refusal, ledger: null });
    expect(await itemsOf(zheng, made)).toEqual([]);
  });

  it('are of a period that has been, and of a quota of one’s own', async () => {
    const bytes = csv('2026-11-07,300,PJ-1,,');
    const send = (call: Call, more: object): Promise<unknown> =>
      call(uploadStatement, { bytes, query: { fileName: 'a.csv', poolId: pool.id, ...PERIOD, ...more } });
    expect(await codeOf(send(zheng, { toOn: '2026-10-31' }))).toBe('request.invalid');
    expect(await codeOf(send(zheng, { toOn: '2026-11-11' }))).toBe('request.invalid');
    const other = await quota.world.bank();
    const stranger = await installation.signIn(await quota.world.account('bank', other.id, ['officer']));
    expect(await codeOf(send(stranger, {}))).toBe('resource.not_found');
    const branch = await quota.world.branch(pool.bank, '320500');
    const clerk = await installation.signIn(await quota.world.account('bank', branch.id, ['officer']));
    expect(await codeOf(send(clerk, {}))).toBe('permission.denied');
  });

  it('are compared again once the ledger was corrected, with what was said of them and the earlier comparison kept', async () => {
    const made = await upload(
      zheng,
      csv('2026-11-07,300,PJ-1,,', '2026-11-07,44,PJ-44,,', '2026-11-07,200,PJ-2,,'),
    );
    // PJ-2 was taken back above.
    expect(made.piles).toMatchObject({ matched: { count: 1 }, only_statement: { count: 2 } });
    const [lone] = (await itemsOf(zheng, made)).filter(({ line }) => line?.number === 'PJ-44');
    await zheng(settleStatementItem, {
      params: { id: made.id, item: lone?.item ?? 0 },
      body: { note: '下月入账' },
    });
    await report('PJ-2', 200n);
    const again = (call: Call) => call(compareStatementAgain, { params: { id: made.id } });
    const { id } = await again(zheng);
    await installation.settled();
    const later = await zheng(getStatement, { params: { id } });
    // Reported on the tenth, three days after the line.
    expect(later).toMatchObject({
      status: 'read',
      follows: made.id,
      piles: { matched: { count: 2 }, only_statement: { count: 1, open: 0 } },
    });
    expect((await only(zheng, later, 'only_statement')).settled?.note).toBe('下月入账');
    // What was found the first time stays as it was found.
    expect(await zheng(getStatement, { params: { id: made.id } })).toMatchObject({
      piles: { matched: made.piles.matched },
      followedBy: id,
    });
    expect(await codeOf(again(lu))).toBe('statement.followed');
  });

  it('count a loan once that the file tells twice, and two repayments alike twice', async () => {
    const twice = '2026-11-07,300,PJ-1,,';
    const back = '2026-11-08,-5,PJ-1,,';
    const made = await upload(banker, csv(twice, twice, back, back));
    expect(made.piles).toMatchObject({
      matched: { count: 1 },
      only_statement: { count: 2 },
      faulty: { count: 1 },
    });
    const { faults, row } = await only(banker, made, 'faulty');
    expect([row, faults]).toEqual([3, [{ field: 'number', column: 'C', code: 'duplicate', found: '2' }]]);
  });

  it.each([
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]],
    ['an archive of nothing', [0x50, 0x4b, 0x05, 0x06, ...Array<number>(18).fill(0)]],
    ['half a workbook', [0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0]],
  ])('are not %s by another name', async (_, start) => {
    const query = { fileName: '对账单.xlsx', poolId: pool.id, ...PERIOD };
    const sent = zheng(uploadStatement, { bytes: Uint8Array.from(start), query });
    expect(await codeOf(sent)).toBe('import.not_a_workbook');
  });

  it('keep what was settled, in the database itself', async () => {
    await expect(
      installation.database.rows(`update statement_item set note = '改写' where settled_at is not null`),
    ).rejects.toThrow('a settled item is kept');
  });
});
