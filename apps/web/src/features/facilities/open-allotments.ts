import { listAllotments } from '@yinqi/contracts/allotments';
import { call } from '../../lib/call.js';

export const countOpenAllotments = async (signal: AbortSignal): Promise<number> =>
  (await call(listAllotments, { query: { state: ['proposed'], limit: 1 } }, { signal })).total;
