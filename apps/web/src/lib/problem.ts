import type { ErrorCode, FieldFault, Problem } from '@yinqi/contracts/errors';

/** A refusal the API explained: its code decides the wording, `correlationId` finds it in the logs. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: ErrorCode;
  readonly correlationId: string;
  readonly params: Problem['params'];
  readonly faults: readonly FieldFault[];

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.status = problem.status;
    this.code = problem.code;
    this.correlationId = problem.correlationId;
    this.params = problem.params;
    this.faults = problem.faults ?? [];
  }
}

/** The request never got an answer: no network, or the server is not running. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** The answer was not what the contract promises: a fault of ours, shown with its trace id. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  readonly correlationId: string | undefined;

  constructor(message: string, correlationId: string | undefined, options?: ErrorOptions) {
    super(message, options);
    this.correlationId = correlationId;
  }
}

export const hasCode = (error: unknown, code: ErrorCode): error is ProblemError =>
  error instanceof ProblemError && error.code === code;

/** The fault of one field, found by its JSON pointer (`/body/amountFen`). */
export const faultAt = (error: unknown, pointer: string): FieldFault | undefined =>
  error instanceof ProblemError ? error.faults.find((fault) => fault.pointer === pointer) : undefined;
