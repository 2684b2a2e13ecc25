/** Where a city's tile stands: a rough order by neighbourhood, deliberately no outline of anything. */
export type Tile = { readonly column: number; readonly row: number };

/** GB/T 2260 code → place, for provinces that have chosen one; others are laid out in the order of their codes. */
export const CITY_TILES: Readonly<Record<string, Tile>> = {
  '320300': { column: 1, row: 1 },
  '320700': { column: 3, row: 1 },
  '321300': { column: 2, row: 2 },
  '320800': { column: 3, row: 2 },
  '320900': { column: 4, row: 2 },
  '320100': { column: 1, row: 3 },
  '321000': { column: 2, row: 3 },
  '321200': { column: 3, row: 3 },
  '320600': { column: 4, row: 3 },
  '321100': { column: 2, row: 4 },
  '320400': { column: 3, row: 4 },
  '320200': { column: 4, row: 4 },
  '320500': { column: 5, row: 4 },
};
