import { discloseTo, type Dossier } from '@yinqi/domain/disclosure';
import { isReaderAbroad, type Caller } from '../platform/database/caller.js';
import type { CaseRecord } from './case-records.js';
import type { DossierRow } from './engagement-records.store.js';

/**
 * The dossier as its reader may see it: for a bank while the consent holds by this installation's clock, which the
 * database's policy backs but does not share; for a head office abroad without the person.
 */
export function shownDossier(
  caller: Caller,
  { consent, dossier }: Pick<CaseRecord, 'consent' | 'dossier'>,
  now: Date,
): DossierRow | undefined {
  if (dossier === undefined || (caller.side === 'bank' && consent?.state !== 'live')) return undefined;
  if (!isReaderAbroad(caller)) return dossier;
  const facts: Dossier = dossier.content;
  const { record } = discloseTo({ kind: 'hq_viewer' }, facts, [], now.getTime());
  return { ...dossier, content: record };
}

/** What of the request itself stands in lists and on pages: to a bank only what the consent's groups cover. */
export function shownParts(caller: Caller, groups: readonly string[] | null | undefined) {
  const isOpen = (group: string): boolean => caller.side !== 'bank' || (groups ?? []).includes(group);
  return { showsRequest: isOpen('request'), showsFit: isOpen('match_explanation') };
}
