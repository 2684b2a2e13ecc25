import { TOP_K } from '@yinqi/domain/matching';
import pg from 'pg';
import { startPostgres } from '../../local/postgres.mjs';
import { cpuMsOf } from '../rounds.mjs';
import { NUMBER_MASKS, productRow, requestRow, scoreIn } from './sql.mjs';

const PRODUCT = `
  create table product (id int primary key, regions int[], included int[], excluded int[], sizes int, holdings int,
    stages int, currencies int, grades int, purposes int, collaterals int, required int, preferred int, min_wan int,
    max_wan int, min_term int, max_term int, rate int, min_export int, min_years int, fixed int, programme int[], open bool)`;
const REQUEST = `
  create table request (id int primary key, r1 int, r2 int, r3 int, i1 int, i2 int, i3 int, i4 int, ipath int[],
    rpath int[], wan int, term int, size int, holding int, stage int, currency int, grade int, purposes int,
    collaterals int, ceiling int, export int, years int, lists int)`;

/** The embedded PostgreSQL with the world loaded; designs are tried and the best one counts. */
export async function openPostgres(folder, { products, requests }) {
  const server = await startPostgres({
    dataDir: `${folder}/postgres`,
    durable: false,
    settings: { shared_buffers: '512MB' },
  });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(
    `${PRODUCT}; ${REQUEST}; set jit = off; set work_mem = '256MB'; set max_parallel_workers_per_gather = 0`,
  );
  await fill(client, 'product', products.map(productRow));
  await fill(client, 'request', requests.map(requestRow));
  await client.query(NARROW_TABLES);
  await client.query(`create index on product using gin (regions); create index on product using gist
    (int4range(min_wan, max_wan, '[]'), int4range(min_term, max_term, '[]')); analyze`);
  const { rows } = await client.query('select pg_backend_pid() pid');
  return {
    client,
    cpuMs: cpuMsOf(rows[0].pid),
    close: async () => {
      await client.end();
      await server.stop();
    },
  };
}

async function fill(client, table, rows) {
  const columns = rows[0].map((_, at) => rows.map((row) => row[at]));
  const types = columns.map(([first]) =>
    typeof first === 'string' ? 'text' : typeof first === 'boolean' ? 'bool' : 'int',
  );
  const cast = types.map((type, at) => (type === 'text' ? `c${at}::int[]` : `c${at}`)).join(', ');
  const names = types.map((_, at) => `c${at}`).join(', ');
  const lists = types.map((type, at) => `$${at + 1}::${type}[]`).join(', ');
  await client.query(`insert into ${table} select ${cast} from unnest(${lists}) as t(${names})`, columns);
}

/** One row per product and region, so that the region is an equi-join and the rest stays narrow. */
const NARROW_TABLES = `
  create table narrow_product as
    select c.code, p.id, p.min_wan, p.max_wan, p.sizes, p.purposes, p.rate, p.min_term, p.max_term, p.collaterals,
      p.currencies, p.required, p.grades, p.min_export, p.min_years, p.holdings, p.stages, p.included, p.excluded
    from product p, unnest(p.regions) c(code)
    where p.open and not exists (select from unnest(p.regions) o(code)
      where o.code <> c.code and (o.code = 0 or o.code = c.code / 10000 * 10000 or o.code = c.code / 100 * 100))
    order by c.code;
  create index on narrow_product (code);
  create table narrow_request as select u.code, r.* from request r, unnest(r.rpath) u(code);
  create index on narrow_request (id)`;

const MASKS = `${NUMBER_MASKS}
  and not p.excluded && r.ipath and (p.included = '{}' or p.included && r.ipath)`;

const SCORE = scoreIn({
  divide: '/',
  holds: (column, node) => `${node} = any(p.${column})`,
  bits: (mask) => `bit_count((${mask})::bit(32))::int`,
  programme: 'p.programme[r.size + 1]',
});

const ranked = (pairs) => `
  select rid, pid, score, row_number() over (partition by rid order by score desc, pid) k,
    count(*) over (partition by rid) n from (${pairs}) scored`;

const pairsBy = {
  'narrow equi-join': `select r.id rid, p.id pid, ${SCORE} score from
    (select r.id rid, p.id pid from narrow_request r join narrow_product p on r.code = p.code and ${MASKS}
     where r.id >= $1 and r.id < $2 offset 0) e join request r on r.id = e.rid join product p on p.id = e.pid`,
  masks: `select r.id rid, p.id pid, ${SCORE} score from request r join product p
    on p.open and p.regions && r.rpath and ${MASKS} where r.id >= $1 and r.id < $2`,
  'gin and gist': `select r.id rid, p.id pid, ${SCORE} score from request r cross join lateral (
    select * from product p where p.open and p.regions && r.rpath
      and int4range(p.min_wan, p.max_wan, '[]') @> r.wan and int4range(p.min_term, p.max_term, '[]') @> r.term
      and ${MASKS}) p where r.id >= $1 and r.id < $2`,
};

/** Several ways to ask for count and best twenty of a range of requests. */
export const designs = Object.entries(pairsBy).map(([name, pairs]) => ({
  name,
  /** Every list in full, for comparing. */
  lists: `select rid, pid, score::int, n::int from (${ranked(pairs)}) t where k <= ${TOP_K} order by rid, k`,
  /** One row of sums, so that transport is not what is measured. */
  sums: `select count(*), sum(score + pid + n) from (${ranked(pairs)}) t where k <= ${TOP_K}`,
}));

/** The best of the designs by CPU over a few requests. */
export async function bestDesign({ client, cpuMs }, sample) {
  const tried = [];
  for (const design of designs) {
    await client.query(design.sums, [0, sample]);
    const began = cpuMs();
    await client.query(design.sums, [0, sample]);
    tried.push({ ...design, usPerRequest: ((cpuMs() - began) / sample) * 1000 });
  }
  return { tried, best: tried.toSorted((a, b) => a.usPerRequest - b.usPerRequest)[0] };
}

const FAILS = {
  amount: 'r.wan not between p.min_wan and p.max_wan',
  termMonths: 'r.term not between p.min_term and p.max_term',
  sizeClass: 'p.sizes & (1 << r.size) = 0',
  purposes: 'r.purposes & ~p.purposes <> 0',
  rateCeilingBp: 'p.rate > r.ceiling',
  collateral: 'p.collaterals & r.collaterals = 0',
  currency: 'p.currencies & (1 << r.currency) = 0',
  enterpriseLists: 'p.required & ~r.lists <> 0',
  taxGrade: 'p.grades & (1 << r.grade) = 0',
  exportShareBp: 'r.export < p.min_export',
  yearsInBusiness: 'r.years < p.min_years',
  holdingType: 'p.holdings & (1 << r.holding) = 0',
  stage: 'p.stages & (1 << r.stage) = 0',
  region: 'not p.regions && r.rpath',
  industry: `(p.excluded && r.ipath or not (p.included = '{}' or p.included && r.ipath))`,
};
const failing = Object.values(FAILS);

/** Sole blockers by criterion, and for each lower ceiling how many an amount of that much would add. */
export const NEAR_MISS = `
  with near as materialized (
    select p.min_wan, p.max_wan, r.wan,
      case ${Object.entries(FAILS)
        .map(([name, fails]) => `when ${fails} then '${name}'`)
        .join(' ')} end as what
    from request r join product p on p.open
    where r.id = $1 and ${failing.map((fails) => `(${fails})::int`).join(' + ')} = 1)
  select what, count(*)::int n from near group by what
  union all
  select t.max_wan::text, count(*)::int from (select distinct max_wan from near where what = 'amount' and max_wan < wan) t
    join near n on n.what = 'amount' and t.max_wan between n.min_wan and n.max_wan group by t.max_wan`;
