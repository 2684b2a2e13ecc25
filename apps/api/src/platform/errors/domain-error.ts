import { ERROR_STATUS, type ErrorCode, type ErrorParams, type FieldFault } from '@yinqi/contracts/errors';

type Details = { readonly params?: ErrorParams; readonly faults?: readonly FieldFault[] };

/** An expected refusal: a code of the contract and what the message needs. Everything else is a bug. */
export class DomainError extends Error {
  readonly params: ErrorParams | undefined;
  readonly faults: readonly FieldFault[] | undefined;

  constructor(
    readonly code: ErrorCode,
    details: Details = {},
  ) {
    super(code);
    this.name = 'DomainError';
    this.params = details.params;
    this.faults = details.faults;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** "Not yours" and "not there" look the same, so that an id never tells whether it exists. */
export const notFound = (): DomainError => new DomainError('resource.not_found');
