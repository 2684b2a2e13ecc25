const [WIDTH, HEIGHT] = [760, 460];
const BOX = { left: 70, right: 610, top: 30, bottom: 400 };
const LINES = [
  { name: 'wasm, growth', label: 'wasm 内核 WebAssembly', colour: '#0f5fa8', width: 3 },
  { name: 'typescript', label: 'TypeScript 内核', colour: '#4b8a3f', width: 2 },
  { name: 'roaring', label: 'CRoaring', colour: '#8a6d3b', width: 1.5 },
  { name: 'tuned', label: '手工循环 tuned loop', colour: '#777777', width: 1.5 },
  { name: 'duckdb', label: 'DuckDB', colour: '#b8860b', width: 1.5 },
  { name: 'postgres', label: 'PostgreSQL', colour: '#9b3a2f', width: 1.5 },
];

const decades = (low, high) => Array.from({ length: high - low + 1 }, (_, at) => low + at);

/** Time per request over the size of the catalogue, both axes logarithmic, as SVG. */
export function growthPlot({ rows, date, host }) {
  const lines = LINES.map((line) => ({ ...line, points: pointsOf(rows, line.name) })).filter(
    ({ points }) => points.length > 0,
  );
  const x = scale(3, Math.log10(200_000), BOX.left, BOX.right);
  const times = lines.flatMap(({ points }) => points.map(({ y }) => Math.log10(y)));
  const [low, high] = [Math.floor(Math.min(...times)), Math.ceil(Math.max(...times))];
  const y = scale(low, high, BOX.bottom, BOX.top);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>每笔需求的匹配时间与产品数 · CPU time per request over the number of products</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...decades(low, high).flatMap((power) => gridLine(y(power), timeText(power))),
    ...[1_000, 5_000, 20_000, 60_000, 200_000].flatMap((size) => tick(x(Math.log10(size)), size)),
    ...lines.flatMap((line) => drawn(line, x, y)),
    text(
      BOX.left,
      HEIGHT - 12,
      `${date.slice(0, 10)} · ${host.cpu}, ${host.cores} cores, Node ${host.node}`,
      '#555555',
    ),
    text(BOX.left, 18, '每笔需求 CPU 时间 · CPU time per request', '#222222'),
    text(BOX.right - 120, BOX.bottom + 38, '产品数 · products', '#222222'),
    '</svg>',
    '',
  ].join('\n');
}

const pointsOf = (rows, name) =>
  rows
    .filter((row) => row.name === name && row.unit === 'CPU µs per request')
    .map(({ size, median }) => ({ x: size, y: median }))
    .sort((a, b) => a.x - b.x);

const scale = (from, to, start, end) => (value) =>
  Math.round((start + ((value - from) / (to - from)) * (end - start)) * 10) / 10;

const text = (x, y, words, colour) => `<text x="${x}" y="${y}" fill="${colour}">${words}</text>`;

const timeText = (power) => (power < 3 ? `${10 ** power} µs` : `${10 ** (power - 3)} ms`);

const gridLine = (y, label) => [
  `<line x1="${BOX.left}" x2="${BOX.right}" y1="${y}" y2="${y}" stroke="#dddddd"/>`,
  `<text x="${BOX.left - 8}" y="${y + 4}" text-anchor="end" fill="#555555">${label}</text>`,
];

const tick = (x, size) => [
  `<line x1="${x}" x2="${x}" y1="${BOX.bottom}" y2="${BOX.bottom + 5}" stroke="#555555"/>`,
  `<text x="${x}" y="${BOX.bottom + 20}" text-anchor="middle" fill="#555555">${size.toLocaleString('en')}</text>`,
];

function drawn({ name, label, colour, width, points }, x, y) {
  const at = points.map((point) => [x(Math.log10(point.x)), y(Math.log10(point.y))]);
  const [endX, endY] = at.at(-1);
  // DuckDB ends where the tuned loop does.
  return [
    `<polyline fill="none" stroke="${colour}" stroke-width="${width}" points="${at.map((pair) => pair.join(',')).join(' ')}"/>`,
    ...at.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`),
    text(endX + 8, endY + (name === 'duckdb' ? 16 : 4), label, colour),
  ];
}
