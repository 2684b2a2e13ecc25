import { startTestServers } from './test-servers.mjs';
import { build } from './tools.mjs';

/** Jest's globalSetup for the projects that need a database; the workers inherit the environment set here. */
export default async function setUp() {
  // Several projects ask for it in one run; they share the servers.
  if (globalThis.testServers) return;
  // npm test has built everything already; a single spec run by hand must not meet yesterday's migrations.
  if (process.env.TEST_BUILT !== 'yes') await build({ projects: ['@yinqi/api'] });
  const servers = await startTestServers();
  Object.assign(process.env, servers.env);
  globalThis.testServers = servers;
}
