import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { TOP_K } from '@yinqi/domain/matching';
import { NUMBER_MASKS, productRow, requestRow, scoreIn } from './sql.mjs';

const require = createRequire(new URL('../peers/', import.meta.url));

const PRODUCT = [
  ...[
    'id',
    'regions',
    'included',
    'excluded',
    'sizes',
    'holdings',
    'stages',
    'currencies',
    'grades',
    'purposes',
  ],
  ...[
    'collaterals',
    'required',
    'preferred',
    'min_wan',
    'max_wan',
    'min_term',
    'max_term',
    'rate',
    'min_export',
  ],
  ...['min_years', 'fixed', 'programme', 'open'],
];
const REQUEST = [
  ...[
    'id',
    'r1',
    'r2',
    'r3',
    'i1',
    'i2',
    'i3',
    'i4',
    'ipath',
    'rpath',
    'wan',
    'term',
    'size',
    'holding',
    'stage',
  ],
  ...['currency', 'grade', 'purposes', 'collaterals', 'ceiling', 'export', 'years', 'lists'],
];

const INDUSTRY = `not list_has_any(p.excluded, r.ipath)
  and (len(p.included) = 0 or list_has_any(p.included, r.ipath))`;
const SCORE = scoreIn({
  divide: '//',
  holds: (column, node) => `list_contains(p.${column}, ${node})`,
  bits: (mask) => `bit_count(${mask})`,
  programme: 'p.programme[r.size + 1]',
});

/** One row per product and region again, so that the region is a hash join. */
const NARROW = `
  create table region_of as select id, unnest(regions) code from product where open;
  create table narrow_product as select u.code, p.* from region_of u join product p on p.id = u.id
    where not exists (select 1 from region_of o where o.id = u.id and o.code <> u.code
      and (o.code = 0 or o.code = u.code // 10000 * 10000 or o.code = u.code // 100 * 100)) order by u.code;
  create table narrow_request as select unnest(rpath) code, r.* from request r`;

const between = (from, to) => `r.id >= ${from} and r.id < ${to}`;
const pairsBy = {
  'region hash join': (range) => `select r.id rid, p.id pid, ${SCORE} score
    from narrow_request r join narrow_product p on p.code = r.code and ${NUMBER_MASKS} and ${INDUSTRY} where ${range}`,
  masks: (range) => `select r.id rid, p.id pid, ${SCORE} score from request r join product p on p.open
    and ${NUMBER_MASKS} and list_has_any(p.regions, r.rpath) and ${INDUSTRY} where ${range}`,
};
const ranked = (pairs) => `
  select rid, pid, score, row_number() over (partition by rid order by score desc, pid) k,
    count(*) over (partition by rid) n from (${pairs}) scored`;

/** DuckDB in this process on one thread, asked for whole ranges of requests; the better of two joins counts. */
export async function openDuckdb({ products, requests }, { folder, cpuMs, sample }) {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('set threads = 1');
  await fill(connection, 'product', PRODUCT, products.map(productRow), folder);
  await fill(connection, 'request', REQUEST, requests.map(requestRow), folder);
  for (const statement of NARROW.split(';')) await connection.run(statement);
  const ask = async (statement) => (await connection.runAndReadAll(statement)).getRowObjectsJson();
  const sums = (pairs) => (from, to) =>
    ask(
      `select count(*), sum(score + pid + n) from (${ranked(pairs(between(from, to)))}) t where k <= ${TOP_K}`,
    );
  const tried = [];
  for (const [name, pairs] of Object.entries(pairsBy)) {
    const began = cpuMs();
    await sums(pairs)(0, sample);
    tried.push({ name, pairs, usPerRequest: ((cpuMs() - began) / sample) * 1000 });
  }
  const [best] = tried.toSorted((a, b) => a.usPerRequest - b.usPerRequest);
  return {
    tried,
    run: sums(best.pairs),
    lists: async (from, to) => {
      const found = await ask(
        `select rid, pid, score, n from (${ranked(best.pairs(between(from, to)))}) t where k <= ${TOP_K} order by rid, k`,
      );
      return found.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)])),
      );
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function fill(connection, table, columns, rows, folder) {
  const typeOf = (value) =>
    typeof value === 'string' ? 'int[]' : typeof value === 'boolean' ? 'bool' : 'int';
  const types = columns.map((name, at) => `'${name}': '${typeOf(rows[0][at])}'`);
  const text = (value) => (typeof value === 'string' ? `[${value.slice(1, -1)}]` : String(value));
  const file = path.join(folder, `${table}.csv`);
  fs.writeFileSync(file, rows.map((row) => row.map(text).join('|')).join('\n'));
  const options = `delim = '|', header = false, columns = {${types.join(', ')}}`;
  await connection.run(`create table ${table} as select * from read_csv('${file}', ${options})`);
}
