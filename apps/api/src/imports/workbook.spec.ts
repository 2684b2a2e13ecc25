import { readFileSync } from 'node:fs';
import {
  findHeader,
  isSkipped,
  markDuplicates,
  readRow,
  type ReadContext,
  type StagedRow,
} from '@yinqi/domain/survey';
import { readWorkbook } from './workbook.js';

interface ExpectedRow {
  readonly row: number;
  readonly valid: boolean;
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

const JIANGSU: ReadContext = { province: '320000', importDate: '2026-11-22' };

const fixture = (name: string): Uint8Array => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

async function stage(bytes: Uint8Array): Promise<readonly StagedRow[]> {
  const [sheet] = (await readWorkbook(bytes)).sheets;
  const header = findHeader(sheet?.rows ?? []);
  if (sheet === undefined || header === undefined) throw new Error('no header found');
  const rows = sheet.rows.filter((row) => row.row >= header.firstDataRow && !isSkipped(row, header));
  return markDuplicates(rows.map((row) => readRow(row, header, JIANGSU)));
}

/** A staged row in the words of the answer key. */
function keyOf({ row, values, faults, warnings }: StagedRow, expected: ExpectedRow | undefined) {
  return {
    row,
    valid: faults.length === 0,
    faults: faults.map(({ kind }) => kind),
    // The key names the warnings that must be there; more are allowed.
    warnings: (expected?.warnings ?? []).filter((kind) => warnings.some((warning) => warning.kind === kind)),
    name: values.name,
    uscc: values.uscc,
    regionCode: values.regionCode,
    industry: values.industry,
    amountFen: values.amountFen === null ? null : String(values.amountFen),
    currency: values.currency,
    termMonths: values.termMonths,
    rateBp: values.rateBp,
    neededBy: values.neededBy,
    consent: values.willingToShare,
    purpose: values.purpose,
    collateral: values.collateral,
    employees: values.employees,
    revenueFen: values.revenueFen === null ? null : String(values.revenueFen),
  };
}

describe.each([
  { name: 'survey-sample', rows: 120, good: 102 },
  { name: 'survey-county', rows: 60, good: 54 },
])('$name.xlsx', ({ name, rows, good }) => {
  const key = JSON.parse(
    readFileSync(new URL(`fixtures/${name}.expected.json`, import.meta.url), 'utf8'),
  ) as ExpectedRow[];

  it(`gives its answer key: ${String(good)} good rows of ${String(rows)}`, async () => {
    const staged = await stage(fixture(`${name}.xlsx`));
    expect(staged).toHaveLength(rows);
    expect(staged.filter(({ faults }) => faults.length === 0)).toHaveLength(good);
    expect(staged.map((row, index) => keyOf(row, key[index]))).toEqual(key);
  });
});
