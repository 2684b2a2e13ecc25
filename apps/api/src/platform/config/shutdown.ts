import type { Logger } from '../telemetry/logger.js';

/** Work in hand gets this long; the launcher kills a process after three seconds. */
const GRACE_MS = 2_500;

/** Ends the process in order on SIGTERM, SIGINT, or when the launcher that holds its channel is gone. */
export function onShutdown(logger: Logger, close: () => Promise<void>): void {
  let closing = false;
  const shutdown = (why: string): void => {
    if (closing) return;
    closing = true;
    logger.info({ why }, 'shutting down');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
    process.on(signal, () => shutdown(signal));
}
