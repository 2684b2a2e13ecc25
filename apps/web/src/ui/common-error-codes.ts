import type { ErrorCode } from '@yinqi/contracts/errors';

/** Refusals that any page can meet: worded among the frame's words, and so also when the network is not there. */
const COMMON_ERROR_CODES = [
  'request.malformed',
  'request.invalid',
  'request.too_large',
  'request.unsupported_media',
  'route.not_found',
  'session.required',
  'session.wrong_credentials',
  'session.throttled',
  'origin.refused',
  'permission.denied',
  'resource.not_found',
  'resource.version_conflict',
  'resource.version_required',
  'idempotency.key_required',
  'idempotency.mismatch',
  'transition.refused',
  'server.busy',
  'server.fault',
] as const satisfies readonly ErrorCode[];
export type CommonErrorCode = (typeof COMMON_ERROR_CODES)[number];

export const isCommonErrorCode = (code: string): code is CommonErrorCode =>
  COMMON_ERROR_CODES.some((common) => common === code);
