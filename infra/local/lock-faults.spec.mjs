import { lockFaults } from './lock-faults.mjs';

const parser = (optional) => ({ version: '1.0.0', optionalDependencies: { [optional]: '1.0.0' } });

describe('lock file', () => {
  it('is whole when each optional package has its entry, beside its parent or above it', () => {
    const packages = {
      '': {},
      'node_modules/a': parser('a-linux'),
      'node_modules/a-linux': { version: '1.0.0' },
      'node_modules/b/node_modules/c': parser('c-linux'),
      'node_modules/b/node_modules/c-linux': { version: '1.0.0' },
      'apps/api': parser('a-linux'),
      'node_modules/@yinqi/api': { resolved: 'apps/api', link: true },
    };
    expect(lockFaults(packages)).toEqual([]);
  });

  it('names an optional package that npm dropped', () => {
    const packages = { 'node_modules/a': parser('a-win32') };
    expect(lockFaults(packages)).toEqual(['a-win32 (wanted by node_modules/a) has no entry']);
  });

  it('does not accept an entry that only a sibling could load', () => {
    const packages = {
      'node_modules/a': parser('x'),
      'node_modules/b/node_modules/x': { version: '1.0.0' },
    };
    expect(lockFaults(packages)).toHaveLength(1);
  });

  it.each(['https://mirror.example/a.tgz', 'file:../a', 'git+ssh://host/a.git'])('refuses %s', (resolved) => {
    const packages = { 'node_modules/a': { version: '1.0.0', resolved } };
    expect(lockFaults(packages)).toEqual([`node_modules/a is bound to ${resolved}`]);
  });
});
