import { PERMISSIONS, permissionsOf, ROLE_NAMES, ROLES, type Role } from '@yinqi/contracts/access';
import { isCommand, type RouteShape } from '@yinqi/contracts/route';
import { API_ROUTES } from '../src/api-routes.js';
import { Database } from '../src/platform/database/database.js';
import type { Caller } from '../src/platform/database/caller.js';
import { CaseWorld } from './support/case-world.js';
import { openInstallation, type Installation } from './support/installation.js';
import { FAR_AHEAD, named, NOTHING, NOWHERE, requestNaming } from './support/naming.js';
import { RESOURCE_OF, ROWS_OF } from './support/resource-of.js';
import {
  RESOURCE_KINDS,
  settle,
  type ResourceIds,
  type ResourceKind,
  type Territory,
} from './support/two-territories.js';
import { World, type Account } from './support/world.js';

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

const SIDES_AT_WORK = ['enterprise', 'bank', 'bureau', 'facility_administrator'] as const;
type SideAtWork = (typeof SIDES_AT_WORK)[number];

type Answer = { readonly status: number; readonly code: string | undefined };

/** What a bank or the holder of a tool keeps to itself. */
const NO_BUREAUS: readonly ResourceKind[] = [
  'facilityTerms',
  'allotment',
  'outcomeBatch',
  'statement',
  'webhook',
  'webhookDelivery',
];

describe('the access matrix: one’s own × another organisation’s', () => {
  const routes = API_ROUTES.filter(({ path }) => path.includes(':'));
  let at: CaseWorld;
  let own: Territory;
  let other: Territory;
  const cookies = new Map<Account, string>();

  const ask = async (
    route: RouteShape,
    as: Account,
    ids: ResourceIds,
    version = FAR_AHEAD,
  ): Promise<Answer> => {
    const { path, init } = requestNaming(route, ids, version);
    const headers = new Headers(init.headers);
    headers.set('cookie', cookies.get(as) ?? '');
    const response = await fetch(`${at.installation.origin}/api/v1${path}`, { ...init, headers });
    const text = await response.text();
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
    // Problems carry their code (RFC 9457); what is found may be a file.
    const code = isProblem ? (JSON.parse(text) as { code?: string }).code : undefined;
    return { status: response.status, code };
  };

  const permittedSides = (route: RouteShape): SideAtWork[] => {
    const { permission } = route;
    return SIDES_AT_WORK.filter((side) =>
      ROLE_NAMES.some(
        (role) =>
          ROLES[role].side === side &&
          role !== 'hq_viewer' &&
          permission !== 'public' &&
          permissionsOf([role]).has(permission),
      ),
    );
  };

  beforeAll(async () => {
    at = await CaseWorld.open();
    own = await settle(at, { regionCode: '320500', elsewhere: '320200', tool: 'PBOC-REDISCOUNT' });
    other = await settle(at, { regionCode: '320100', elsewhere: '320300', tool: 'EXIM-NEW-2020' });
    for (const account of [...Object.values(own.people), own.branchElsewhere]) {
      cookies.set(account, await at.installation.cookieOf(account));
    }
  }, 120_000);
  afterAll(() => at.close());

  it('knows of every id in an address which record it names', () => {
    expect(Object.keys(RESOURCE_OF).sort()).toEqual(routes.map(({ id }) => id).sort());
    for (const ids of [own.ids, other.ids]) {
      for (const kind of RESOURCE_KINDS) expect({ kind, id: ids[kind] }).not.toEqual({ kind, id: '' });
    }
  });

  it('finds the records of a case only in that case', async () => {
    const [current] = await at.installation.database.rows<{ version: number }>(
      'select version from engagement where id = $1',
      [own.ids.engagement],
    );
    const version = current?.version ?? 0;
    for (const [routeId, side, kind] of [
      ['answerSupplement', 'enterprise', 'supplement'],
      ['withdrawOffer', 'bank', 'offer'],
    ] as const) {
      const route = routes.find(({ id }) => id === routeId);
      if (!route) throw new Error(`no route ${routeId}`);
      const [foreign, missing] = [
        await ask(route, own.people[side], { ...own.ids, [kind]: other.ids[kind] }, version),
        await ask(route, own.people[side], { ...own.ids, [kind]: NOWHERE }, version),
      ];
      expect({ routeId, ...foreign }).toEqual({ routeId, ...missing });
      expect(foreign.status).toBeGreaterThanOrEqual(400);
      expect(foreign.code).not.toBe('resource.version_conflict');
    }
  });

  it.each(routes.map((route) => [route.id, route] as const))(
    '%s tells another organisation what it tells of an id of nothing',
    async (_, route) => {
      const { ownTo = SIDES_AT_WORK, closedTo = [] } = named(route);
      const sides = permittedSides(route);
      expect(sides.length).toBeGreaterThan(0);
      for (const side of sides) {
        const as = own.people[side];
        const missing = await ask(route, as, NOTHING);
        expect({ side, ...missing }).toEqual({ side, status: 404, code: 'resource.not_found' });
        const foreign = await ask(route, as, other.ids);
        if (ownTo.includes(side)) expect({ side, ...foreign }).toEqual({ side, ...missing });
        else expect({ side, status: foreign.status }).toEqual({ side, status: 200 });
        const mine = await ask(route, as, own.ids);
        if (closedTo.includes(side)) {
          expect({ side, ...mine }).toEqual({ side, ...missing });
          continue;
        }
        expect({ side, ...mine }).not.toMatchObject({ code: 'resource.not_found' });
        expect([400, 401, 403, 404, 422, 500]).not.toContain(mine.status);
      }
    },
  );

  it('keeps a branch out of the cases of the bank’s other branches', async () => {
    for (const route of routes.filter((one) => named(one).id === 'engagement')) {
      if (!permittedSides(route).includes('bank')) continue;
      const answer = await ask(route, own.branchElsewhere, own.ids);
      expect({ id: route.id, ...answer }).toEqual({ id: route.id, status: 404, code: 'resource.not_found' });
    }
  });

  describe('past the application', () => {
    let database: Database;

    beforeAll(async () => {
      database = await new Database(at.installation.database.apiUrl, 1).open();
    });
    afterAll(() => database.close());

    const callerOf = async (side: SideAtWork, of: Territory): Promise<Caller> => {
      const { id, organisationId } = of.people[side];
      const [unit] = await at.installation.database.rows<{ lft: number; rgt: number }>(
        'select lft, rgt from organisation where id = $1',
        [organisationId],
      );
      return {
        accountId: id,
        displayName: side,
        sessionId: id,
        organisationId,
        side,
        roles: [],
        permissions: new Set(),
        unit: { lo: unit?.lft ?? 0, hi: unit?.rgt ?? 0 },
        bankId: side === 'bank' ? organisationId : undefined,
        isHeadOffice: side === 'bank',
      };
    };

    /** What a role without a grant reads is nothing, too. */
    const visible = async (caller: Caller, rows: string, id: string): Promise<number> => {
      const read = database.asCaller(caller, (tx) =>
        tx.first<{ count: number }>(`select count(*)::int as count from ${rows} = $1`, [id]),
      );
      const found = await read.catch((error: unknown) => {
        if (error instanceof Error && error.message.startsWith('permission denied')) return undefined;
        throw error;
      });
      return found?.count ?? 0;
    };

    it.each(SIDES_AT_WORK)('shows a %s no row of another one’s records', async (side) => {
      const caller = await callerOf(side, own);
      for (const kind of RESOURCE_KINDS) {
        for (const rows of ROWS_OF[kind] ?? []) {
          expect({ rows, visible: await visible(caller, rows, other.ids[kind]) }).toEqual({
            rows,
            visible: 0,
          });
          // The bureau reads all there is of its own: the row that is looked for exists.
          if (side === 'bureau' && !NO_BUREAUS.includes(kind)) {
            const found = (await visible(caller, rows, own.ids[kind])) > 0;
            expect({ rows, found }).toEqual({ rows, found: true });
          }
        }
      }
    });

    it('lets a bank read no product of another bank, published or not', async () => {
      const caller = await callerOf('bank', own);
      await expect(visible(caller, 'loan_product where id', own.ids.product)).resolves.toBe(1);
      await expect(visible(caller, 'loan_product where id', other.ids.product)).resolves.toBe(0);
    });

    it('lets a holder change its own tool only, and a branch no product', async () => {
      const touch = (caller: Caller, table: string, id: string): Promise<number> =>
        database.asCaller(caller, (tx) =>
          tx.execute(`update ${table} set updated_at = updated_at where id = $1`, [id]),
        );
      const holder = await callerOf('facility_administrator', own);
      await expect(touch(holder, 'facility', own.ids.facility)).resolves.toBe(1);
      await expect(touch(holder, 'facility', other.ids.facility)).resolves.toBe(0);
      const bank = await callerOf('bank', own);
      await expect(touch(bank, 'loan_product', own.ids.product)).resolves.toBe(1);
      const branch = { ...bank, organisationId: NOWHERE, isHeadOffice: false };
      await expect(touch(branch, 'loan_product', own.ids.product)).resolves.toBe(0);
    });
  });
});
