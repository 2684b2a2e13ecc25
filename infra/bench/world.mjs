import { randomUUID } from 'node:crypto';
import { makeUscc } from '@yinqi/domain/codes';
import { COLLATERALS, PURPOSES } from '@yinqi/domain/matching';
import { seededRandom } from './statistics.mjs';

const FEN_PER_WAN = 1_000_000n;
const CITIES = ['320100', '320200', '320300', '320400', '320500', '320600', '320700', '320900', '321200'];
const INDUSTRIES = ['C2645', 'C3463', 'C3484', 'C3562', 'C3670', 'C3825', 'C3972', 'C3985', 'F5165', 'I6513'];
const BANK_TYPES = ['STATE_LARGE', 'JOINT_STOCK', 'CITY_COMMERCIAL', 'RURAL_COMMERCIAL', 'POLICY'];
const AMOUNTS_WAN = [300, 500, 800, 1_000, 2_000, 3_200, 5_000, 8_000, 12_000, 20_000];
const TERMS = [6, 12, 18, 24, 36, 60];

const wan = (amount) => String(BigInt(amount) * FEN_PER_WAN);
const json = JSON.stringify;

/** Banks with published products whose rules hold eight to ten conditions, as real ones do. */
export async function insertProducts(client, count, now) {
  const random = seededRandom(20_261_122);
  const { rows } = await client.query(`select id from facility where code = 'OWN-FUNDS'`);
  const facility = rows[0].id;
  const banks = [];
  for (let at = 0; at < 20; at += 1) {
    const id = randomUUID();
    banks.push(id);
    await client.query(
      `insert into organisation (id, kind, name, bank_type, region_code, lft, rgt)
       values ($1, 'bank', $2, $3, '320000', $4, $5)`,
      [id, `示例银行${at + 1}`, random.pick(BANK_TYPES), 100_000 + at * 100, 100_050 + at * 100],
    );
  }
  for (let at = 0; at < count; at += 1) {
    await client.query(
      `insert into loan_product (id, bank_id, facility_id, code, name, status, rule, terms, confirmed_at, published_at, created_at, updated_at)
       values ($1, $2, $3, $4, $5, 'published', $6, $7, $8, $8, $8, $8)`,
      [
        randomUUID(),
        banks[at % banks.length],
        facility,
        `B-${at}`,
        `示例产品${at}`,
        json(ruleOf(random)),
        json(termsOf(random)),
        now,
      ],
    );
  }
}

function ruleOf(random) {
  const most = 2 + random.below(AMOUNTS_WAN.length - 2);
  const sections = random.chance(0.5) ? ['C'] : [random.pick(INDUSTRIES).slice(0, 3), 'C34', 'I'];
  const all = [
    { attribute: 'currency', op: 'is', operand: 'CNY' },
    {
      attribute: 'region',
      op: 'within',
      operand: random.chance(0.4)
        ? ['320000']
        : [...new Set([random.pick(CITIES), random.pick(CITIES), random.pick(CITIES)])],
    },
    { attribute: 'industry', op: 'within', operand: [...new Set(sections)] },
    {
      attribute: 'amount',
      op: 'between',
      operand: { min: wan(AMOUNTS_WAN[random.below(most)]), max: wan(AMOUNTS_WAN[most]) },
    },
    { attribute: 'termMonths', op: 'between', operand: { min: 1, max: random.pick(TERMS) } },
    { attribute: 'purposes', op: 'subsetOf', operand: atLeastOne(random.some(PURPOSES, 8), PURPOSES[0]) },
    {
      attribute: 'collateral',
      op: 'intersects',
      operand: atLeastOne(random.some(COLLATERALS, 8), 'real_estate'),
    },
    { attribute: 'debtRatioBp', op: 'lte', operand: 5_000 + 500 * random.below(8) },
    {
      attribute: 'sizeClass',
      op: 'in',
      operand: random.chance(0.5) ? ['micro', 'small', 'medium'] : ['medium', 'large'],
    },
  ];
  if (random.chance(0.5)) all.push({ attribute: 'yearsInBusiness', op: 'gte', operand: 1 + random.below(4) });
  return { all };
}

const atLeastOne = (list, fallback) => (list.length > 0 ? list : [fallback]);

const termsOf = (random) => ({
  rateFromBp: 300 + 5 * random.below(20),
  rateToBp: 420,
  conclusionDays: 5 + random.below(10),
  repayment: null,
  repaymentEn: null,
  summary: null,
  summaryEn: null,
  materials: [],
  preferredLists: [],
});

/** Enterprises with one signed-up finance person each, who shares the password of `sample`. */
export async function insertEnterprises(client, count, { now, sample }) {
  const random = seededRandom(7);
  const people = [];
  for (let at = 0; at < count; at += 1) {
    const id = randomUUID();
    const region = random.pick(CITIES);
    const username = `bench.enterprise.${at}`;
    const { rows } = await client.query(
      `select id, lft from organisation where kind = 'bureau' and region_code = $1`,
      [region],
    );
    await client.query(
      `insert into enterprise (id, uscc, name, unit_id, unit_position, region_code, industry_code, profile, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
      [
        id,
        makeUscc(`91${region}`, `MA${String(at).padStart(6, '0')}`),
        `示例企业${at}有限公司`,
        rows[0].id,
        rows[0].lft,
        region,
        random.pick(INDUSTRIES),
        json(profileOf(random, now)),
        now,
      ],
    );
    await client.query(
      `insert into account (id, organisation_id, side, username, display_name, password_hash, roles, created_at)
       select $1, $2, 'enterprise', $3, '财务', password_hash, '{finance}', $4 from account where username = $5`,
      [randomUUID(), id, username, now, sample.username],
    );
    people.push({ enterpriseId: id, unitPosition: rows[0].lft, username, password: sample.password });
  }
  return people;
}

function profileOf(random, now) {
  const date = now.slice(0, 10);
  const fact = (value) => ({ value, source: '示例数据', date, provenance: 'declared' });
  return {
    sizeClass: fact(random.pick(['small', 'medium', 'large'])),
    foundedOn: fact(`${2005 + random.below(20)}-06-01`),
    debtRatioBp: fact(3_000 + 100 * random.below(50)),
    investmentKind: fact('foreign'),
    taxGrade: fact(random.pick(['A', 'B', 'M'])),
  };
}

/** Drafts that lack nothing but being submitted. */
export async function insertDrafts(client, count, { people, now, seed }) {
  const random = seededRandom(seed);
  const drafts = [];
  for (let at = 0; at < count; at += 1) {
    const person = people[at % people.length];
    const id = randomUUID();
    drafts.push({ id, person });
    await client.query(
      `insert into financing_request (id, number, enterprise_id, unit_position, status, amount_fen, term_months, purpose,
         needed_by, collateral, contact_name, contact_phone, willing_to_share, source, created_at, updated_at, updated_by, drafted_by)
       values ($1, $2, $3, $4, 'draft', $5, $6, $7, $8::date + 90, $9, '周宁', '13800000000', true, '{"kind":"form"}', $8, $8, '财务', 'enterprise')`,
      [
        id,
        `XQ-B-${seed}-${at}`,
        person.enterpriseId,
        person.unitPosition,
        wan(random.pick(AMOUNTS_WAN)),
        random.pick(TERMS),
        random.pick(PURPOSES),
        now,
        [random.pick(COLLATERALS), random.pick(COLLATERALS)],
      ],
    );
  }
  return drafts;
}
