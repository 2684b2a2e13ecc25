import { readFileSync } from 'node:fs';
import type { Call } from '@yinqi/contracts/client';
import { listEnterprises } from '@yinqi/contracts/enterprises';
import { startFinancingRequest } from '@yinqi/contracts/financing-requests';
import {
  commitImport,
  downloadFaultyRows,
  dropImportRows,
  editImportRow,
  getImport,
  listImportRows,
  listImports,
  mapImportColumn,
  repairImportRows,
  undoImport,
  uploadCorrections,
  uploadImport,
  type ImportBatch,
  type ImportRow,
} from '@yinqi/contracts/imports';
import { makeUscc } from '@yinqi/domain/codes';
import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { openInstallation, type Installation } from '../../test/support/installation.js';
import { World, type Account } from '../../test/support/world.js';

const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

type ExpectedRow = {
  readonly row: number;
  readonly valid: boolean;
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
  readonly name: string | null;
  readonly uscc: string | null;
  readonly amountFen: string | null;
  readonly currency: string;
};
const answerKey = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`fixtures/${name}.expected.json`, import.meta.url), 'utf8'),
  ) as ExpectedRow[];

let installation: Installation;
let world: World;
let officer: Account;
let jiangsu: Call;
let suzhou: Call;

beforeAll(async () => {
  installation = await openInstallation({ now: new Date('2026-11-22T02:00:00Z') });
  world = await World.open(installation.database);
  officer = await world.bureauOfficer('320000');
  jiangsu = await installation.signIn(officer);
  suzhou = await installation.signIn(await world.bureauOfficer('320500'));
});

/** Every test begins with empty registers; a database of its own for each would cost more than the tests. */
beforeEach(async () => {
  await installation.settled();
  await installation.database.rows('truncate import_batch, import_mapping, enterprise cascade');
});

afterAll(async () => {
  await world.close();
  await installation.close();
});

async function staged(
  call: Call,
  bytes: Uint8Array<ArrayBuffer>,
  fileName = '摸底表.xlsx',
): Promise<ImportBatch> {
  const { id } = await call(uploadImport, { bytes, query: { fileName } });
  await installation.settled();
  return call(getImport, { params: { id } });
}

async function rowsOf(call: Call, id: string, query: object = {}): Promise<ImportRow[]> {
  return (await call(listImportRows, { params: { id }, query: { limit: 200, ...query } })).items;
}

async function rowOf(call: Call, id: string, row: number): Promise<ImportRow> {
  const found = (await rowsOf(call, id)).find((candidate) => candidate.row === row);
  if (found === undefined) throw new Error(`no row ${row}`);
  return found;
}

const HEADER = [
  '企业名称',
  '统一社会信用代码',
  '融资需求金额（万元）',
  '用途',
  '联系人',
  '电话',
  '授权共享',
  '填报日期',
];
const USCC = makeUscc('91320505', 'MA1BRDG0');
const needRow = (amount: CellValue = 300, uscc = USCC): CellValue[] => [
  '示例精密机械有限公司',
  uscc,
  amount,
  '流动资金',
  '王宁',
  '13912345678',
  '是',
  '2026-08-01',
];

async function workbook(rows: readonly (readonly CellValue[])[], header: readonly string[] = HEADER) {
  const bytes = await writeXlsx({
    sheets: [{ name: '摸底', rows: [[...header], ...rows.map((row) => [...row])] }],
  });
  return new Uint8Array(bytes);
}

describe.each([
  { name: 'survey-sample', rows: 120, good: 102 },
  { name: 'survey-county', rows: 60, good: 54 },
])('$name.xlsx', ({ name, rows, good }) => {
  it(`stages its answer key, commits ${String(good)} of ${String(rows)} rows and takes them back`, async () => {
    const key = answerKey(name);
    const batch = await staged(jiangsu, fixture(`${name}.xlsx`), `${name}.xlsx`);
    expect(batch).toMatchObject({ status: 'staged', rowsRead: rows, rowsTotal: rows, goodRows: good });
    expect(batch.totals).toMatchObject({ rows, faulty: rows - good, skip: 0, update: 0, create: good });

    const seen = await rowsOf(jiangsu, batch.id);
    expect(
      seen.map(({ row, state, faults, uscc, amountFen, currency, name: company }) => ({
        row,
        valid: state === 'good',
        faults: faults.map(({ kind }) => kind),
        uscc,
        amountFen,
        currency,
        name: company,
      })),
    ).toEqual(
      key.map(({ row, valid, faults, uscc, amountFen, currency, name: company }) => ({
        row,
        valid,
        faults,
        uscc,
        amountFen,
        currency,
        name: company,
      })),
    );

    const committed = await jiangsu(commitImport, { params: { id: batch.id }, version: batch.version });
    expect(committed).toMatchObject({ status: 'committed', committedRows: good });
    const distinct = new Set(key.filter(({ valid }) => valid).map(({ uscc }) => uscc)).size;
    expect(committed.totals.newEnterprises).toBe(distinct);
    expect((await jiangsu(listEnterprises, { query: {} })).total).toBe(distinct);
    const [counts] = await installation.database.rows<{
      requests: number;
      snapshots: number;
      willing: number;
    }>(
      `select (select count(*)::int from financing_request where status = 'submitted') as requests,
              (select count(*)::int from financing_request where willing_to_share) as willing,
              (select count(*)::int from operating_snapshot) as snapshots`,
    );
    expect(counts).toMatchObject({ requests: good, snapshots: good });
    await installation.settled();

    const undone = await jiangsu(undoImport, { params: { id: batch.id } });
    expect(undone.status).toBe('undone');
    expect((await jiangsu(listEnterprises, { query: {} })).total).toBe(0);
    const [left] = await installation.database.rows<{ requests: number; snapshots: number }>(
      `select (select count(*)::int from financing_request where status <> 'withdrawn') as requests,
              (select count(*)::int from operating_snapshot) as snapshots`,
    );
    expect(left).toEqual({ requests: 0, snapshots: 0 });
  });
});

describe('the same file again', () => {
  it('opens the earlier batch in the same bureau, a batch of its own in another, and a new one after an undo', async () => {
    const bytes = fixture('survey-county.xlsx');
    const first = await staged(jiangsu, bytes);
    const again = await jiangsu(uploadImport, { bytes, query: { fileName: '另存为.xlsx' } });
    expect(again).toMatchObject({ id: first.id, fileName: '摸底表.xlsx', status: 'staged' });
    expect((await staged(suzhou, bytes)).id).not.toBe(first.id);

    await jiangsu(commitImport, { params: { id: first.id }, version: first.version });
    expect((await jiangsu(uploadImport, { bytes, query: { fileName: 'a.xlsx' } })).id).toBe(first.id);
    await installation.settled();
    await jiangsu(undoImport, { params: { id: first.id } });
    expect((await staged(jiangsu, bytes)).id).not.toBe(first.id);
  });
});

describe('isolation', () => {
  it('shows a batch, its rows and its file to the importing bureau only', async () => {
    const batch = await staged(jiangsu, fixture('survey-county.xlsx'));
    const params = { id: batch.id };
    for (const attempt of [
      suzhou(getImport, { params }),
      suzhou(listImportRows, { params, query: {} }),
      suzhou(downloadFaultyRows, { params }),
      suzhou(commitImport, { params, version: batch.version }),
      suzhou(dropImportRows, { params, body: { rows: [5], dropped: true } }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'resource.not_found' });
    }
    expect((await suzhou(listImports, { query: {} })).total).toBe(0);
  });

  it('marks an enterprise that reports elsewhere before the commit, and registers nothing of it', async () => {
    await world.enterprise({ regionCode: '320200', uscc: USCC });
    const batch = await staged(suzhou, await workbook([needRow()]));
    expect(batch.faults).toEqual([{ kind: 'elsewhere', rows: 1, repairable: 0 }]);
    await expect(
      suzhou(commitImport, { params: { id: batch.id }, version: batch.version }),
    ).rejects.toMatchObject({ code: 'import.no_good_rows' });
  });
});

describe('a refused workbook', () => {
  const count = async (): Promise<unknown> =>
    (
      await installation.database.rows<object>(
        `select (select count(*)::int from import_row) as rows, (select count(*)::int from import_file) as files,
                (select count(*)::int from enterprise) as enterprises, (select count(*)::int from financing_request) as requests`,
      )
    )[0];
  const NOTHING = { rows: 0, files: 0, enterprises: 0, requests: 0 };

  it('is refused at once where the file itself is none, and nothing is written', async () => {
    const text = new TextEncoder().encode('企业名称,统一社会信用代码');
    await expect(jiangsu(uploadImport, { bytes: text, query: { fileName: 'a.xlsx' } })).rejects.toMatchObject(
      {
        code: 'import.not_a_workbook',
      },
    );
    expect((await jiangsu(listImports, { query: {} })).total).toBe(0);
    await expect(count()).resolves.toEqual(NOTHING);
  });

  it('is refused by the reader where no sheet has a header, and only the refusal is kept', async () => {
    const batch = await staged(jiangsu, await workbook([['2026-08-01', 3]], ['日期', '降水量']));
    expect(batch).toMatchObject({ status: 'refused', refusal: 'import.no_header' });
    await expect(count()).resolves.toEqual(NOTHING);
  });

  it('is refused where the header stands alone', async () => {
    expect(await staged(jiangsu, await workbook([]))).toMatchObject({
      status: 'refused',
      refusal: 'import.empty',
    });
    await expect(count()).resolves.toEqual(NOTHING);
  });
});

describe('editing', () => {
  it('reads an edited cell again, lets two clerks not overwrite each other, and keeps repeated rows apart', async () => {
    const { id } = await staged(jiangsu, await workbook([needRow(), needRow('面议')]));
    const bad = await rowOf(jiangsu, id, 3);
    expect(bad.faults).toMatchObject([{ kind: 'amount', code: 'not-a-number', found: '面议' }]);
    // 300 is what row 2 asks for: the edit makes row 3 its repetition.
    const edit = (text: string, version: number) =>
      jiangsu(editImportRow, { params: { id, row: 3 }, body: { field: 'amountFen', text }, version });
    const repeated = await edit('300', bad.version);
    expect(repeated).toMatchObject({ state: 'faulty', faults: [{ kind: 'duplicate', params: { row: 2 } }] });
    await expect(edit('500', bad.version)).rejects.toMatchObject({ code: 'resource.version_conflict' });
    const good = await edit('500万', repeated.version);
    // 500万 = 5,000,000 yuan = 500,000,000 fen.
    expect(good).toMatchObject({ state: 'good', amountFen: '500000000', faults: [], edited: ['amountFen'] });

    // Dropping the earlier row frees the later one, restoring it binds it again.
    await edit('300', good.version);
    const drop = (dropped: boolean) =>
      jiangsu(dropImportRows, { params: { id }, body: { rows: [2], dropped } });
    expect((await drop(true)).totals).toMatchObject({ skip: 1, faulty: 0, create: 1 });
    expect((await drop(false)).totals).toMatchObject({ skip: 0, faulty: 1, create: 1 });
  });

  it('applies the repairs offered for one kind of fault', async () => {
    // The letter O is never part of a code: it stands for the digit it resembles.
    const confused = USCC.replace('0', 'O');
    const { id } = await staged(jiangsu, await workbook([needRow(300, confused)]));
    const before = await rowOf(jiangsu, id, 2);
    expect(before.faults).toMatchObject([{ kind: 'uscc', code: 'character', repair: USCC }]);
    const after = await jiangsu(repairImportRows, { params: { id }, body: { kind: 'uscc' } });
    expect(after.totals).toMatchObject({ faulty: 0, create: 1 });
    expect(await rowOf(jiangsu, id, 2)).toMatchObject({ uscc: USCC, edited: ['uscc'] });
  });

  it('keeps a formula without a value as a fault, and one with a value as its value', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '摸底',
          rows: [[...HEADER], needRow(), needRow()],
          cells: new Map([
            ['1,2', { formula: 'SUM(A1:A2)', formulaResult: 450 }],
            ['2,2', { formula: 'SUM(A1:A2)', value: null }],
          ]),
        },
      ],
    });
    const { id } = await staged(jiangsu, new Uint8Array(bytes));
    expect(await rowOf(jiangsu, id, 2)).toMatchObject({ state: 'good', amountFen: '450000000' });
    expect(await rowOf(jiangsu, id, 3)).toMatchObject({
      state: 'faulty',
      faults: [{ kind: 'amount', code: 'formula-without-value' }],
    });
  });

  it('maps an unknown title by hand, for this file and the next one of the bureau', async () => {
    const header = HEADER.map((title) => (title === '电话' ? '怎么找您' : title));
    const first = await staged(jiangsu, await workbook([needRow()], header));
    expect(first.missing).toEqual(['phone']);
    expect(first.columns.filter(({ field }) => field === null)).toMatchObject([{ title: '怎么找您' }]);
    const params = { id: first.id };
    await jiangsu(editImportRow, {
      params: { ...params, row: 2 },
      body: { field: 'contactName', text: '李安' },
      version: (await rowOf(jiangsu, first.id, 2)).version,
    });
    await jiangsu(mapImportColumn, { params, body: { title: '怎么找您', field: 'phone' } });
    await installation.settled();
    const mapped = await jiangsu(getImport, { params });
    expect(mapped.missing).toEqual([]);
    expect(mapped.columns).toContainEqual({ column: 5, title: '怎么找您', field: 'phone', byHand: true });
    const row = await rowOf(jiangsu, first.id, 2);
    // Reading the file again kept what the clerk had typed.
    expect(row).toMatchObject({ state: 'good', cells: { phone: '13912345678', contactName: '李安' } });

    const next = await staged(jiangsu, await workbook([needRow()], header));
    expect(next.missing).toEqual([]);
    await expect(
      jiangsu(mapImportColumn, { params: { id: next.id }, body: { title: '联系人', field: 'phone' } }),
    ).rejects.toMatchObject({ code: 'request.invalid', faults: [{ code: 'field_taken' }] });
  });
});

describe('the workbook of faulty rows', () => {
  it('comes back corrected and is merged by row; what was good is never typed again', async () => {
    const batch = await staged(jiangsu, fixture('survey-sample.xlsx'));
    const params = { id: batch.id };
    const faulty = await jiangsu(downloadFaultyRows, { params });
    expect(faulty.byteLength).toBeGreaterThan(1000);
    // Handed back as it was: nothing is better, nothing worse, every row found its place.
    await jiangsu(uploadCorrections, { params, bytes: new Uint8Array(faulty) });
    await installation.settled();
    const unchanged = await jiangsu(getImport, { params });
    expect(unchanged.corrections).toEqual({ mergedRows: 18, unknownRows: 0, refusal: null });
    expect(unchanged.totals).toMatchObject({ faulty: 18, create: 102 });
    expect((await rowsOf(jiangsu, batch.id)).filter(({ edited }) => edited.length > 0)).toEqual([]);

    const phones = await rowsOf(jiangsu, batch.id, { fault: 'phone' });
    expect(phones.length).toBeGreaterThan(0);
    const corrected = await workbook(
      [
        ...phones.map(({ row, name }) => [name, '13912345678', '流动资金', row]),
        ['没有这一行', '13912345678', '流动资金', 9999],
      ],
      ['企业名称', '联系电话', '用途', '原行号'],
    );
    await jiangsu(uploadCorrections, { params, bytes: corrected });
    await installation.settled();
    const merged = await jiangsu(getImport, { params });
    expect(merged.corrections).toEqual({ mergedRows: phones.length, unknownRows: 1, refusal: null });
    expect(await rowsOf(jiangsu, batch.id, { fault: 'phone' })).toEqual([]);
    expect(await rowOf(jiangsu, batch.id, phones[0]?.row ?? 0)).toMatchObject({
      cells: { phone: '13912345678' },
      edited: ['purpose', 'phone'],
    });
  });

  it('says why a corrected workbook cannot be merged, and leaves the batch as it was', async () => {
    const batch = await staged(jiangsu, fixture('survey-county.xlsx'));
    const params = { id: batch.id };
    await jiangsu(uploadCorrections, { params, bytes: await workbook([needRow()]) });
    await installation.settled();
    expect(await jiangsu(getImport, { params })).toMatchObject({
      status: 'staged',
      goodRows: 54,
      corrections: { mergedRows: 0, refusal: 'import.no_header' },
    });
  });
});

describe('commit and undo', () => {
  it('commits what the clerk saw, once, and warns of needs registered before', async () => {
    const first = await staged(jiangsu, await workbook([needRow()]));
    const commit = { params: { id: first.id }, version: first.version };
    await expect(jiangsu(commitImport, { ...commit, version: first.version - 1 })).rejects.toMatchObject({
      code: 'resource.version_conflict',
    });
    await jiangsu(commitImport, commit);
    await expect(jiangsu(commitImport, commit)).rejects.toMatchObject({ code: 'import.not_ready' });

    const second = await staged(jiangsu, await workbook([needRow(), needRow(800)]));
    expect(second.warnings).toContainEqual({ kind: 'registered', rows: 1 });
    expect(second.totals).toMatchObject({ create: 0, update: 2, newEnterprises: 0 });
    await jiangsu(commitImport, { params: { id: second.id }, version: second.version });

    // The enterprise was made by the first batch; undoing the second leaves it with the first one's need.
    await jiangsu(undoImport, { params: { id: second.id } });
    expect((await jiangsu(listEnterprises, { query: {} })).total).toBe(1);
    const [open] = await installation.database.rows<{ count: number }>(
      `select count(*)::int as count from financing_request where status = 'submitted'`,
    );
    expect(open?.count).toBe(1);
  });

  const committed = async (call: Call): Promise<{ params: { id: string } }> => {
    const { id, version } = await staged(call, await workbook([needRow()]));
    const batch = await call(commitImport, { params: { id }, version });
    expect(batch).toMatchObject({ committedRows: 1, totals: { newEnterprises: 1 } });
    await installation.settled();
    return { params: { id } };
  };

  it('leaves the code of an enterprise it took back to the bureau it really reports to', async () => {
    await suzhou(undoImport, await committed(suzhou));
    const wuxi = await installation.signIn(await world.bureauOfficer('320200'));
    await committed(wuxi);
    expect((await wuxi(listEnterprises, { query: {} })).items).toMatchObject([{ uscc: USCC }]);
    expect((await suzhou(listEnterprises, { query: {} })).total).toBe(0);
  });

  it.each([
    [
      'a draft was begun for it',
      (enterpriseId: string) => suzhou(startFinancingRequest, { body: { enterpriseId } }),
    ],
    ['somebody signs in for it', (id: string) => world.account('enterprise', id, ['finance'])],
  ])('keeps an enterprise it made where %s', async (_, use) => {
    const batch = await committed(suzhou);
    const [enterprise] = (await suzhou(listEnterprises, { query: {} })).items;
    await use(enterprise?.id ?? '');
    await suzhou(undoImport, batch);
    expect((await suzhou(listEnterprises, { query: {} })).total).toBe(1);
  });

  it('is refused after 24 hours, and as soon as one request has been verified', async () => {
    const batch = await staged(jiangsu, await workbook([needRow()]));
    const params = { id: batch.id };
    await jiangsu(commitImport, { params, version: batch.version });
    await installation.settled();
    await installation.database.rows(`update financing_request set status = 'verified', verified_at = now()`);
    await expect(jiangsu(undoImport, { params })).rejects.toMatchObject({
      code: 'import.undo_in_use',
      params: { requests: 1 },
    });
    installation.clock.advance(24 * 60 * 60 * 1000 + 1);
    const nextDay = await installation.signIn(officer);
    await expect(nextDay(undoImport, { params })).rejects.toMatchObject({ code: 'import.undo_expired' });
  });
});
