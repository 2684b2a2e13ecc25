import type { SurveyNeed } from './fields.js';
import type { Fault } from './findings.js';

const withoutDuplicate = (faults: readonly Fault[]): readonly Fault[] =>
  faults.some(({ kind }) => kind === 'duplicate')
    ? faults.filter(({ kind }) => kind !== 'duplicate')
    : faults;

/** As much of a staged row as tells whether it repeats another. */
export interface Repeatable {
  readonly row: number;
  readonly values: Pick<SurveyNeed, 'uscc' | 'amountFen' | 'currency'>;
  readonly faults: readonly Fault[];
}

/** Marks rows that repeat code, amount and currency of an earlier good row; may be run again after edits. */
export function markDuplicates<Row extends Repeatable>(rows: readonly Row[]): readonly Row[] {
  const firstByNeed = new Map<string, number>();
  return rows.map((staged) => {
    const faults = withoutDuplicate(staged.faults);
    const row = faults === staged.faults ? staged : { ...staged, faults };
    const { uscc, amountFen, currency } = row.values;
    if (faults.length > 0 || uscc === null || amountFen === null) return row;
    const need = `${uscc} ${String(amountFen)} ${currency}`;
    const first = firstByNeed.get(need);
    if (first === undefined) {
      firstByNeed.set(need, row.row);
      return row;
    }
    const duplicate: Fault = {
      kind: 'duplicate',
      field: 'uscc',
      code: 'repeats-row',
      found: uscc,
      params: { row: first },
    };
    return { ...row, faults: [duplicate] };
  });
}
