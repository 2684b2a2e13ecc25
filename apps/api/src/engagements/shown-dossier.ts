import type { Caller } from '../platform/database/caller.js';
import type { CaseRecord } from './case-records.js';
import type { DossierRow } from './engagement-records.store.js';

/**
 * The dossier as its reader may see it: for a bank while the consent holds by this installation's clock, which the
 * database's policy backs but does not share.
 */
export function shownDossier(
  caller: Caller,
  { consent, dossier }: Pick<CaseRecord, 'consent' | 'dossier'>,
  now: Date,
): DossierRow | undefined {
  if (dossier === undefined || (caller.side === 'bank' && consent?.state !== 'live')) return undefined;
  return dossier;
}

/** What of the request itself stands in lists and on pages: to a bank only what the consent's groups cover. */
export function shownParts(caller: Caller, groups: readonly string[] | null | undefined) {
  const isOpen = (group: string): boolean => caller.side !== 'bank' || (groups ?? []).includes(group);
  return { showsRequest: isOpen('request'), showsFit: isOpen('match_explanation') };
}
