import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const TYPED = ['apps/*/{src,test,bench}/**/*.{ts,tsx}', 'libs/shared/*/src/**/*.ts'];
const SPECS = ['**/*.spec.{ts,tsx}', '**/testing/**/*.{ts,tsx}', 'apps/*/test/**/*.{ts,tsx}'];
/** Tables and wordings: long by nature, read by nobody from top to bottom. */
const DATA = ['**/*-data.ts', '**/*.data.ts', '**/*messages*.{zh,en}.ts'];
const DOMAIN = ['libs/shared/domain/src/**/*.ts'];

const everywhere = [
  {
    selector: 'TSEnumDeclaration',
    message:
      'Declare `export const X = ["a", "b"] as const` and `type X = (typeof X)[number]`: no runtime object, and z.enum takes it.',
  },
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name, so that one thing has one name wherever it is imported.',
  },
];

const whole = [
  {
    selector: 'MemberExpression[object.name=/^(it|describe|test)$/][property.name=/^(only|skip|todo)$/]',
    message: 'Run every test or delete it: .only hides the others, .skip and .todo hide this one.',
  },
];

const pure = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the instant as a parameter: the domain has no clock. The caller reads platform/clock.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'Take the instant as a parameter: the domain has no clock. The caller reads platform/clock.',
  },
];

const environment = {
  object: 'process',
  property: 'env',
  message: 'Add the variable to the schema in apps/api/src/platform/config and take it from Config.',
};

const noProcess = {
  name: 'process',
  message: 'Pass the value in: the domain runs in browsers and worker threads alike.',
};

const typeorm = {
  name: 'typeorm',
  message: 'Take `Tx` or `Database` from platform/database and write the SQL in a *.store.ts.',
};

const fullZod = {
  name: 'zod',
  message: 'Import zod/mini: what the web loads must stay within its budget.',
};

const boundaries = {
  enforceBuildableLibDependency: true,
  allow: [],
  depConstraints: [
    {
      sourceTag: 'scope:domain',
      onlyDependOnLibsWithTags: ['scope:domain'],
      allowedExternalImports: ['fast-check', '@jest/globals', 'highs', 'node:*'],
    },
    {
      sourceTag: 'scope:contracts',
      onlyDependOnLibsWithTags: ['scope:domain', 'scope:contracts'],
      allowedExternalImports: ['zod', 'zod/*', 'fast-check', '@jest/globals', 'node:*'],
    },
    {
      sourceTag: 'scope:api',
      onlyDependOnLibsWithTags: ['scope:domain', 'scope:contracts', 'scope:api'],
      bannedExternalImports: ['react', 'react-*', '@tanstack/*'],
    },
    {
      sourceTag: 'scope:web',
      onlyDependOnLibsWithTags: ['scope:domain', 'scope:contracts', 'scope:web'],
      bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'ioredis', 'pino'],
    },
  ],
};

const off = (rules) => Object.fromEntries(rules.map((rule) => [`@typescript-eslint/${rule}`, 'off']));

const typedRules = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true, allow: [{ from: 'lib', name: ['URL'] }] },
  ],
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  // Names are compared and cut by code point on purpose: Chinese company names hold characters beyond the BMP.
  '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
  // Matters of taste, or of frameworks that want a plain object or a promise.
  ...off([
    'consistent-indexed-object-style',
    'consistent-type-definitions',
    'dot-notation',
    'no-confusing-void-expression',
    'no-unsafe-class-instance-assignment',
    'require-await',
  ]),
  '@typescript-eslint/max-params': ['error', { max: 5 }],
  '@nx/enforce-module-boundaries': ['error', boundaries],
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  'no-restricted-syntax': ['error', ...everywhere],
  'no-restricted-properties': ['error', environment],
};

export default defineConfig(
  {
    ignores: ['**/dist/', '**/node_modules/', '.nx/', '.data/', '.cache/', '**/coverage/', '**/fixtures/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'fetch', 'URL']
          .concat([
            'AbortController',
            'AbortSignal',
            'performance',
            'Buffer',
            'TextDecoder',
            'TextEncoder',
            'module',
          ])
          .map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'max-lines': ['error', 300], 'max-lines-per-function': ['error', 70] },
  },
  {
    files: ['infra/**/*.spec.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['describe', 'it', 'expect', 'beforeAll', 'afterEach', 'afterAll'].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'max-lines-per-function': 'off', 'no-restricted-syntax': ['error', ...whole] },
  },
  {
    files: TYPED,
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: typedRules,
  },
  { files: ['apps/web/*.ts'], extends: [ts.configs.recommended] },
  {
    files: ['apps/api/**/*.ts'],
    rules: {
      // Nest reads the parameter types of decorated classes at run time, so their imports must stay values.
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-restricted-imports': ['error', { paths: [typeorm] }],
    },
  },
  {
    files: ['apps/api/src/platform/database/**/*.ts', 'apps/api/test/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['apps/api/src/platform/config/**/*.ts', 'apps/api/test/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  // Command-line tools speak to the person, or the launcher, that called them.
  { files: ['apps/api/src/{migrate,seed,rematch,verify-ledger}.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'react-hooks/exhaustive-deps': 'error',
      // Only of use with the React Compiler, which is not part of the build.
      'react-hooks/incompatible-library': 'off',
      'react-hooks/preserve-manual-memoization': 'off',
    },
  },
  {
    files: ['libs/shared/contracts/src/**/*.ts', 'apps/web/src/**/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { paths: [fullZod] }] },
  },
  {
    files: DOMAIN,
    ignores: SPECS,
    rules: {
      'no-restricted-globals': ['error', noProcess],
      'no-restricted-properties': [
        'error',
        {
          object: 'Date',
          property: 'now',
          message: 'Take the instant as a parameter: the domain has no clock.',
        },
        {
          object: 'Math',
          property: 'random',
          message: 'Take the random source as a parameter, or use fast-check.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.{1,2}/)',
              message:
                'The domain depends on nothing: take the value as a parameter, or import a sibling by ../topic/index.js.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...everywhere, ...pure],
    },
  },
  {
    files: SPECS,
    rules: {
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...everywhere, ...whole],
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any() and the like are typed any
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: DATA, rules: { 'max-lines': 'off' } },
  {
    // Tests that kill processes start them as `npm start` does.
    files: ['apps/api/test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { ...boundaries, allow: ['../../../infra/local/processes.mjs'] },
      ],
    },
  },
  // Browser journeys run the whole installation, both applications.
  { files: ['apps/web/test/**/*.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  { files: ['apps/web/**/*.d.ts'], rules: { '@typescript-eslint/consistent-type-definitions': 'off' } },
  prettier,
);
