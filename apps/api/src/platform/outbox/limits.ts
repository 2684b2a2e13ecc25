/** Ids in one event; the contract's schema allows as many. */
export const MAX_IDS = 500;
/** Events moved at a time. */
export const RELAY_BATCH = 200;
/** Up to so many jobs are added one by one: a bulk makes two temporary tables, as dear as some fifty single jobs. */
export const SINGLY = 50;
/** Poll when no notice arrives: a lost notice costs at most this. */
export const POLL_MS = 1_000;
/** Between two looks for deliveries that were not done. */
export const SWEEP_MS = 5_000;
/** A delivery not done after this long is handed to the queue again under a new job id. */
export const REDELIVER_AFTER_S = 45;
/**
 * Every so many generations a delivery is given up and kept as a dead letter. Replaying one raises its generation
 * past that multiple (a job id used before would be ignored), which grants it as many tries again.
 */
export const MAX_GENERATIONS = 5;
