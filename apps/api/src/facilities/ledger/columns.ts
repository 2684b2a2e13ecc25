import type { Statement } from '../../platform/database/batch-connection.js';
import type { SqlValue } from '../../platform/database/database.js';

type Cell = string | number | bigint | boolean | null;
/** Types whose text needs no quoting inside an array literal. */
type PlainType = 'uuid' | 'bigint' | 'smallint' | 'boolean' | 'timestamptz' | 'word' | 'hex';
export type Column<Row> = readonly [
  name: string,
  type: PlainType | 'text' | 'jsonb',
  value: (row: Row) => Cell,
];

const SQL_TYPE = { word: 'text', hex: 'text' } as const;
const sqlType = (type: Column<never>[1]): string =>
  type === 'word' || type === 'hex' ? SQL_TYPE[type] : type;

const names = <Row>(columns: readonly Column<Row>[]): string => columns.map(([name]) => name).join(', ');

const unnest = <Row>(columns: readonly Column<Row>[]): string =>
  `unnest(${columns.map(([, type], at) => `$${at + 1}::${sqlType(type)}[]`).join(', ')}) as r (${names(columns)})`;

const read = <Row>([name, type]: Column<Row>): string =>
  type === 'hex' ? `decode(r.${name}, 'hex')` : `r.${name}`;

/** Inserts any number of rows by one statement, an array for each column. */
export const insertMany = <Row>(table: string, columns: readonly Column<Row>[]): Statement => ({
  name: `insert-${table}`,
  text: `insert into ${table} (${names(columns)}) select ${columns.map(read).join(', ')} from ${unnest(columns)}`,
});

/** Updates any number of rows, named by the first column: looked up one by one, however small the table seemed to the planner. */
export function updateMany<Row>(table: string, columns: readonly Column<Row>[]): Statement {
  const [[id] = ['id'], ...changed] = columns;
  const sets = changed.map((column) => `${column[0]} = ${read(column)}`).join(', ');
  return {
    name: `update-${table}`,
    text: `update ${table} t set ${sets} from ${unnest(columns)} where t.${id} = r.${id} and t.${id} = any($1::uuid[])`,
  };
}

/** Ids, numbers, instants and words joined as they are: the driver would quote and escape each of them. */
const plainArray = (cells: readonly Cell[]): string => `{${cells.map((cell) => cell ?? 'NULL').join(',')}}`;

/** The values of `insertMany` and `updateMany`. */
export const cellsOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): SqlValue[] =>
  columns.map(([, type, value]) => {
    const cells = rows.map(value);
    return type === 'text' || type === 'jsonb' ? cells : plainArray(cells);
  });
