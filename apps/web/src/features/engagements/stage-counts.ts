import { countEngagements } from '@yinqi/contracts/engagements';
import type { RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';

export const readStageCounts = (signal: AbortSignal): Promise<RouteResult<typeof countEngagements>> =>
  call(countEngagements, {}, { signal });
