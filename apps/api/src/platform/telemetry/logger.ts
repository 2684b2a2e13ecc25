import { pino, type Logger as PinoLogger } from 'pino';
import type { LoggerService } from '@nestjs/common';
import { correlationId } from './correlation.js';

export type Logger = PinoLogger;

/** JSON lines on stdout, each with the correlation id of the work it belongs to. Secrets are never logged. */
export function createLogger(level: string, process: 'api' | 'worker' | 'tool'): Logger {
  return pino({
    level,
    base: { process },
    mixin: () => ({ correlationId: correlationId() }),
    redact: ['password', '*.password', 'headers.cookie', 'headers.authorization'],
  });
}

/** Nest's own messages in the same format. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  error(message: unknown, trace?: unknown): void {
    this.logger.error({ trace }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }
}
