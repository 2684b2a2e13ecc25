/** Bills of the demo bank under rediscount: those not in a batch yet, those handed in, those decided. 万元, basis points. */
export const BILLS = [
  { batch: null, amount: 320, rateBp: 168, discounted: 6, matures: 120 },
  { batch: null, amount: 500, rateBp: 172, discounted: 4, matures: 150 },
  { batch: 'waiting', amount: 860, rateBp: 165, discounted: 12, matures: 96 },
  { batch: 'waiting', amount: 240, rateBp: 170, discounted: 11, matures: 104 },
  { batch: 'waiting', amount: 1_200, rateBp: 158, discounted: 9, matures: 171 },
  { batch: 'decided', amount: 600, rateBp: 162, discounted: 20, matures: 88 },
  { batch: 'decided', amount: 450, rateBp: 166, discounted: 19, matures: 79 },
  { batch: 'refused', amount: 280, rateBp: 175, discounted: 18, matures: 66 },
] as const;

/** Of a claim that waits for the holder: a local bank’s loans to small firms. */
export const LOANS = { bankKey: 'wuze', person: '倪清', tool: 'PBOC-RURAL-SME', most: 3 } as const;
export const BILL_BANK = { key: 'hanning', person: '李敏', tool: 'PBOC-REDISCOUNT' } as const;
