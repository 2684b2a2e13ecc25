/// <reference types="node" />
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(import.meta.dirname, '../..');
const PARAMETER = /\{([^{}:]+)(?::[^{}]*)?\}/g;

type Loaded = { readonly messages: Readonly<Record<string, string>> };

const paramsOf = (text: string | undefined): string[] =>
  [...new Set([...(text ?? '').matchAll(PARAMETER)].map((match) => match[1] ?? ''))].sort();

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('messages.zh.ts'),
);

describe('catalogues', () => {
  it('are found', () => {
    expect(sources.length).toBeGreaterThan(3);
  });

  // The compiler compares keys; what stands in braces it cannot see.
  it.each(sources)('%s and its English name the same parameters', async (path) => {
    const file = join(SOURCE, path);
    const zh = (await import(file)) as Loaded; // every catalogue file exports `messages`
    const en = (await import(file.replace('.zh.ts', '.en.ts'))) as Loaded;
    const faults = Object.keys(zh.messages).filter(
      (key) => paramsOf(zh.messages[key]).join() !== paramsOf(en.messages[key]).join(),
    );
    expect(faults).toEqual([]);
  });
});
