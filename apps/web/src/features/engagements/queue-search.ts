import type { QueueStage, QueueTab } from '@yinqi/contracts/engagements';

/** The view of the queue, kept in the address. */
export type QueueSearch = { readonly tab?: QueueTab | undefined; readonly q?: string | undefined };

// Written out: the frame knows the address of the queue without fetching its contract.
const TABS = ['mine', 'due_today', 'overdue', 'unclaimed', 'all'] as const satisfies readonly QueueTab[];
const isTab = (value: unknown): value is QueueTab => TABS.some((tab) => tab === value);

export const queueSearch = (search: Record<string, unknown>): QueueSearch => ({
  tab: isTab(search['tab']) ? search['tab'] : undefined,
  q: typeof search['q'] === 'string' && search['q'] !== '' ? search['q'].slice(0, 100) : undefined,
});

/** Each pile of work has an address of its own. */
export const STAGE_PATHS = {
  answer: '/queue',
  judge: '/queue/judging',
  credit: '/queue/credit',
  disburse: '/queue/disbursing',
  ended: '/queue/ended',
} as const satisfies Record<QueueStage, string>;
