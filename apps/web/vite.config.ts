import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

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
    test: files('src/(app|ui)/(error-)?messages\\.(zh|en)'),
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
  { name: 'terms', test: files('domain/src/matching/vocabulary', 'contracts/src/explained-atom') },
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

const config = {
  plugins: [react()],
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
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
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
