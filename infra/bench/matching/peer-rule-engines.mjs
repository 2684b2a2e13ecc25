import { createRequire } from 'node:module';
import { rankFound } from './peers.mjs';

const require = createRequire(new URL('../peers/', import.meta.url));
const bits = (mask, length) => Array.from({ length }, (_, bit) => bit).filter((bit) => (mask >> bit) & 1);
const WIDTHS = { sizes: 4, holdings: 6, stages: 4, currencies: 8, grades: 5 };
const ASKED = {
  sizes: 'size',
  holdings: 'holding',
  stages: 'stage',
  currencies: 'currency',
  grades: 'grade',
};

const factsOf = (r) => ({
  region: [...r.regionPath],
  industry: [...r.industryPath],
  purposes: bits(r.purposes, 12),
  collaterals: bits(r.collaterals, 10),
  lists: bits(r.lists, 8),
  wan: r.wan,
  term: r.term,
  ceiling: r.ceilingBp,
  export: r.exportBp,
  years: r.years,
  size: r.size,
  holding: r.holding,
  stage: r.stage,
  currency: r.currency,
  grade: r.grade,
});

/** json-rules-engine: one rule per product, only the conditions that restrict. */
export async function jsonRulesPeer({ products, requests }) {
  const { Engine } = require('json-rules-engine');
  const engine = new Engine();
  engine.addOperator('meets', (fact, codes) => fact.some((code) => codes.includes(code)));
  engine.addOperator('avoids', (fact, codes) => !fact.some((code) => codes.includes(code)));
  engine.addOperator('staysIn', (fact, codes) => fact.every((code) => codes.includes(code)));
  engine.addOperator('covers', (fact, codes) => codes.every((code) => fact.includes(code)));
  for (const one of products) {
    if (!one.open) continue;
    const all = [];
    const add = (fact, operator, value) => all.push({ fact, operator, value });
    add('wan', 'greaterThanInclusive', one.minWan);
    add('wan', 'lessThanInclusive', one.maxWan);
    add('term', 'greaterThanInclusive', one.minTerm);
    add('term', 'lessThanInclusive', one.maxTerm);
    add('ceiling', 'greaterThanInclusive', one.rateBp);
    add('purposes', 'staysIn', bits(one.purposes, 12));
    add('collaterals', 'meets', bits(one.collaterals, 10));
    for (const [field, width] of Object.entries(WIDTHS)) {
      if (one[field] !== 2 ** width - 1) add(ASKED[field], 'in', bits(one[field], width));
    }
    if (one.required) add('lists', 'covers', bits(one.required, 8));
    if (one.minExportBp) add('export', 'greaterThanInclusive', one.minExportBp);
    if (one.minYears) add('years', 'greaterThanInclusive', one.minYears);
    if (one.regionCodes.length) add('region', 'meets', [...one.regionCodes]);
    if (one.includedCodes.length) add('industry', 'meets', [...one.includedCodes]);
    if (one.excludedCodes.length) add('industry', 'avoids', [...one.excludedCodes]);
    engine.addRule({ conditions: { all }, event: { type: 'fits', params: { number: one.number } } });
  }
  return async (at) => {
    const { events } = await engine.run(factsOf(requests[at]));
    return rankFound(
      requests[at],
      products,
      events.map(({ params }) => params.number),
    );
  };
}

/** ZEN: a decision table with one row per product that collects what fits. */
export async function zenPeer({ products, requests }) {
  const { ZenEngine } = require('@gorules/zen-engine');
  const fields = ['wan', 'term', 'ceiling', 'purposes', 'collaterals', 'lists', 'export', 'years'];
  fields.push(...Object.values(ASKED), 'region', 'industry');
  const inputs = fields.map((field) => ({ id: field, name: field, type: 'expression', field }));
  const rules = products.filter(({ open }) => open).map(zenRow);
  const place = { x: 0, y: 0 };
  const decision = {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: place },
      {
        ...{ id: 'table', type: 'decisionTableNode', name: 'table', position: place },
        content: {
          hitPolicy: 'collect',
          inputs,
          outputs: [{ id: 'number', name: 'number', type: 'expression', field: 'number' }],
          rules,
        },
      },
      { id: 'out', type: 'outputNode', name: 'out', position: place },
    ],
    edges: [
      { id: 'first', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'second', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  };
  const ready = new ZenEngine().createDecision(Buffer.from(JSON.stringify(decision)));
  return async (at) => {
    const { result } = await ready.evaluate(factsOf(requests[at]));
    return rankFound(
      requests[at],
      products,
      result.map(({ number }) => number),
    );
  };
}

function zenRow(one) {
  const included = one.includedCodes.length ? `some($, # in [${one.includedCodes}])` : '';
  const excluded = one.excludedCodes.length ? `none($, # in [${one.excludedCodes}])` : '';
  const oneOf = Object.entries(WIDTHS).map(([field, width]) => [
    ASKED[field],
    one[field] === 2 ** width - 1 ? '' : `$ in [${bits(one[field], width)}]`,
  ]);
  return {
    _id: String(one.number),
    wan: `[${one.minWan}..${one.maxWan}]`,
    term: `[${one.minTerm}..${one.maxTerm}]`,
    ceiling: `>= ${one.rateBp}`,
    purposes: `all($, # in [${bits(one.purposes, 12)}])`,
    collaterals: `some($, # in [${bits(one.collaterals, 10)}])`,
    lists: bits(one.required, 8)
      .map((list) => `some($, # == ${list})`)
      .join(' and '),
    export: one.minExportBp ? `>= ${one.minExportBp}` : '',
    years: one.minYears ? `>= ${one.minYears}` : '',
    ...Object.fromEntries(oneOf),
    region: one.regionCodes.length ? `some($, # in [${one.regionCodes}])` : '',
    industry: [included, excluded].filter(Boolean).join(' and '),
    number: String(one.number),
  };
}
