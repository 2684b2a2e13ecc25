import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ERROR_STATUS, type ErrorCode, type Problem } from '@yinqi/contracts/errors';
import type { Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { correlationId } from '../telemetry/correlation.js';
import type { Logger } from '../telemetry/logger.js';

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'request.malformed',
  404: 'route.not_found',
  413: 'request.too_large',
  415: 'request.unsupported_media',
};
/** PostgreSQL says "try again": deadlock, serialization, lock or statement timeout, or it is restarting. */
const RETRYABLE = new Set([
  '40001',
  '40P01',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
]);

function databaseCode(error: unknown): string | undefined {
  if (!error || typeof error !== 'object') return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? databaseCode(error.driverError) : undefined;
}

function refusalOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException)
    return new DomainError(CODE_OF_STATUS[error.getStatus()] ?? 'request.malformed');
  if (error && typeof error === 'object' && 'status' in error && 'type' in error) {
    // body-parser's own errors: too large, malformed JSON, wrong charset
    return new DomainError(CODE_OF_STATUS[Number(error.status)] ?? 'request.malformed');
  }
  if (RETRYABLE.has(databaseCode(error) ?? '')) return new DomainError('server.busy');
  return undefined;
}

/** The one place that writes problem+json (RFC 9457). The cause stays in the log, under the correlation id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const refusal = refusalOf(error);
    if (!refusal || refusal.code === 'server.busy') this.logger.error({ err: error }, 'request failed');
    const code: ErrorCode = refusal?.code ?? 'server.fault';
    const problem: Problem = {
      type: `urn:yinqi:problem:${code}`,
      title: code,
      status: ERROR_STATUS[code],
      code,
      correlationId: correlationId(),
      ...(refusal?.params ? { params: refusal.params } : {}),
      ...(refusal?.faults ? { faults: refusal.faults } : {}),
    };
    if (response.headersSent) {
      response.end();
      return;
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}
