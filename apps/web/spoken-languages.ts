import type { Plugin } from 'vite';

const IN_MESSAGES =
  /node_modules\/react-(aria|stately|aria-components)\/.*\/intl\/.*\/[a-z]{2}-[A-Z]{2}\.m?js$/;

/** React Aria speaks some thirty languages; it passes over those that hold nothing, and falls back on English. */
export const spokenLanguages = (languages: readonly string[]): Plugin => ({
  name: 'spoken-languages',
  enforce: 'pre',
  load: {
    filter: { id: IN_MESSAGES },
    handler: (id) =>
      languages.some((language) => id.includes(`/${language}.`)) ? null : 'export default undefined;',
  },
});
