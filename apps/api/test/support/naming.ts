import { isCommand, type RouteShape } from '@yinqi/contracts/route';
import { RESOURCE_OF, type Named } from './resource-of.js';
import type { ResourceIds } from './two-territories.js';

/** An id that exists nowhere: what a permitted caller is then told is never "permission denied". */
export const NOWHERE = '00000000-0000-4000-8000-000000000000';

export const NOTHING: ResourceIds = {
  enterprise: NOWHERE,
  request: NOWHERE,
  paper: NOWHERE,
  consent: NOWHERE,
  engagement: NOWHERE,
  supplement: NOWHERE,
  repairTask: NOWHERE,
  deputy: NOWHERE,
  outcomeBatch: NOWHERE,
  letter: NOWHERE,
  webhook: NOWHERE,
  webhookDelivery: NOWHERE,
  offer: NOWHERE,
  product: NOWHERE,
  batch: NOWHERE,
  facility: NOWHERE,
  rulePreview: NOWHERE,
  allocation: NOWHERE,
  pool: NOWHERE,
  allotment: NOWHERE,
  facilityTerms: NOWHERE,
  quotaHold: NOWHERE,
  quotaException: NOWHERE,
  claim: NOWHERE,
  claimBatch: NOWHERE,
  statement: NOWHERE,
};
/** No record has come so far: what exists answers with a conflict and stays as it is. */
export const FAR_AHEAD = 9999;

export const named = (route: RouteShape): Named => {
  const entry = RESOURCE_OF[route.id];
  if (entry === undefined) throw new Error(`RESOURCE_OF has no entry for ${route.id}`);
  return entry;
};

const addressOf = (route: RouteShape, { id, more = {}, query = '' }: Named, ids: ResourceIds): string => {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const wanted = name === 'id' ? id : more[name];
    if (wanted === undefined) throw new Error(`RESOURCE_OF.${route.id} says nothing of :${name}`);
    return typeof wanted === 'number' ? String(wanted) : ids[wanted];
  });
  return path + query;
};

/** The request a route takes for these records, in whatever form lets them be looked for. */
export function requestNaming(
  route: RouteShape,
  ids: ResourceIds,
  version: number,
): { readonly path: string; readonly init: RequestInit } {
  const entry = named(route);
  const headers = new Headers();
  if (isCommand(route)) headers.set('idempotency-key', crypto.randomUUID());
  if (route.versioned) headers.set('if-match', `"${String(version)}"`);
  const init: RequestInit = { method: route.method, headers };
  if (entry.bytes) {
    headers.set('content-type', 'application/octet-stream');
    init.body = entry.bytes;
  } else if (route.method !== 'GET') {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(typeof entry.body === 'function' ? entry.body(ids) : (entry.body ?? {}));
  }
  return { path: addressOf(route, entry, ids), init };
}
