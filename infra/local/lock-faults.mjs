import path from 'node:path';

/**
 * Faults `npm ci` would meet on another machine. npm drops optional packages that its registry did not have
 * without a word; the lock file then works here and nowhere else.
 */
export function lockFaults(packages) {
  const faults = [];
  for (const [folder, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isLocked(packages, folder, name))
        faults.push(`${name} (wanted by ${folder || 'package.json'}) has no entry`);
    }
    // Without a URL npm uses the registry of whoever installs.
    if (/^(https?|git\+?\w*|file):/.test(entry.resolved ?? ''))
      faults.push(`${folder} is bound to ${entry.resolved}`);
  }
  return faults;
}

/** Looks where Node would: beside the package, then in each folder above it. */
function isLocked(packages, folder, name) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[path.posix.join(at, 'node_modules', name)]?.version) return true;
    if (at === '') return false;
  }
}
