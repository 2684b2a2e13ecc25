import * as z from 'zod/mini';
import { PERMISSIONS, ROLE_NAMES, SIDES } from './access.js';
import { id, instant, listOf, pageOf, pageQuery, shortText } from './fields.js';
import { defineRoute } from './route.js';

export const LOCALES = ['zh', 'en'] as const;
export const UNIT_LEVELS = ['nation', 'province', 'city', 'county', 'zone'] as const;

/** Who is signed in, and all that the pages need to know of it. */
export const session = z.object({
  account: z.object({ id, displayName: z.string(), locale: z.enum(LOCALES) }),
  side: z.enum(SIDES),
  roles: z.array(z.enum(ROLE_NAMES)),
  permissions: z.array(z.enum(PERMISSIONS)),
  organisation: z.object({
    id,
    name: z.string(),
    nameEn: z.nullable(z.string()),
    regionCode: z.nullable(z.string()),
    unitLevel: z.nullable(z.enum(UNIT_LEVELS)),
    /** Invented, or, for a bureau and the platform, looking at an installation that holds invented data. */
    demo: z.boolean(),
  }),
  expiresAt: instant,
});
export type Session = z.output<typeof session>;

export const signIn = defineRoute({
  id: 'signIn',
  method: 'POST',
  path: '/session',
  summary: '登录',
  permission: 'public',
  idempotency: 'none',
  body: z.strictObject({
    username: z.string().check(z.trim(), z.toLowerCase(), z.minLength(1), z.maxLength(64)),
    password: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  result: session,
  errors: ['session.wrong_credentials', 'session.throttled'],
});

export const getSession = defineRoute({
  id: 'getSession',
  method: 'GET',
  path: '/session',
  summary: '当前登录信息',
  permission: 'session.use',
  result: session,
});

export const signOut = defineRoute({
  id: 'signOut',
  method: 'DELETE',
  path: '/session',
  summary: '退出登录',
  permission: 'session.use',
  idempotency: 'none',
  result: z.object({ ended: z.int() }),
});

export const signOutEverywhere = defineRoute({
  id: 'signOutEverywhere',
  method: 'DELETE',
  path: '/sessions',
  summary: '在所有设备上退出登录',
  permission: 'session.use',
  idempotency: 'none',
  result: z.object({ ended: z.int() }),
});

export const chooseLocale = defineRoute({
  id: 'chooseLocale',
  method: 'PUT',
  path: '/session/locale',
  summary: '选择界面语言',
  permission: 'session.use',
  idempotency: 'none',
  body: z.strictObject({ locale: z.enum(LOCALES) }),
  result: session,
});

/** One line of the public directory of bureaus, banks and other institutions. */
export const organisationItem = z.object({
  id,
  kind: z.string(),
  name: z.string(),
  nameEn: z.nullable(z.string()),
  regionCode: z.nullable(z.string()),
  unitLevel: z.nullable(z.enum(UNIT_LEVELS)),
  bankType: z.nullable(z.string()),
  parentId: z.nullable(id),
});

export const listOrganisations = defineRoute({
  id: 'listOrganisations',
  method: 'GET',
  path: '/organisations',
  summary: '机构名录（商务主管部门、银行等）',
  permission: 'reference.read',
  query: z.strictObject({
    ...pageQuery,
    kind: listOf(z.enum(['bureau', 'bank', 'association', 'facility_administrator', 'platform'])),
    parentId: z.optional(id),
    search: z.optional(shortText),
  }),
  result: pageOf(organisationItem),
});

export const identityRoutes = [
  signIn,
  getSession,
  signOut,
  signOutEverywhere,
  chooseLocale,
  listOrganisations,
] as const;
