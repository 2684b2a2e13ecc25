import { openShared } from '@yinqi/domain/engine';
import type { CatalogueEntry } from './catalogue-entry.js';
import { LiveProducts } from './live-products.js';
import { contextOn } from '../match-context.js';

const DAY = '2026-11-20';

it('lends threads the index as it stands, also after its owner wrote to it under the same catalogue', () => {
  const live = new LiveProducts();
  const entries: ReadonlyMap<string, CatalogueEntry> = new Map();
  const isCurrent = () => openShared(live.shareOn(entries, DAY), contextOn(DAY)).isCurrent;
  expect(isCurrent()).toBe(true);
  live.indexOn(entries, DAY).remove('nobody');
  expect(isCurrent()).toBe(true);
});
