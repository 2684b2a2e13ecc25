import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { calledRoutes } from './called-routes.ts';
import { packedFiles } from './packed-files.ts';
import { spokenLanguages } from './spoken-languages.ts';

const shared = (path: string): string => `${import.meta.dirname}/../../libs/shared/${path}`;

const packages = (names: string): RegExp => new RegExp(`node_modules/(${names})/`);
const files = (...paths: readonly string[]): RegExp => new RegExp(`/(${paths.join('|')})\\.tsx?$`);

/**
 * What is always fetched together is one file: small ones pack badly and each costs a round trip.
 * A group takes along what its files import and no earlier group holds, so the leaves come first.
 */
const GROUPS = [
  { name: 'react', test: packages('react|react-dom|scheduler') },
  { name: 'router', test: packages('@tanstack/(react-router|router-core|history|store|react-store)') },
  { name: 'query', test: packages('@tanstack/(react-query|query-core)') },
  { name: 'zod', test: packages('zod') },
  // What every page begins with, and how the reader's language words it.
  { name: 'frame', tags: ['$initial' as const] },
  {
    debugName: 'frame words',
    name: (id: string) => `frame-words.${id.slice(-'zh.ts'.length, -'.ts'.length)}`,
    test: files('src/(app|ui)/(messages|common-errors)\\.(zh|en)'),
  },
  // States, steps and the line that tells of changes: wherever requests and cases are listed.
  {
    name: 'words',
    test: files(
      'lifecycle/(labels|event-labels|next-step-text|request-lifecycle|engagement-states)',
      'contracts/src/(next-step|live)',
      'src/lib/(live|next-sentence)',
    ),
  },
  { name: 'vocabulary', test: files('domain/src/matching/vocabulary') },
  // What rules can ask and why a bank refuses: for the pages that word them, not for every list of cases.
  { name: 'criteria', test: files('domain/src/matching/(criteria|flag-words)') },
  { name: 'refusal', test: files('lifecycle/(decline-reasons|decline-statement)') },
  { name: 'terms', test: files('contracts/src/explained-atom') },
  {
    name: 'record',
    test: files(
      'src/ui/(condition-list|empty-state|facts|filter-chips|link|next-step|panel|tabs|tag|timeline)',
    ),
  },
  { name: 'grid', test: files('src/ui/(data-grid|use-grid).*') },
  {
    name: 'case',
    test: files('features/engagements/(case-facts|case-sections|decision-buttons|use-decisions|use-queue)'),
  },
];

const IN_FIRST_PAGE = /assets\/(react|router|query|zod|frame)-/;

const config = {
  plugins: [
    react(),
    calledRoutes(resolve(shared('contracts/src'))),
    spokenLanguages(['zh-CN', 'en-US']),
    packedFiles(),
  ],
  // Not the `source` condition: React Aria publishes one too, and its sources need another compiler.
  resolve: {
    alias: [
      { find: /^@yinqi\/domain\/(.*)$/, replacement: shared('domain/src/$1/index.ts') },
      { find: /^@yinqi\/contracts\/(.*)$/, replacement: shared('contracts/src/$1.ts') },
    ],
  },
  server: {
    port: 5173, // Host stays the page's own: the API compares it with Origin.
    proxy: { '/api': { target: 'http://127.0.0.1:3000', changeOrigin: false } },
  },
  build: {
    // Bureaux use domestic browsers at Chromium 110.
    target: 'chrome110',
    // The content security policy allows no data: URLs, so every asset is a file.
    assetsInlineLimit: 0,
    // Without the polyfill no inline script is written; Chromium 110 preloads modules itself.
    modulePreload: {
      polyfill: false,
      // What the first page brought is not listed again with each page that is fetched later.
      resolveDependencies: (_file, files, { hostType }) =>
        hostType === 'js' ? files.filter((file) => !IN_FIRST_PAGE.test(file)) : files,
    },
    rolldownOptions: {
      // Making a schema or a route changes nothing else: one that no page uses is left out.
      treeshake: { manualPureFunctions: ['z', 'defineRoute'] },
      output: {
        // The frame lists the files of every page: those of the groups alone keep a name.
        chunkFileNames: ({ name }) =>
          GROUPS.some((group) => group.name === name) ? 'assets/[name]-[hash].js' : 'assets/[hash].js',
        assetFileNames: 'assets/[hash][extname]',
        codeSplitting: {
          groups: GROUPS,
        },
      },
    },
  },
} satisfies UserConfig;

export default defineConfig(({ command }) => {
  // The build is what people are given, also when tests ask for it: their NODE_ENV would bring React's development half.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return config;
});
