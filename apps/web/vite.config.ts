import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const shared = (path: string): string => `${import.meta.dirname}/../../libs/shared/${path}`;

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
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            {
              name: 'router',
              test: /node_modules[\\/]@tanstack[\\/](react-router|router-core|history|store|react-store)[\\/]/,
            },
            { name: 'query', test: /node_modules[\\/]@tanstack[\\/](react-query|query-core)[\\/]/ },
            { name: 'zod', test: /node_modules[\\/]zod[\\/]/ },
          ],
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
