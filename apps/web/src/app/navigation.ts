import { useLocation } from '@tanstack/react-router';
import type { Permission, Side } from '@yinqi/contracts/access';
import type { QueueStage } from '@yinqi/contracts/engagements';
import { useOpenPile } from '../features/engagements/use-open-pile.js';
import { useStageCount } from '../features/engagements/use-stage-count.js';
import { useOpenAllotments } from '../features/facilities/use-open-allotments.js';
import type { messages } from './messages.zh.js';
import type { AppPath } from './router.js';

type NavKey = Extract<keyof typeof messages, `nav.${string}`>;

export type NavItem = {
  readonly to: AppPath;
  readonly label: NavKey;
  /** Shown to those alone who may do something there. */
  readonly needs?: Permission;
  /** A hook that knows how many records wait there; undefined while it is not known. */
  readonly useCount?: () => number | undefined;
  /** A hook that knows a record open elsewhere to lie here. */
  readonly useIsCurrent?: () => boolean;
};

export type NavGroup = { readonly title?: NavKey; readonly items: readonly NavItem[] };

/** A pile of the bank's work: how much waits in it, and whether the open case lies in it. */
const pile = (to: AppPath, label: NavKey, stage: QueueStage): NavItem => ({
  to,
  label,
  useIsCurrent: () => useOpenPile() === stage,
  ...(stage !== 'ended' && { useCount: () => useStageCount(stage) }),
});

/** A bureau reaches its letters from the list of what is supervised. */
const useIsOnLetter = (): boolean =>
  useLocation({ select: ({ pathname }) => pathname.startsWith('/letters') });

/** What each side finds on the left, in order; the first entry is where it lands after signing in. */
const NAVIGATION: Readonly<Record<Side, readonly NavGroup[]>> = {
  enterprise: [
    {
      items: [
        { to: '/home', label: 'nav.home' },
        { to: '/requests', label: 'nav.requests' },
        { to: '/consents', label: 'nav.consents' },
        { to: '/profile', label: 'nav.profile' },
        { to: '/products', label: 'nav.products' },
        { to: '/facilities', label: 'nav.facilities' },
      ],
    },
  ],
  bank: [
    {
      title: 'nav.work',
      items: [
        pile('/queue', 'nav.queue', 'answer'),
        pile('/queue/judging', 'nav.judging', 'judge'),
        pile('/queue/credit', 'nav.credit', 'credit'),
        pile('/queue/disbursing', 'nav.disbursing', 'disburse'),
        pile('/queue/ended', 'nav.ended', 'ended'),
        { to: '/outcomes', label: 'nav.outcomes' },
      ],
    },
    {
      title: 'nav.records',
      items: [
        { to: '/products', label: 'nav.products' },
        { to: '/quota', label: 'nav.quota' },
        { to: '/claims', label: 'nav.claims' },
        { to: '/statements', label: 'nav.statements', needs: 'statements.manage' },
        { to: '/facilities', label: 'nav.facilities' },
        { to: '/shared-allocations', label: 'nav.allocations' },
        { to: '/letters', label: 'nav.letters' },
        { to: '/service-figures', label: 'nav.serviceFigures' },
        { to: '/team', label: 'nav.team' },
      ],
    },
  ],
  bureau: [
    {
      title: 'nav.monitor',
      items: [
        { to: '/overview', label: 'nav.overview' },
        { to: '/pipeline', label: 'nav.pipeline' },
        { to: '/supervision', label: 'nav.supervision', useIsCurrent: useIsOnLetter },
        { to: '/quota', label: 'nav.quota' },
        { to: '/allocations', label: 'nav.allocations' },
      ],
    },
    {
      title: 'nav.enterprises.group',
      items: [
        { to: '/imports', label: 'nav.imports' },
        { to: '/enterprises', label: 'nav.enterprises' },
        { to: '/requests', label: 'nav.requests' },
      ],
    },
    {
      title: 'nav.records',
      items: [
        { to: '/products', label: 'nav.products' },
        { to: '/facilities', label: 'nav.facilities' },
        { to: '/service-policies', label: 'nav.servicePolicies' },
      ],
    },
  ],
  association: [
    {
      items: [
        { to: '/products', label: 'nav.products' },
        { to: '/facilities', label: 'nav.facilities' },
      ],
    },
  ],
  facility_administrator: [
    {
      title: 'nav.quota.group',
      items: [
        { to: '/quota', label: 'nav.quotaHeld' },
        { to: '/allotments', label: 'nav.allotments', useCount: useOpenAllotments },
        { to: '/claims', label: 'nav.claimsHeld' },
        { to: '/quota/exceptions', label: 'nav.exceptions' },
        { to: '/statements', label: 'nav.statements' },
      ],
    },
    {
      title: 'nav.records',
      items: [
        { to: '/facilities', label: 'nav.facilities' },
        { to: '/products', label: 'nav.products' },
        { to: '/shared-allocations', label: 'nav.allocations' },
      ],
    },
  ],
  platform: [
    { items: [{ to: '/service-policies', label: 'nav.servicePolicies', needs: 'service_policies.manage' }] },
  ],
};

type Reader = { readonly side: Side; readonly permissions: readonly Permission[] };

/** What a reader finds there: where a side's roles differ in their work, only what is theirs. */
export const menuOf = ({ side, permissions }: Reader): readonly NavGroup[] =>
  NAVIGATION[side].map(({ items, ...group }) => ({
    ...group,
    items: items.filter(({ needs }) => needs === undefined || permissions.includes(needs)),
  }));

export const landingOf = (reader: Reader): AppPath | undefined =>
  menuOf(reader).flatMap((group) => group.items)[0]?.to;
