import { ProblemError } from '@yinqi/contracts/client';
import type { ErrorCode, FieldFault } from '@yinqi/contracts/errors';

export { ConnectionError, ProblemError, UnexpectedAnswerError } from '@yinqi/contracts/client';

export const hasCode = (error: unknown, code: ErrorCode): error is ProblemError =>
  error instanceof ProblemError && error.code === code;

/** The fault of one field, found by its JSON pointer (`/body/amountFen`). */
export const faultAt = (error: unknown, pointer: string): FieldFault | undefined =>
  error instanceof ProblemError ? error.faults.find((fault) => fault.pointer === pointer) : undefined;
