import { writeXlsx } from 'hucre/xlsx';
import { reconcile } from '@yinqi/domain/quota';
import { linesOf, stageStatement, type StatementEvent } from './statement-staging.js';

/** With its heading the longest file that is taken. */
const ROWS = 49_999;
const PERIOD = { fromOn: '2026-11-01', toOn: '2026-11-30' };
/** A batch of rows as JSON; one line has some 200 bytes. */
const MOST_AT_ONCE_BYTES = 100_000;

const dayOf = (index: number): string => `2026-11-${String((index % 28) + 1).padStart(2, '0')}`;
const rowOf = (index: number): [string, number, string] => [dayOf(index), index + 1, `JJ-${String(index)}`];

function csvFile(): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: ROWS }, (_, index) => rowOf(index).join(','));
  return new TextEncoder().encode(['日期,金额（元）,借据号', ...rows].join('\n'));
}

async function xlsxFile(): Promise<Uint8Array<ArrayBuffer>> {
  const rows = Array.from({ length: ROWS }, (_, index) => rowOf(index));
  const sheet = { name: '对账单', rows: [['日期', '金额（元）', '借据号'], ...rows] };
  return Uint8Array.from(await writeXlsx({ sheets: [sheet] }));
}

/** Passes the events on, keeping no more of them than how large the largest was. */
class Gauge {
  largest = 0;

  async *through(events: AsyncIterable<StatementEvent>): AsyncGenerator<StatementEvent> {
    for await (const event of events) {
      if (event.kind === 'rows') this.largest = Math.max(this.largest, event.json.byteLength);
      yield event;
    }
  }
}

describe('a statement of fifty thousand lines', () => {
  it.each([
    ['CSV', csvFile],
    ['xlsx', xlsxFile],
  ])('is read from %s piece by piece, and each line laid to its movement', async (_, file) => {
    const gauge = new Gauge();
    const read = await linesOf(gauge.through(stageStatement({ bytes: await file(), period: PERIOD })));
    if (read.kind !== 'lines') throw new Error(read.code);
    expect(read.lines).toHaveLength(ROWS);
    expect(gauge.largest).toBeLessThan(MOST_AT_ONCE_BYTES);
    const lines = read.lines.flatMap(({ line }) =>
      line === null ? [] : [{ ...line, amountFen: BigInt(line.amountFen) }],
    );
    // The ledger has the same movements in the opposite order, and every hundredth under another amount.
    const movements = lines
      .map(({ row, amountFen, ...line }) => ({
        ...line,
        id: String(row),
        amountFen: row % 100 === 0 ? amountFen + 1n : amountFen,
      }))
      .reverse();
    const outcomes = reconcile(lines, movements).map(({ outcome }) => outcome);
    const count = (of: string): number => outcomes.filter((outcome) => outcome === of).length;
    // Rows 2 to 50,000: 500 of them end in two noughts.
    expect([count('matched'), count('differing'), outcomes.length]).toEqual([ROWS - 500, 500, ROWS]);
  });
});
