/** Jest's globalTeardown. */
export default async function tearDown() {
  const servers = globalThis.testServers;
  globalThis.testServers = undefined;
  await servers?.stop();
}
