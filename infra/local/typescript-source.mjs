import path from 'node:path';
import { transformFileSync } from '@swc/core';
import { ROOT } from './install.mjs';

const CONFIG = path.join(ROOT, '.swcrc');

/** The JavaScript of one of our sources, and its source map. */
export function compile(file) {
  return transformFileSync(file, { configFile: CONFIG });
}
