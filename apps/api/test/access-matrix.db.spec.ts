import { PERMISSIONS, permissionsOf, ROLE_NAMES, ROLES, type Role } from '@yinqi/contracts/access';
import { isCommand, type RouteShape } from '@yinqi/contracts/route';
import { API_ROUTES } from '../src/api-routes.js';
import { openInstallation, type Installation } from './support/installation.js';
import { World, type Account } from './support/world.js';

/** An id that exists nowhere: what a permitted caller is then told is never "permission denied". */
const NOWHERE = '00000000-0000-4000-8000-000000000000';

const pathOf = (route: RouteShape): string => route.path.replace(/:\w+/g, NOWHERE);

describe('the access matrix: every route × every role', () => {
  let installation: Installation;
  let world: World;
  const cookies = new Map<Role, string>();

  const accountOf = async (role: Role): Promise<Account> => {
    const { side } = ROLES[role];
    if (side === 'bureau') return world.account(side, world.unitId('320000'), [role]);
    if (side === 'enterprise') return world.account(side, (await world.enterprise()).id, [role]);
    return world.account(side, await world.institution(side), [role]);
  };

  const send = (route: RouteShape, cookie: string | undefined): Promise<Response> => {
    const headers = new Headers(cookie ? { cookie } : {});
    if (isCommand(route)) headers.set('idempotency-key', crypto.randomUUID());
    if (route.versioned) headers.set('if-match', '"1"');
    const init: RequestInit = { method: route.method, headers, signal: AbortSignal.timeout(5_000) };
    if (route.upload) {
      headers.set('content-type', route.upload.mediaTypes[0] ?? 'application/octet-stream');
      init.body = new Uint8Array([1]);
    } else if (route.method !== 'GET') {
      headers.set('content-type', 'application/json');
      init.body = '{}';
    }
    return fetch(`${installation.origin}/api/v1${pathOf(route)}`, init);
  };

  beforeAll(async () => {
    installation = await openInstallation({ worker: false });
    world = await World.open(installation.database);
    for (const role of ROLE_NAMES) {
      const account = await accountOf(role);
      cookies.set(role, await installation.cookieOf(account));
    }
  });
  afterAll(async () => {
    await world.close();
    await installation.close();
  });

  it('names a permission that exists on every route, and each id and address once', () => {
    for (const route of API_ROUTES) {
      expect(['public', ...PERMISSIONS]).toContain(route.permission);
    }
    expect(new Set(API_ROUTES.map((route) => route.id)).size).toBe(API_ROUTES.length);
    expect(new Set(API_ROUTES.map((route) => `${route.method} ${route.path}`)).size).toBe(API_ROUTES.length);
  });

  it('grants every permission to some role, and asks for it on some route', () => {
    const granted = new Set(ROLE_NAMES.flatMap((role) => [...permissionsOf([role])]));
    const asked = new Set<string>(API_ROUTES.map(({ permission }) => permission));
    expect(PERMISSIONS.filter((name) => !granted.has(name) || !asked.has(name))).toEqual([]);
  });

  it.each(
    API_ROUTES.filter((route) => route.permission !== 'public').map((route) => [route.id, route] as const),
  )('%s answers 401 to nobody and 403 exactly to the roles without its permission', async (_, route) => {
    const nobody = await send(route, undefined);
    expect(nobody.status).toBe(401);
    for (const role of ROLE_NAMES) {
      // Ending sessions would end the ones this walk is using; identity.db.spec covers these two.
      if (route.id === 'signOut' || route.id === 'signOutEverywhere') continue;
      const answer = await send(route, cookies.get(role));
      const { permission } = route;
      const permitted = permission === 'public' || permissionsOf([role]).has(permission);
      const denied = answer.status === 403;
      await answer.body?.cancel();
      expect({ role, denied, signedIn: answer.status !== 401, fault: answer.status === 500 }).toEqual({
        role,
        denied: !permitted,
        signedIn: true,
        fault: false,
      });
    }
  });
});
