import { createRequire } from 'node:module';
import { rankFound } from './peers.mjs';

const require = createRequire(new URL('../peers/', import.meta.url));

/** How a product's number bounds what is asked. */
const BOUNDS = {
  minWan: { atMost: true, asked: 'wan' },
  maxWan: { atMost: false, asked: 'wan' },
  minTerm: { atMost: true, asked: 'term' },
  maxTerm: { atMost: false, asked: 'term' },
  rateBp: { atMost: true, asked: 'ceilingBp' },
  minExportBp: { atMost: true, asked: 'exportBp' },
  minYears: { atMost: true, asked: 'years' },
};
const WIDTHS = {
  sizes: 4,
  holdings: 6,
  stages: 4,
  currencies: 8,
  grades: 5,
  purposes: 12,
  collaterals: 10,
  required: 8,
};

/** One compressed bitmap per criterion and value. */
function bitmapsOf(products, RoaringBitmap32) {
  const maps = new Map();
  const add = (key, number) => {
    if (!maps.has(key)) maps.set(key, new RoaringBitmap32());
    maps.get(key).add(number);
  };
  const values = {};
  for (const [field, { atMost }] of Object.entries(BOUNDS)) {
    values[field] = [...new Set(products.map((one) => one[field]))].sort((a, b) => a - b);
    for (const one of products) {
      for (const value of values[field]) {
        if (atMost ? one[field] <= value : one[field] >= value) add(`${field}${value}`, one.number);
      }
    }
  }
  for (const one of products) {
    if (one.open) add('open', one.number);
    if (one.regionCodes.length === 0) add('region everywhere', one.number);
    if (one.includedCodes.length === 0) add('industry any', one.number);
    for (const code of one.regionCodes) add(`region ${code}`, one.number);
    for (const code of one.includedCodes) add(`industry ${code}`, one.number);
    for (const code of one.excludedCodes) add(`excluded ${code}`, one.number);
    for (const [field, width] of Object.entries(WIDTHS)) {
      for (let bit = 0; bit < width; bit += 1)
        if ((one[field] >> bit) & 1) add(`${field} ${bit}`, one.number);
    }
  }
  for (const map of maps.values()) map.runOptimize();
  return { maps, values };
}

/** CRoaring: bitmaps ANDed; survivors scored as by the loops. */
export async function roaringPeer({ products, requests }) {
  const { RoaringBitmap32 } = require('roaring');
  const { maps, values } = bitmapsOf(products, RoaringBitmap32);
  const none = new RoaringBitmap32();
  const of = (key) => maps.get(key) ?? none;
  const bound = (field, request) => {
    const { atMost, asked } = BOUNDS[field];
    const wish = request[asked];
    const value = atMost
      ? values[field].findLast((one) => one <= wish)
      : values[field].find((one) => one >= wish);
    return value === undefined ? none : of(`${field}${value}`);
  };
  const bits = (mask, length) => Array.from({ length }, (_, bit) => bit).filter((bit) => (mask >> bit) & 1);
  // Unions over a path or a set are kept, as our own engine keeps its bitmaps.
  const kept = new Map();
  const keep = (key, make) => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key);
  };
  return (at) => {
    const r = requests[at];
    const region = keep(`r${r.region}`, () =>
      RoaringBitmap32.orMany([
        of('region everywhere'),
        ...[...r.regionPath].map((code) => of(`region ${code}`)),
      ]),
    );
    const industry = keep(`i${r.industry}`, () => {
      const path = [...r.industryPath];
      const included = RoaringBitmap32.orMany([
        of('industry any'),
        ...path.map((code) => of(`industry ${code}`)),
      ]);
      included.andNotInPlace(RoaringBitmap32.orMany(path.map((code) => of(`excluded ${code}`))));
      return included;
    });
    const collateral = keep(`c${r.collaterals}`, () =>
      RoaringBitmap32.orMany(bits(r.collaterals, 10).map((bit) => of(`collaterals ${bit}`))),
    );
    const lists = keep(`l${r.lists}`, () => {
      const held = of('open').clone();
      for (const bit of bits(~r.lists, 8)) held.andNotInPlace(of(`required ${bit}`));
      return held;
    });
    const found = RoaringBitmap32.and(region, industry);
    for (const field of Object.keys(BOUNDS)) found.andInPlace(bound(field, r));
    for (const bit of bits(r.purposes, 12)) found.andInPlace(of(`purposes ${bit}`));
    for (const map of [collateral, lists]) found.andInPlace(map);
    found.andInPlace(of(`sizes ${r.size}`));
    found.andInPlace(of(`holdings ${r.holding}`));
    found.andInPlace(of(`stages ${r.stage}`));
    found.andInPlace(of(`currencies ${r.currency}`));
    found.andInPlace(of(`grades ${r.grade}`));
    return rankFound(r, products, [...found.toUint32Array()]);
  };
}
