import { Link, useLocation } from '@tanstack/react-router';
import { countText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { appMessages } from '../messages.js';
import { menuOf, type NavItem } from '../navigation.js';
import { useSession } from '../session.js';
import styles from './shell.module.css';

export function SideNav() {
  const t = useMessages(appMessages);
  return (
    <nav aria-label={t('app.nav')} className={styles.nav}>
      <NavList />
    </nav>
  );
}

export function NavList() {
  const t = useMessages(appMessages);
  const menu = menuOf(useSession());
  const entries = menu.flatMap(({ items }) => items);
  const nearest = useNearest(entries);
  return menu.map((group, index) => (
    <div key={group.title ?? index} className={styles.group}>
      {group.title !== undefined && <p className={styles.groupTitle}>{t(group.title)}</p>}
      <ul className={styles.items}>
        {group.items.map((item) => (
          <li key={item.to}>
            <NavLink
              item={item}
              isExact={entries.some(({ to }) => to.startsWith(`${item.to}/`))}
              isNearest={item === nearest}
            />
          </li>
        ))}
      </ul>
    </div>
  ));
}

/** The entry under whose address the page lies; of several the one closest to it. */
function useNearest(entries: readonly NavItem[]): NavItem | undefined {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return entries
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .reduce<NavItem | undefined>(
      (best, item) => (best === undefined || item.to.length > best.to.length ? item : best),
      undefined,
    );
}

const noCount = (): undefined => undefined;

const isElsewhere = (): boolean => false;

type LinkProps = {
  readonly item: NavItem;
  /** Another entry lies below this address: what is below is this entry's only where it is nearest. */
  readonly isExact: boolean;
  readonly isNearest: boolean;
};

function NavLink({ item, isExact, isNearest }: LinkProps) {
  const t = useMessages(appMessages);
  const { useCount = noCount, useIsCurrent = isElsewhere } = item;
  const count = useCount();
  const isElsewhereCurrent = useIsCurrent();
  const isCurrent = isElsewhereCurrent || (isExact && isNearest);
  return (
    <Link
      to={item.to}
      className={styles.item}
      activeOptions={{ includeSearch: false, exact: isExact }}
      {...(isCurrent && { 'aria-current': 'true' as const })}
    >
      {t(item.label)}
      {count !== undefined && <span className={styles.count}>{countText(count)}</span>}
    </Link>
  );
}
