import { PROFILE_ATTRIBUTE_NAMES } from '@yinqi/contracts/enterprises';
import { ENTERED, valueOfEntry } from './fact-entry.js';
import { PARTS } from './fact-text.js';

it.each([
  // 52.97 % = 5,297 basis points
  ['capacityUseBp', '52.97', 5297],
  ['capacityUseBp', '52.971', undefined],
  ['staff', '245', 245],
  ['staff', '约245人', undefined],
  ['foundedOn', '2010-08-19', '2010-08-19'],
  ['foundedOn', '二〇一〇年', undefined],
  ['adverseRecord', 'false', false],
  ['holdingType', 'foreign', 'foreign'],
  ['revenue', 2_310_000_000n, { fen: '2310000000', currency: 'CNY' }],
  ['mainLenders', '', null],
  ['staff', undefined, null],
] as const)('%s typed as %s is sent as %j', (attribute, entry, value) => {
  expect(valueOfEntry(attribute, entry)).toEqual(value);
});

it('shows every attribute in exactly one part of the file', () => {
  expect(Object.values(PARTS).flat().sort()).toEqual([...PROFILE_ATTRIBUTE_NAMES].sort());
  expect(new Set(ENTERED).size).toBe(ENTERED.length);
});
