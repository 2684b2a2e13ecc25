/** A run that finds more leaves the rest to the next one. */
const MAX_BATCHES = 500;

/** Does batch after batch, each a transaction of its own, until one is not full or the run's time is over. */
export async function inBatches(
  signal: AbortSignal,
  size: number,
  doBatch: () => Promise<number>,
): Promise<void> {
  for (let batch = 0; batch < MAX_BATCHES && !signal.aborted; batch += 1) {
    if ((await doBatch()) < size) return;
  }
}
