import fc from 'fast-check';
import { ATTRIBUTES, criterionOf } from './criteria.js';
import { evaluate } from './evaluate.js';
import { explain } from './explain.js';
import type { Atom } from './rules.js';
import { context, fact, factsArbitrary, product, productArbitrary } from './testing/arbitraries.js';
import { describeAtom } from './wording.js';

const WAN = 1_000_000n;
const NAMES: Readonly<Record<string, string>> = { '320000': '江苏省', '320500': '苏州市' };
const named = { ...context, nameOf: (_attribute: string, code: string) => NAMES[code] };

describe('explain', () => {
  it('says of each condition what is required, what is known, and where that comes from', () => {
    const amount: Atom = { attribute: 'amount', op: 'lte', operand: 5000n * WAN };
    const facts = {
      amount: fact(
        { fen: 6000n * WAN, currency: 'CNY' as const },
        { source: '需求表单', date: '2026-06-29' },
      ),
    };
    const explanation = explain(facts, product({ clauses: [[amount]] }), context);
    expect(explanation.clauses[0]?.atoms).toEqual([
      {
        attribute: 'amount',
        label: { zh: '融资金额', en: 'Amount' },
        truth: 'false',
        text: { zh: '融资金额不超过5,000万元', en: 'Amount at most CNY 50 m' },
        required: { zh: '不超过5,000万元', en: 'at most CNY 50 m' },
        actual: {
          text: { zh: '6,000万元', en: 'CNY 60 m' },
          source: '需求表单',
          date: '2026-06-29',
          provenance: 'declared',
        },
        nearMiss: { zh: '金额改为不超过5,000万元即符合', en: 'fits if the amount is at most CNY 50 m' },
        changeable: true,
      },
    ]);
  });

  it('tells the enterprise what to do about an unknown fact, and the bank’s own reason for a closed gate', () => {
    const industry: Atom = { attribute: 'industry', op: 'notWithin', operand: ['C3963'] };
    const open = explain({ industry: fact('C39') }, product({ clauses: [[industry]] }), context);
    expect(open.missing[0]).toMatchObject({ reason: 'too_coarse', text: { zh: '填报层级过粗，请细化' } });
    const shut = explain({}, product({ published: false }), context);
    expect(shut.verdict).toBe('unavailable');
    expect(shut.gates[0]?.text.zh).toBe('银行已停办或尚未发布该产品');
  });

  it('shows derived values with the source of their inputs', () => {
    const years: Atom = { attribute: 'yearsInBusiness', op: 'gte', operand: 3 };
    const facts = { foundedOn: fact('2020-01-01', { source: '营业执照' }) };
    const [atom] = explain(facts, product({ clauses: [[years]] }), context).clauses[0]?.atoms ?? [];
    expect(atom?.actual).toMatchObject({ text: { zh: '6年', en: '6 years' }, source: '营业执照' });
  });

  it('agrees with the evaluation and is plain JSON, byte for byte the same each time', () => {
    fc.assert(
      fc.property(factsArbitrary, productArbitrary, (facts, one) => {
        const explanation = explain(facts, one, context);
        expect(explanation.verdict).toBe(evaluate(facts, one, context).verdict);
        const bytes = JSON.stringify(explanation);
        expect(JSON.parse(bytes)).toEqual(explanation);
        expect(JSON.stringify(explain({ ...facts }, one, { ...context }))).toBe(bytes);
      }),
    );
  });
});

describe('describeAtom', () => {
  const zh = (atom: Atom) => describeAtom(atom, 'zh', named.nameOf);

  it.each<[Atom, string, string]>([
    [
      { attribute: 'region', op: 'within', operand: ['320000'] },
      '所在地区属于江苏省',
      'Region within: 江苏省',
    ],
    [
      { attribute: 'termMonths', op: 'between', operand: { min: 6, max: 36 } },
      '期限6个月至36个月',
      'Term 6 months to 36 months',
    ],
    [
      { attribute: 'rateCeilingBp', op: 'gte', operand: 385 },
      '可接受最高年利率不低于3.85%',
      'Highest acceptable rate at least 3.85%',
    ],
    [
      { attribute: 'taxGrade', op: 'notIn', operand: ['C', 'D'], minProvenance: 'official' },
      '纳税信用等级不为C级、D级（须为登记机关数据）',
      'Tax credit grade none of: C, D (from the official register)',
    ],
    [
      { attribute: 'enterpriseLists', op: 'subsetOf', operand: ['key-2026'], maxAgeDays: 365 },
      '所在名单须包括key-2026（365天内数据）',
      'Lists the enterprise is on all of: key-2026 (data of the last 365 days)',
    ],
    [{ attribute: 'firstLoan', op: 'is', operand: true }, '须为首贷户', 'Must be a first-time borrower'],
    [
      { attribute: 'adverseRecord', op: 'is', operand: false },
      '须无失信或经营异常记录',
      'Must have no record of discredit or abnormal operation',
    ],
  ])('%#', (atom, chinese, english) => {
    expect(zh(atom)).toBe(chinese);
    expect(describeAtom(atom, 'en', named.nameOf)).toBe(english);
  });

  it('says of a yes or no what is known and what would be needed, without a yes or no', () => {
    const rule: Atom = { attribute: 'foreignTrade', op: 'is', operand: true };
    const [atom] =
      explain({ foreignTrade: fact(false) }, product({ clauses: [[rule]] }), context).clauses[0]?.atoms ?? [];
    expect(atom?.actual?.text).toEqual({ zh: '非外贸企业', en: 'no foreign-trade enterprise' });
    expect(atom?.nearMiss).toEqual({
      zh: '须为外贸企业方可办理',
      en: 'Must be a foreign-trade enterprise to qualify',
    });
  });

  it('prefers the bank’s own words', () => {
    const text = { zh: '面向苏州园区企业', en: 'for firms in Suzhou' };
    expect(zh({ attribute: 'region', op: 'within', operand: ['320500'], text })).toBe('面向苏州园区企业');
  });
});

describe('the registry', () => {
  it('lets an enterprise change only amount, term and security', () => {
    expect(ATTRIBUTES.filter((attribute) => criterionOf(attribute).changeable)).toEqual([
      'amount',
      'termMonths',
      'collateral',
    ]);
  });

  it('places the required value in every near-miss text', () => {
    const texts = ATTRIBUTES.map(criterionOf).flatMap(({ nearMiss }) => [nearMiss.zh, nearMiss.en]);
    expect(texts.filter((text) => !text.includes('{required}'))).toEqual([]);
  });
});
