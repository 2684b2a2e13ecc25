/** Where a city's tile stands: a rough order by neighbourhood, deliberately no outline of anything. */
export type Tile = { readonly column: number; readonly row: number; readonly nameEn: string };

/** GB/T 2260 code → place, for provinces that have chosen one; others are laid out in the order of their codes. */
export const CITY_TILES: Readonly<Record<string, Tile>> = {
  '320300': { column: 1, row: 1, nameEn: 'Xuzhou' },
  '320700': { column: 3, row: 1, nameEn: 'Lianyungang' },
  '321300': { column: 2, row: 2, nameEn: 'Suqian' },
  '320800': { column: 3, row: 2, nameEn: 'Huai’an' },
  '320900': { column: 4, row: 2, nameEn: 'Yancheng' },
  '320100': { column: 1, row: 3, nameEn: 'Nanjing' },
  '321000': { column: 2, row: 3, nameEn: 'Yangzhou' },
  '321200': { column: 3, row: 3, nameEn: 'Taizhou' },
  '320600': { column: 4, row: 3, nameEn: 'Nantong' },
  '321100': { column: 2, row: 4, nameEn: 'Zhenjiang' },
  '320400': { column: 3, row: 4, nameEn: 'Changzhou' },
  '320200': { column: 4, row: 4, nameEn: 'Wuxi' },
  '320500': { column: 5, row: 4, nameEn: 'Suzhou' },
};
