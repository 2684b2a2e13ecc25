import { useEffect } from 'react';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../session.js';
import { Shell } from './shell.js';

/** Parent of every page behind sign-in. */
export function SignedInLayout() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return session === null ? (
    <SessionEnded />
  ) : (
    <Shell session={session}>
      <Outlet />
    </Shell>
  );
}

/** The session ended while a page was open: sign-in leads back to the same place. */
function SessionEnded() {
  const router = useRouter();
  useEffect(() => {
    const { pathname, href } = router.latestLocation;
    // Signing out has set off for sign-in by itself.
    if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { next: href } });
  }, [router]);
  return null;
}
