import { Link } from '@tanstack/react-router';
import type { Side } from '@yinqi/contracts/access';
import { countText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { appMessages } from '../messages.js';
import { NAVIGATION, type NavItem } from '../navigation.js';
import styles from './shell.module.css';

type Props = { readonly side: Side };

export function SideNav({ side }: Props) {
  const t = useMessages(appMessages);
  return (
    <nav aria-label={t('app.nav')} className={styles.nav}>
      <NavList side={side} />
    </nav>
  );
}

export function NavList({ side }: Props) {
  const t = useMessages(appMessages);
  const entries = NAVIGATION[side].flatMap(({ items }) => items);
  return NAVIGATION[side].map((group, index) => (
    <div key={group.title ?? index} className={styles.group}>
      {group.title !== undefined && <p className={styles.groupTitle}>{t(group.title)}</p>}
      <ul className={styles.items}>
        {group.items.map((item) => (
          <li key={item.to}>
            <NavLink item={item} isExact={entries.some(({ to }) => to.startsWith(`${item.to}/`))} />
          </li>
        ))}
      </ul>
    </div>
  ));
}

const noCount = (): undefined => undefined;

const isElsewhere = (): boolean => false;

type LinkProps = {
  readonly item: NavItem;
  /** Another entry lies below this address: only the address itself is this entry's page. */
  readonly isExact: boolean;
};

function NavLink({ item, isExact }: LinkProps) {
  const t = useMessages(appMessages);
  const { useCount = noCount, useIsCurrent = isElsewhere } = item;
  const count = useCount();
  const isCurrent = useIsCurrent();
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
