import type { SlotColumn } from './bitmap-rows.js';

/** Up to this many combinations of classes share one bitmap; beyond, too few requests would meet a made one. */
const MOST_COMBINATIONS = 1024;

/** Criteria that tell few facts apart are ANDed ahead, so that a request needs about ten bitmaps, not thirty. */
export function groupColumns(columns: readonly SlotColumn[]): readonly (readonly SlotColumn[])[] {
  const groups: { members: SlotColumn[]; spread: number }[] = [];
  const ascending = [...columns].sort((a, b) => a.column.keys.spread - b.column.keys.spread);
  for (const member of ascending) {
    const { spread } = member.column.keys;
    const group = groups.find((candidate) => candidate.spread * spread <= MOST_COMBINATIONS);
    if (group === undefined) groups.push({ members: [member], spread });
    else {
      group.members.push(member);
      group.spread *= spread;
    }
  }
  return groups.map(({ members }) => members);
}
