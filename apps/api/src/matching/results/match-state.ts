import { isRequestOpen } from '@yinqi/domain/lifecycle';
import type { RequestRow } from '../../financing-requests/financing-requests.public.js';
import type { ResultStamp } from '../facts/match-inputs.store.js';
import { ENGINE_VERSION, POLICY } from '../match-context.js';

/** Whether a request has results at all: a draft has none yet, and an ended one gets no more. */
export const isSought = ({ status }: Pick<RequestRow, 'status'>): boolean =>
  isRequestOpen(status) && status !== 'draft';

/**
 * Whether a stored result is what matching would answer now, of a catalogue that was percolated: made from the same
 * facts on the same day (facts age and windows close), and touched by no change of the catalogue since.
 */
export const isCurrent = (
  stamp: { readonly [K in Exclude<keyof ResultStamp, 'eligible_count'>]: ResultStamp[K] | null },
  digest: string,
  today: string,
): boolean =>
  stamp.stale === false &&
  stamp.as_of === today &&
  stamp.facts_digest === digest &&
  stamp.policy_version === POLICY.version &&
  stamp.engine_version === ENGINE_VERSION;
