type Cell = string | number | bigint | boolean | null;
/** Types whose text needs no quoting inside an array literal. */
type PlainType = 'uuid' | 'bigint' | 'integer' | 'smallint' | 'boolean' | 'timestamptz' | 'word' | 'hex';
export type Column<Row> = readonly [
  name: string,
  type: PlainType | 'text' | 'jsonb',
  value: (row: Row) => Cell,
];

const SQL_TYPE = { word: 'text', hex: 'text' } as const;
const sqlType = (type: Column<never>[1]): string =>
  type === 'word' || type === 'hex' ? SQL_TYPE[type] : type;

const names = <Row>(columns: readonly Column<Row>[]): string => columns.map(([name]) => name).join(', ');

/** A row for every element of the arrays from parameter `first` on, read in step: a table function would keep each a second time. */
const rowsFrom = <Row>(columns: readonly Column<Row>[], first: number): string =>
  columns
    .map(([name, type], at) => {
      const elements = `unnest($${first + at}::${sqlType(type)}[])`;
      return `${type === 'hex' ? `decode(${elements}, 'hex')` : elements} as ${name}`;
    })
    .join(', ');

/** Inserts any number of rows, an array for each column, the first of them parameter `first`. */
export const insertMany = <Row>(table: string, columns: readonly Column<Row>[], first = 1): string =>
  `insert into ${table} (${names(columns)}) select ${rowsFrom(columns, first)}`;

/** Updates any number of rows, named by the first column: looked up one by one, however small the table seemed to the planner. */
export function updateMany<Row>(table: string, columns: readonly Column<Row>[], first = 1): string {
  const [[id] = ['id'], ...changed] = columns;
  const sets = changed.map(([name]) => `${name} = r.${name}`).join(', ');
  return `update ${table} t set ${sets} from (select ${rowsFrom(columns, first)}) r where t.${id} = r.${id} and t.${id} = any($${first}::uuid[])`;
}

const IN_NEED_OF_ESCAPE = /["\\]/g;

/** An array literal: ids, numbers, instants and words as they are, free text in quotation marks. */
function arrayOf(cells: readonly Cell[], isText: boolean): string {
  // Shorter arrays end in nulls, and many columns of most batches have nothing else.
  if (cells.every((cell) => cell === null)) return '{}';
  const elements = cells.map((cell) => {
    if (cell === null) return 'NULL';
    return isText ? `"${String(cell).replace(IN_NEED_OF_ESCAPE, '\\$&')}"` : cell;
  });
  return `{${elements.join(',')}}`;
}

/** The values of `insertMany` and `updateMany`. */
export const cellsOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] =>
  columns.map(([, type, value]) => arrayOf(rows.map(value), type === 'text' || type === 'jsonb'));
