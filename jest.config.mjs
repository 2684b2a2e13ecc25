/** One Jest for all projects; which layers run is chosen with --selectProjects. */
const rootDir = import.meta.dirname;

const node = (displayName, testMatch, more = {}) => ({
  rootDir,
  displayName,
  testEnvironment: 'node',
  testRunner: '<rootDir>/infra/local/jest-native.mjs',
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  ...more,
});

const database = {
  globalSetup: '<rootDir>/infra/local/jest-database.mjs',
  globalTeardown: '<rootDir>/infra/local/jest-database-stop.mjs',
};

const browser = {
  globalSetup: '<rootDir>/infra/local/jest-browser.mjs',
  globalTeardown: '<rootDir>/infra/local/jest-database-stop.mjs',
};

const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', tsx: true },
    transform: { useDefineForClassFields: false, react: { runtime: 'automatic' } },
  },
  module: { type: 'es6' },
};

export default {
  coverageProvider: 'v8',
  maxWorkers: 2,
  testSequencer: '<rootDir>/infra/local/jest-sequencer.mjs',
  // A bound for what hangs, wide enough for a machine with other work.
  testTimeout: 60_000,
  projects: [
    node('infra', ['infra/**/*.spec.mjs']),
    node('domain', ['libs/shared/domain/src/**/*.spec.ts'], {
      testPathIgnorePatterns: ['\\.checks\\.spec\\.ts$'],
    }),
    // Long seeded comparisons, by the hundred thousand.
    node('checks', ['libs/shared/domain/src/**/*.checks.spec.ts']),
    node('contracts', ['libs/shared/contracts/src/**/*.spec.ts']),
    node('api', ['apps/api/src/**/*.spec.ts'], { testPathIgnorePatterns: ['\\.db\\.spec\\.ts$'] }),
    node('db', ['apps/api/src/**/*.db.spec.ts', 'apps/api/test/**/*.db.spec.ts'], database),
    node('journey', ['apps/api/test/**/*.journey.spec.ts'], database),
    {
      rootDir,
      displayName: 'web',
      // jsdom is a realm of its own, so these go through Jest's loader.
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/apps/web/src/**/*.spec.{ts,tsx}', '<rootDir>/apps/web/test/pages.spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/apps/web/jest.setup.ts'],
      extensionsToTreatAsEsm: ['.ts', '.tsx'],
      transform: { '^.+\\.tsx?$': ['@swc/jest', swc] },
      moduleNameMapper: {
        '\\.module\\.css$': '<rootDir>/apps/web/jest.css-proxy.mjs',
        '\\.css$': '<rootDir>/apps/web/jest.css-proxy.mjs',
        '^(\\.{1,2}/.*)\\.js$': '$1',
        '^@yinqi/domain/(.*)$': '<rootDir>/libs/shared/domain/src/$1/index.ts',
        '^@yinqi/contracts/(.*)$': '<rootDir>/libs/shared/contracts/src/$1.ts',
      },
    },
    node('browser', ['apps/web/test/**/*.browser.spec.ts'], browser),
  ],
};
