import { Skeleton } from '../../ui/skeleton.js';

export function PendingPage() {
  return <Skeleton rows={8} />;
}
