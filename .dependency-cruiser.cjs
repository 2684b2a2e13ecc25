/** Lower ones are known to higher ones, never the other way round; siblings in one row do not know each other. */
const ORDER = [
  ['platform'],
  ['audit'],
  ['identity'],
  ['notifications'],
  ['service-policies'],
  ['reference', 'enterprises'],
  ['facilities'],
  ['products'],
  ['financing-requests'],
  ['disclosure'],
  ['imports', 'matching'],
  ['allocation'],
  ['engagements'],
  ['claims', 'statements', 'supervision', 'pipeline'],
];
/** Puts the capabilities together; nothing imports it but the programs themselves. */
const COMPOSITION = ['seed'];

const API = '^apps/api/src';
const SPEC = '\\.spec\\.tsx?$|/testing/|/fixtures/';
const names = ORDER.flat();
const folder = (list) => `${API}/(${list.join('|')})/`;

const direction = ORDER.flatMap((row, level) =>
  row.flatMap((name) => {
    const unknown = [
      ...ORDER.slice(level + 1).flat(),
      ...row.filter((other) => other !== name),
      ...COMPOSITION,
    ];
    return {
      name: `${name}-looks-down-only`,
      comment: `${name} must not know ${unknown.join(', ')}: publish an event through the outbox and let them react.`,
      severity: 'error',
      from: { path: folder([name]) },
      to: { path: folder(unknown) },
    };
  }),
);

module.exports = {
  forbidden: [
    ...direction,
    {
      name: 'only-public-files',
      comment:
        'Another capability is reached through its <capability>.public.ts: export there what you need, as a function.',
      severity: 'error',
      from: { path: `${API}/([^/]+)/` },
      to: {
        path: folder(names.filter((name) => name !== 'platform')),
        pathNot: [`${API}/$1/`, '\\.public\\.ts$'],
      },
    },
    {
      name: 'programs-use-public-files',
      comment:
        'The programs put capabilities together by their <capability>.public.ts: export module and queues there.',
      severity: 'error',
      from: { path: `${API}/[^/]+\\.ts$` },
      to: { path: folder(names.filter((name) => name !== 'platform')), pathNot: '\\.public\\.ts$' },
    },
    {
      name: 'capabilities-have-a-place',
      comment: 'A new folder in apps/api/src needs its place in ORDER in .dependency-cruiser.cjs.',
      severity: 'error',
      from: { path: `${API}/[^/]+/`, pathNot: folder([...names, ...COMPOSITION]) },
      to: {},
    },
    {
      name: 'programs-are-not-libraries',
      comment: 'What several folders need belongs in platform (or a capability), not beside main.ts.',
      severity: 'error',
      from: { path: folder(names), pathNot: SPEC },
      to: { path: `${API}/[^/]+\\.ts$` },
    },
    {
      name: 'domain-is-alone',
      comment:
        'The domain uses no package and no Node built-in: take the value or the function as a parameter.',
      severity: 'error',
      from: { path: '^libs/shared/domain/src/', pathNot: SPEC },
      to: { pathNot: '^libs/shared/domain/src/' },
    },
    {
      name: 'contracts-run-in-browsers',
      comment: 'Contracts are loaded by the web: no Node built-in, no server code.',
      severity: 'error',
      from: { path: '^libs/shared/contracts/src/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-are-strangers',
      comment: 'Move what both features need to ui (looks), lib (behaviour) or app (the frame around pages).',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'ui-and-lib-know-no-feature',
      comment: 'Pass it in as a prop or a parameter: ui and lib stay usable by every feature.',
      severity: 'error',
      from: { path: '^apps/web/src/(ui|lib)/' },
      to: { path: '^apps/web/src/(features|app)/' },
    },
    {
      name: 'tests-are-not-imported',
      comment: 'Production code must not reach into tests: move the shared part out of the spec.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [SPEC, '^apps/[^/]+/test/'] },
      to: { path: [SPEC, '^apps/[^/]+/test/'], pathNot: 'node_modules' },
    },
    {
      name: 'no-cycles',
      comment:
        'Break the circle: move the common part below both, or pass it in. Types alone may point back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere: check the path, the .js ending and package.json.',
      severity: 'error',
      from: { pathNot: '^infra/bench/matching/peer-' }, // peers of benchmarks are installed only to be measured
      to: { couldNotResolve: true, pathNot: '^(node|vite/client)$' }, // reference types="…"
    },
    {
      name: 'nothing-from-outside',
      comment: 'Copy the data file into the repository: the project reads nothing outside itself.',
      severity: 'error',
      from: {},
      to: { path: '^\\.\\./' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json', '.css', '.svg'],
    },
  },
};
