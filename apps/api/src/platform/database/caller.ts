import type { Permission, Role, Side } from '@yinqi/contracts/access';

/** Nested-set positions of a unit: "mine and below" is one BETWEEN (domain: reporting units, bank branches). */
export type Interval = { readonly lo: number; readonly hi: number };

/** Who asks, as the session says it. The database receives exactly these values and decides again by them. */
export type Caller = {
  readonly accountId: string;
  readonly displayName: string;
  readonly sessionId: string;
  readonly organisationId: string;
  readonly side: Side;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  /** The organisation's own interval: a bureau's reporting unit, a bank's office with those below it. */
  readonly unit: Interval;
  /** For bank callers: the head office their branch belongs to. */
  readonly bankId: string | undefined;
  /** Whether this is the bank's head office, which sees all of its branches. */
  readonly isHeadOffice: boolean;
};

/** Reads for a head office in another country and does nothing else here. */
export const isReaderAbroad = (caller: Caller): boolean =>
  caller.side === 'enterprise' && caller.roles.every((role) => role === 'hq_viewer');

/** One database role per kind of caller, so that each policy is one plain predicate. */
export const CALLER_ROLE = {
  enterprise: 'app_enterprise',
  bank: 'app_bank',
  bureau: 'app_bureau',
  association: 'app_association',
  facility_administrator: 'app_facility_administrator',
  platform: 'app_platform',
} as const satisfies Record<Side, string>;

export type CallerRole = (typeof CALLER_ROLE)[Side];

/** Roles of work that no caller asked for, each with explicit policies on the few tables it needs. */
export type ServiceRole =
  'app_auth' | 'app_public' | 'app_worker' | 'app_relay' | 'app_poster' | 'app_counter' | 'app_seed';
