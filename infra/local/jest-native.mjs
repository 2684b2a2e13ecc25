import fs from 'node:fs';
import { createRequire, register } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import circus from 'jest-circus/runner';
import { compile } from './typescript-source.mjs';

const require = createRequire(import.meta.url);
const runs = new Map();
register('./typescript-hooks.mjs', import.meta.url);

/**
 * Jest's own way of running a file, but with Node's loader in place of a VM context per file: Nest, TypeORM and the
 * application are read, compiled and warmed up once per worker of Jest. For specs that share no state through modules.
 */
export default async function runNatively(globalConfig, config, environment, runtime, file, tell) {
  const { console } = globalThis;
  globalThis.console = environment.global.console;
  mapPositions(runtime.getSourceMaps());
  try {
    return await circus.default(globalConfig, config, { global: globalThis }, loader, file, tell);
  } finally {
    globalThis.console = console;
  }
}

/** What Jest's adapter asks of a runtime. */
const loader = {
  requireInternalModule: requireAnew,
  requireModule: require,
  setGlobalsForRuntime: () => {},
  enterTestCode: () => {},
  leaveTestCode: () => {},
  unstable_shouldLoadAsEsm: () => true,
  unstable_importModule: (file) => import(addressOf(file)),
};

/** The adapter keeps its tests and handlers in its module and in globals: none of the file before may be left. */
function requireAnew(file) {
  delete require.cache[file];
  globalThis[Symbol.for('EVENT_HANDLERS')] = undefined;
  return require(file);
}

/** A file that is run again, under --watch, must register its tests again. */
function addressOf(file) {
  const run = runs.get(file) ?? 0;
  runs.set(file, run + 1);
  return `${pathToFileURL(file)}${run === 0 ? '' : `?run=${run}`}`;
}

/** Asked only while a stack is being written, which is seldom enough to compile the file again for its map. */
function mapPositions(maps) {
  maps.get = (name) => {
    const file = name.startsWith('file:') ? fileURLToPath(name) : name;
    if (!file.endsWith('.ts')) return undefined;
    return maps.has(name) ? Map.prototype.get.call(maps, name) : keepMap(maps, name, file);
  };
}

function keepMap(maps, name, file) {
  const kept = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'yinqi-map-')), 'map.json');
  fs.writeFileSync(kept, compile(file).map);
  maps.set(name, kept);
  return kept;
}
