import { enterpriseRoutes } from '@yinqi/contracts/enterprises';
import { identityRoutes } from '@yinqi/contracts/identity';
import { followChanges } from '@yinqi/contracts/live';
import { referenceRoutes } from '@yinqi/contracts/reference';
import type { RouteShape } from '@yinqi/contracts/route';

/** Every route of the contract; the start-up check compares it with what the controllers bind. */
export const API_ROUTES: readonly RouteShape[] = [
  ...identityRoutes,
  followChanges,
  ...referenceRoutes,
  ...enterpriseRoutes,
];
