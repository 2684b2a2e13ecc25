import { createCall } from '@yinqi/contracts/client';

export { newIdempotencyKey, routeUrl } from '@yinqi/contracts/client';

/** Calls one operation of the API with the browser's session; refusals are thrown as `ProblemError`. */
export const call = createCall((url, init) => fetch(url, init));
