import { permissionsOf, ROLE_NAMES, ROLES } from '@yinqi/contracts/access';
import type { RouteShape } from '@yinqi/contracts/route';
import { API_ROUTES } from '../src/api-routes.js';
import { CaseWorld } from './support/case-world.js';
import { FAR_AHEAD, named, NOTHING, requestNaming } from './support/naming.js';
import { settle, type ResourceIds, type ResourceKind, type Territory } from './support/two-territories.js';
import type { Account } from './support/world.js';

const SIDES_AT_WORK = ['enterprise', 'bank', 'bureau', 'facility_administrator'] as const;
type SideAtWork = (typeof SIDES_AT_WORK)[number];

/** Records that are one organisation's own to every side. */
const PRIVATE: readonly ResourceKind[] = [
  'enterprise',
  'request',
  'paper',
  'consent',
  'engagement',
  'supplement',
  'offer',
  'batch',
  'rulePreview',
  'allocation',
  'quotaHold',
  'claim',
  'claimBatch',
  'letter',
  'webhook',
  'webhookDelivery',
];
/** A bank's products are its own to other banks. */
const secretTo = (side: SideAtWork): readonly ResourceKind[] =>
  side === 'bank' ? [...PRIVATE, 'product'] : PRIVATE;
/** Query parameters by which a list can be asked for somebody else's records. */
const ASKED_BY = { enterpriseId: 'enterprise', requestId: 'request', consentId: 'consent' } as const;
/** What a list does not answer without. */
const NEEDED: Readonly<Record<string, string>> = {
  listPipelineEngagements: 'set=pushed',
  getPipelineBreakdown: 'by=unit',
};
/** Streams and files are no JSON; what they hold is found by the same queries as the lists beside them. */
const NOT_READ = ['followChanges', 'exportPipelineRequests'];

const takes = (route: RouteShape, side: SideAtWork): boolean =>
  ROLE_NAMES.some(
    (role) =>
      ROLES[role].side === side &&
      role !== 'hq_viewer' &&
      route.permission !== 'public' &&
      permissionsOf([role]).has(route.permission),
  );

/**
 * The same two territories as in the access matrix, with row-level security off on every table: what is left is what
 * the services ask for themselves. A policy that is forgotten or dropped one day then shows nobody anything.
 */
describe('the services’ own guards, with the policies away', () => {
  let at: CaseWorld;
  let own: Territory;
  let other: Territory;
  const cookies = new Map<Account, string>();

  const send = (path: string, init: RequestInit, as: Account): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookies.get(as) ?? '');
    return fetch(`${at.installation.origin}/api/v1${path}`, { ...init, headers });
  };

  const ask = async (route: RouteShape, as: Account, ids: ResourceIds) => {
    const { path, init } = requestNaming(route, ids, FAR_AHEAD);
    const response = await send(path, init, as);
    const text = await response.text();
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
    // Problems carry their code (RFC 9457); what is found may be a file.
    const code = isProblem ? (JSON.parse(text) as { code?: string }).code : undefined;
    return { status: response.status, code };
  };

  beforeAll(async () => {
    at = await CaseWorld.open();
    own = await settle(at, { regionCode: '320500', elsewhere: '320200', tool: 'PBOC-REDISCOUNT' });
    other = await settle(at, { regionCode: '320100', elsewhere: '320300', tool: 'EXIM-NEW-2020' });
    for (const account of Object.values(own.people)) {
      cookies.set(account, await at.installation.cookieOf(account));
    }
    await at.installation.database.rows(`do $$
      declare target regclass;
      begin
        for target in select oid::regclass from pg_class
          where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity
        loop execute format('alter table %s disable row level security', target); end loop;
      end $$`);
  }, 120_000);
  afterAll(() => at.close());

  const byId = API_ROUTES.filter(({ path }) => path.includes(':'));

  it.each(byId.map((route) => [route.id, route] as const))(
    '%s finds nothing of another organisation',
    async (_, route) => {
      const { ownTo = SIDES_AT_WORK } = named(route);
      for (const side of SIDES_AT_WORK.filter((one) => takes(route, one) && ownTo.includes(one))) {
        const as = own.people[side];
        const missing = await ask(route, as, NOTHING);
        const foreign = await ask(route, as, other.ids);
        expect({ side, ...foreign }).toEqual({ side, ...missing });
      }
    },
  );

  const lists = API_ROUTES.filter(
    ({ id, path, method, permission }) =>
      method === 'GET' && !path.includes(':') && permission !== 'public' && !NOT_READ.includes(id),
  );

  it.each(lists.map((route) => [route.id, route] as const))(
    '%s lists nothing of another organisation, asked for or not',
    async (id, route) => {
      const queries = [
        '',
        ...Object.entries(ASKED_BY).map(([name, kind]) => `${name}=${other.ids[kind]}`),
        `unitId=${other.people.bureau.organisationId}`,
        `bankId=${other.people.bank.organisationId}`,
      ];
      for (const side of SIDES_AT_WORK.filter((one) => takes(route, one))) {
        for (const query of queries) {
          const search = [NEEDED[id], query].filter(Boolean).join('&');
          const response = await send(`${route.path}?${search}`, {}, own.people[side]);
          const text = await response.text();
          // 422: the list does not take this parameter; 404: there is no such unit for the reader.
          expect(query === '' ? [200] : [200, 404, 422]).toContain(response.status);
          const seen = secretTo(side).filter((kind) => text.includes(other.ids[kind]));
          expect({ side, query, seen }).toEqual({ side, query, seen: [] });
        }
      }
    },
  );
});
