import { createCall, type Call } from '@yinqi/contracts/client';
import { fetchWordingOf } from '../ui/error-messages.js';

export { newIdempotencyKey, routeUrl } from '@yinqi/contracts/client';

const send = createCall((url, init) => fetch(url, init));

/**
 * Calls one operation of the API with the browser's session; refusals are thrown as `ProblemError`, once the words
 * to tell them with are there.
 */
export const call: Call = async (route, input, options) => {
  try {
    return await send(route, input, options);
  } catch (error) {
    await fetchWordingOf(error);
    throw error;
  }
};
