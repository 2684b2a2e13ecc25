import { fileURLToPath } from 'node:url';
import { compile } from './typescript-source.mjs';

const isSource = (url) => url?.startsWith('file:') === true && /\.ts(\?.*)?$/.test(url);

/** Hooks of Node's loader: our sources are compiled as they are built, and our libraries taken from their sources. */
export function resolve(specifier, context, next) {
  if (!isSource(context.parentURL)) return next(specifier, context);
  if (specifier.startsWith('@yinqi/')) {
    return next(specifier, { ...context, conditions: ['source', ...context.conditions] });
  }
  if (!/^\.{1,2}\/.*\.js$/.test(specifier)) return next(specifier, context);
  const { href } = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
  return { url: href, format: 'module', shortCircuit: true };
}

export function load(url, context, next) {
  if (!isSource(url)) return next(url, context);
  return { format: 'module', source: compile(fileURLToPath(url)).code, shortCircuit: true };
}
