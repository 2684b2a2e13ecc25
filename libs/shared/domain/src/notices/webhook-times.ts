const MINUTE_MS = 60_000;
/** A receiver that is down for an afternoon misses nothing, and one that is gone is not asked for ever. */
const RETRY_AFTER_MINUTES = [1, 5, 30, 120, 360, 720, 1_440];
export const MOST_TRIES = RETRY_AFTER_MINUTES.length + 1;

/** How long after a failed try the next is made; null when it was the last. */
export function retryAfterMs(failedTries: number): number | null {
  const minutes = RETRY_AFTER_MINUTES[failedTries - 1];
  return minutes === undefined ? null : minutes * MINUTE_MS;
}
