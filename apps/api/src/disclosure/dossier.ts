import {
  CONSENT_GROUPS,
  consentEndMs,
  discloseTo,
  isConsentInForce,
  type Consent,
  type ConsentGroup,
  type ConsentPurpose,
  type Dossier,
} from '@yinqi/domain/disclosure';
import type { EnterpriseRecord } from '../enterprises/enterprises.public.js';
import type { RequestRow } from '../financing-requests/financing-requests.public.js';
import { enterpriseDossier } from './enterprise-dossier.js';

/** A consent as it is stored. */
export type ConsentRow = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly bankId: string;
  readonly requestId: string;
  readonly fieldGroups: readonly ConsentGroup[];
  readonly purpose: ConsentPurpose;
  readonly validUntil: string;
  readonly givenAt: string;
  readonly withdrawnAt: string | null;
  /** Closed by the platform when its time was over. */
  readonly endedAt: string | null;
};

/** Without these a bank could not tell what it is asked. */
export const LEAST_GROUPS = ['identity', 'request'] as const satisfies readonly ConsentGroup[];

export const lacksLeastGroups = (groups: readonly ConsentGroup[]): boolean =>
  LEAST_GROUPS.some((group) => !groups.includes(group));

/** What a bank may see of one request, ready to be kept as JSON: amounts are digit strings. */
export type DossierContent = Readonly<Record<string, unknown>>;
export type BankDossier = { readonly fieldGroups: ConsentGroup[]; readonly content: DossierContent };

export function consentOf(row: ConsentRow): Consent {
  const over = row.withdrawnAt ?? row.endedAt;
  return {
    id: row.id,
    bankId: row.bankId,
    groups: row.fieldGroups,
    purpose: row.purpose,
    givenAtMs: Date.parse(row.givenAt),
    // The column is a date, so a last day that does not exist cannot be stored.
    untilMs: consentEndMs(row.validUntil) ?? 0,
    ...(over === null ? {} : { withdrawnAtMs: Date.parse(over) }),
  };
}

/** Whether a bank can be sent the request under it: in force, for assessing it, wide enough to say what is asked. */
export const coversAssessment = (row: ConsentRow, asOf: Date): boolean =>
  row.purpose === 'financing_assessment' &&
  !lacksLeastGroups(row.fieldGroups) &&
  isConsentInForce(consentOf(row), asOf.getTime());

const requestPart = (request: RequestRow) => ({
  requestNumber: request.number,
  requestState: request.status,
  contactName: request.contactName,
  contactPhone: request.contactPhone,
  amountFen: request.amountFen === null ? null : String(request.amountFen),
  currency: request.currency,
  purpose: request.purpose,
  purposeText: request.purposeText,
  financingMethod: request.financingMode,
  termMonths: request.termMonths,
  neededBy: request.neededBy,
  expectedRateBp: request.rateCeilingBp,
  firstLoan: request.firstLoan,
  difficulties: request.remarks,
  exportInsured: request.exportCreditInsured,
  collateralKinds: request.collateral,
  collateralText: request.collateralText,
  parentGuarantee: request.parentGuarantee,
});

/**
 * What the bank of a consent may see of a request and its enterprise for one purpose at a moment; engagements keeps
 * it as the dossier, `matchExplanation` included where the consent covers it. The purpose is that of the act: one
 * taken from the consent itself would always be the right one.
 */
export function dossierFor(
  enterprise: EnterpriseRecord,
  request: RequestRow,
  consent: ConsentRow,
  act: { readonly purpose: ConsentPurpose; readonly at: Date },
  extras: Pick<Dossier, 'matchExplanation'> = {},
): BankDossier {
  const party = { kind: 'bank_pushed', bankId: consent.bankId, purpose: act.purpose } as const;
  const facts: Dossier = { ...enterpriseDossier(enterprise), ...requestPart(request), ...extras };
  const { record } = discloseTo(party, facts, [consentOf(consent)], act.at.getTime());
  return {
    fieldGroups: CONSENT_GROUPS.filter((group) => consent.fieldGroups.includes(group)),
    content: record,
  };
}
