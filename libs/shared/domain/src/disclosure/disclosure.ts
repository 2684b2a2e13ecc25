import type { Consent, ConsentPurpose } from './consent.js';
import { isConsentInForce } from './consent.js';
import type { Dossier, DossierField, FieldGroup } from './field-groups.js';
import { CONSENT_GROUPS, DOSSIER_FIELD_NAMES, DOSSIER_FIELDS, FIELD_GROUPS } from './field-groups.js';
import { maskContact } from './masking.js';

/** How the reader stands to this dossier; established by the caller before anything is read. */
export type Party =
  | { readonly kind: 'enterprise_self' }
  | { readonly kind: 'hq_viewer' }
  | { readonly kind: 'enterprise_other' }
  | { readonly kind: 'responsible_bureau' }
  | { readonly kind: 'other_bureau' }
  | { readonly kind: 'bank_pushed'; readonly bankId: string; readonly purpose: ConsentPurpose }
  | { readonly kind: 'bank_listed' }
  | { readonly kind: 'bank_other' }
  | { readonly kind: 'association' }
  | { readonly kind: 'guarantor' }
  | { readonly kind: 'insurer' }
  | { readonly kind: 'facility_administrator' }
  | { readonly kind: 'service_platform' }
  | { readonly kind: 'regulator' }
  | { readonly kind: 'auditor' }
  | { readonly kind: 'platform' };
export type PartyKind = Party['kind'];

export type Visibility = 'full' | 'masked';
export type VisibleGroups = Readonly<Partial<Record<FieldGroup, Visibility>>>;

// Object.fromEntries forgets the literal keys; they are exactly the groups.
const EVERYTHING = Object.fromEntries(FIELD_GROUPS.map((group) => [group, 'full'])) as VisibleGroups;
const NOTHING: VisibleGroups = {};

/** What a party sees by its standing alone, before any consent is looked at. */
const OWN_VISIBILITY: Readonly<Record<PartyKind, VisibleGroups>> = {
  enterprise_self: EVERYTHING,
  // A person's name and number would leave the country with it (个人信息保护法 第三十八条).
  hq_viewer: { ...EVERYTHING, contact: 'masked' },
  enterprise_other: NOTHING,
  responsible_bureau: EVERYTHING,
  other_bureau: NOTHING,
  // Enough to show in its queue that a consent has ended; everything else needs one.
  bank_pushed: { reference: 'full' },
  bank_listed: { listing: 'full' },
  bank_other: NOTHING,
  association: NOTHING,
  guarantor: NOTHING,
  insurer: NOTHING,
  facility_administrator: NOTHING,
  service_platform: NOTHING,
  regulator: NOTHING,
  auditor: { reference: 'full', identity: 'full', contact: 'masked', request: 'full', dealings: 'full' },
  platform: NOTHING,
};

/** The consents that open something to this party now: its own bank's, for its purpose, in force. */
function applicableConsents(party: Party, consents: readonly Consent[], asOfMs: number): Consent[] {
  if (party.kind !== 'bank_pushed') return [];
  return consents.filter(
    (consent) =>
      consent.bankId === party.bankId &&
      consent.purpose === party.purpose &&
      isConsentInForce(consent, asOfMs),
  );
}

/** Which groups of a dossier a party may see at a moment. `consents` are those given for this dossier. */
export function visibleGroups(party: Party, consents: readonly Consent[], asOfMs: number): VisibleGroups {
  const own = OWN_VISIBILITY[party.kind];
  const applicable = applicableConsents(party, consents, asOfMs);
  if (applicable.length === 0) return own;
  const granted = applicable.flatMap((consent) => consent.groups);
  const opened: Partial<Record<FieldGroup, Visibility>> = { contact: 'masked', ...own };
  // Walking the consentable groups, not the consent's own list: a stored consent can never open `dealings`.
  for (const group of CONSENT_GROUPS) if (granted.includes(group)) opened[group] = 'full';
  return opened;
}

/** What was shown to whom, and by which consents: written down with every disclosure. */
export interface DisclosureReceipt {
  readonly party: PartyKind;
  readonly fields: readonly DossierField[];
  readonly maskedFields: readonly DossierField[];
  readonly consentIds: readonly string[];
  readonly asOfMs: number;
}

/** Refuses at compile time a record that carries a field standing in no group. */
type OnlyListed<R> = { readonly [K in Exclude<keyof R, DossierField>]: never };

export interface Disclosure<R extends Dossier> {
  readonly record: { readonly [F in keyof R & DossierField]?: R[F] | string | null };
  readonly receipt: DisclosureReceipt;
}

const maskValue = (field: DossierField, value: unknown): string | null =>
  field === 'contactName' || field === 'contactPhone' || field === 'contactEmail'
    ? maskContact(field, value)
    : null;

/** Copies, field by field from the table, what the party may see: a new column never appears by accident. */
export function discloseTo<R extends Dossier>(
  party: Party,
  record: R & OnlyListed<R>,
  consents: readonly Consent[],
  asOfMs: number,
): Disclosure<R> {
  const groups = visibleGroups(party, consents, asOfMs);
  const shown: Partial<Record<DossierField, unknown>> = {};
  const fields: DossierField[] = [];
  const maskedFields: DossierField[] = [];
  for (const field of DOSSIER_FIELD_NAMES) {
    const visibility = groups[DOSSIER_FIELDS[field]];
    if (visibility === undefined || !Object.hasOwn(record, field) || record[field] === undefined) continue;
    shown[field] = visibility === 'full' ? record[field] : maskValue(field, record[field]);
    (visibility === 'full' ? fields : maskedFields).push(field);
  }
  const consentIds = applicableConsents(party, consents, asOfMs).map((consent) => consent.id);
  return {
    record: shown,
    receipt: { party: party.kind, fields, maskedFields, consentIds, asOfMs },
  };
}
