import type { CommonErrorCode } from './common-error-codes.js';

export const commonErrors = {
  'request.malformed': 'What was sent could not be read. Reload the page and try again.',
  'request.invalid': 'Some answers need correcting. Change them as marked and submit again.',
  'request.too_large': 'This is too large to accept. Shorten it or split the file.',
  'request.unsupported_media': 'This kind of file cannot be accepted. Use a format named on the page.',
  'route.not_found': 'There is nothing at this address. Use the menu on the left.',
  'session.required': 'Your session has ended. Sign in again; saved drafts are kept.',
  'session.wrong_credentials': 'The user name or the password is wrong. Check capitals and try again.',
  'session.throttled': 'Too many wrong attempts. Wait a few minutes, or ask your administrator.',
  'origin.refused': 'The request did not come from a page of this platform, so it was refused.',
  'permission.denied': 'Your role does not allow this. Ask your administrator for access.',
  'resource.not_found': 'This record was not found: it may have been withdrawn or lie outside your scope.',
  'resource.version_conflict':
    'Someone changed this record after you opened it. Look at it again before editing.',
  'resource.version_required': 'This page is out of date. Reload it before editing.',
  'idempotency.key_required': 'The submission carried no number and was not taken. Reload and try again.',
  'idempotency.mismatch': 'The same submission arrived with different content. Reload and submit again.',
  'transition.refused':
    'This step is not possible now; someone may have acted first. Reload to see the latest.',
  'server.busy': 'The platform is busy. Try again shortly; what you typed is still on this page.',
  'server.fault': 'The fault is ours and has been recorded. Your data have not changed.',
} as const satisfies Readonly<Record<CommonErrorCode, string>>;
