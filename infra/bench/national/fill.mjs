import { randomUUID } from 'node:crypto';
import { bitsOf, clauseOf } from '../matching/views.mjs';
import { AS_OF, generateWorld, MECHANISM_NAMES, VOCABULARY } from '../matching/world.mjs';

const FEN_PER_WAN = 1_000_000;
const CHUNK = 5_000;
const MOMENT = `${AS_OF}T02:00:00Z`;

/** The seeded world as rows of the product's own tables: banks, tools, products, enterprises with facts, requests. */
export async function fill(client, size) {
  const world = generateWorld(size);
  const banks = await fillBanks(client);
  const facilities = await fillFacilities(client, world.products);
  await inChunks(world.products, (chunk) => insertProducts(client, chunk, { banks, facilities }));
  const unit = randomUUID();
  await client.query(
    `insert into organisation (id, kind, name, unit_level, lft, rgt) values ($1, 'bureau', '示例商务主管部门', 'nation', 1, 1000)`,
    [unit],
  );
  await inChunks(world.requests, (chunk) => insertRequests(client, chunk, unit));
  await client.query('analyze');
}

async function inChunks(list, insert) {
  for (let at = 0; at < list.length; at += CHUNK) await insert(list.slice(at, at + CHUNK));
}

/** One per tier of answering in time. */
async function fillBanks(client) {
  const ids = [0, 1, 2].map(() => randomUUID());
  for (const [tier, id] of ids.entries()) {
    await client.query(
      `insert into organisation (id, kind, name, bank_type, local_legal_person, region_code, lft, rgt)
       values ($1, 'bank', $2, 'CITY_COMMERCIAL', true, '320000', $3, $4)`,
      [id, `示例银行${tier}`, 10 * tier + 1, 10 * tier + 9],
    );
    await insertTier(client, 'bank_responsiveness', id, tier);
  }
  return ids;
}

async function fillFacilities(client, products) {
  const ids = new Map();
  for (const { facility, mechanism, tier } of products) {
    if (ids.has(facility)) continue;
    const id = randomUUID();
    ids.set(facility, id);
    await client.query(
      `insert into facility (id, code, name, name_en, mechanism, authority, verified, updated_at)
       values ($1, $2, $3, $3, $4, 'SHADOW', true, now())`,
      [id, `F-${String(facility).padStart(3, '0')}`, `示例工具${facility}`, MECHANISM_NAMES[mechanism]],
    );
    await insertTier(client, 'facility_headroom', id, tier);
  }
  return ids;
}

const insertTier = (client, kind, id, tier) =>
  client.query('insert into matching_facts (kind, subject_id, tier, updated_at) values ($1, $2, $3, now())', [
    kind,
    id,
    tier,
  ]);

const json = (value) => JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? String(one) : one));

async function insertProducts(client, products, { banks, facilities }) {
  const rows = products.map((product) => ({
    id: randomUUID(),
    bank_id: banks[product.responsiveness],
    facility_id: facilities.get(product.facility),
    code: `P-${product.number}`,
    name: `示例贷款${product.number}`,
    rule: { all: clauseOf(product) },
    terms: {
      rateFromBp: product.rateBp,
      rateToBp: product.rateBp + 60,
      conclusionDays: product.days,
      repayment: null,
      repaymentEn: null,
      summary: null,
      summaryEn: null,
      materials: [],
      preferredLists: bitsOf(product.preferred, VOCABULARY.lists),
    },
  }));
  await client.query(
    `insert into loan_product (id, bank_id, facility_id, code, name, status, rule, terms, confirmed_at, published_at,
       created_at, updated_at)
     select id, bank_id, facility_id, code, name, 'published', rule, terms, $2, $2, $2, $2
     from jsonb_to_recordset($1::jsonb) as r (id uuid, bank_id uuid, facility_id uuid, code text, name text, rule jsonb, terms jsonb)`,
    [json(rows), MOMENT],
  );
}

async function insertRequests(client, requests, unit) {
  const rows = requests.map((request) => ({
    id: randomUUID(),
    enterprise: randomUUID(),
    number: `XQ-${request.number}`,
    uscc: `91320000MA${String(request.number).padStart(8, '0')}`,
    region: request.region,
    industry: request.industry,
    profile: profileOf(request),
    fen: request.wan * FEN_PER_WAN,
    currency: VOCABULARY.currencies[request.currency],
    term: request.term,
    purpose: bitsOf(request.purposes, VOCABULARY.purposes)[0],
    collateral: bitsOf(request.collaterals, VOCABULARY.collaterals),
    ceiling: request.ceilingBp,
  }));
  await client.query(
    `with given as (
       select * from jsonb_to_recordset($1::jsonb) as r (id uuid, enterprise uuid, number text, uscc text, region text,
         industry text, profile jsonb, fen bigint, currency text, term int, purpose text, collateral text[], ceiling int)
     ), firms as (
       insert into enterprise (id, uscc, name, unit_id, unit_position, region_code, industry_code, profile, created_at, updated_at)
       select enterprise, uscc, '示例企业' || number, $2, 1, region, industry, profile, $3, $3 from given
     )
     insert into financing_request (id, number, enterprise_id, unit_position, status, amount_fen, currency, term_months,
       purpose, rate_ceiling_bp, collateral, willing_to_share, source, submitted_at, first_submitted_at, created_at,
       updated_at, updated_by, drafted_by)
     select id, number, enterprise, 1, 'submitted', fen, currency, term, purpose, ceiling, collateral, true,
       '{"kind": "form"}', $3, $3, $3, $3, '周宁', 'enterprise' from given`,
    [json(rows), unit, MOMENT],
  );
}

/** What a bureau knows of an enterprise; years and export share follow from it. */
function profileOf(request) {
  const fact = (value) => ({ value, source: '示例档案', date: AS_OF, provenance: 'declared' });
  const money = (fen) => fact({ fen: String(fen), currency: 'CNY' });
  return {
    sizeClass: fact(VOCABULARY.sizes[request.size]),
    holdingType: fact(VOCABULARY.holdings[request.holding]),
    stage: fact(VOCABULARY.stages[request.stage]),
    taxGrade: fact(VOCABULARY.grades[request.grade]),
    foundedOn: fact(`${Number(AS_OF.slice(0, 4)) - request.years}-01-01`),
    revenue: money(1_000_000_000),
    exportValue: money(request.exportBp * 100_000),
    enterpriseLists: fact({ members: bitsOf(request.lists, VOCABULARY.lists), complete: true }),
  };
}
