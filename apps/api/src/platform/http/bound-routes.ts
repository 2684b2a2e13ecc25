import type { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { RouteShape } from '@yinqi/contracts/route';
import { ROUTE } from './route.decorator.js';

/** Refuses to start when the contract and the controllers disagree, and names what is missing where. */
export function assertRoutesBound(
  routes: readonly RouteShape[],
  discovery: DiscoveryService,
  scanner: MetadataScanner,
  reflector: Reflector,
): void {
  const bound = new Map<string, number>();
  for (const { instance } of discovery.getControllers()) {
    if (!instance || typeof instance !== 'object') continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>; // a controller's class prototype
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name];
      if (typeof handler !== 'function') continue;
      const route = reflector.get<RouteShape | undefined>(ROUTE, handler);
      if (route) bound.set(route.id, (bound.get(route.id) ?? 0) + 1);
    }
  }
  const unbound = routes.filter((route) => bound.get(route.id) !== 1).map((route) => route.id);
  const unknown = [...bound.keys()].filter((id) => !routes.some((route) => route.id === id));
  if (unbound.length > 0) {
    throw new Error(`Routes without exactly one @Route handler: ${unbound.join(', ')}`);
  }
  if (unknown.length > 0) {
    throw new Error(`Handlers of routes missing from api-routes.ts: ${unknown.join(', ')}`);
  }
}
