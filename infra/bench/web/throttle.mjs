/** A line of 10 Mbit/s that answers after 40 ms. */
const LINE = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };

/** A page on a processor `rate` times slower than this one, over the line if one is asked for. */
export async function slowed(context, { rate, overLine = false }) {
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate });
  if (overLine) {
    await devTools.send('Network.enable');
    await devTools.send('Network.emulateNetworkConditions', LINE);
  }
  return { page, devTools };
}
