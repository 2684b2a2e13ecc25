import type { RequestContent } from '@yinqi/contracts/financing-requests';
import type { RequestState } from '@yinqi/domain/lifecycle';
import type { Collateral, Purpose } from '@yinqi/domain/matching';
import type { Currency } from '@yinqi/domain/money';

/** Where a need was stated. */
export type RequestSource =
  | { readonly kind: 'form' }
  | {
      readonly kind: 'import';
      readonly batchId: string;
      readonly sheet: string | null;
      readonly row: number;
      readonly filledOn: string | null;
    };

export type ReturnItem = { readonly field: keyof RequestContent; readonly text: string };

/** A financing request with everything matching, engagements and pipeline read of it. */
export type RequestRow = {
  readonly id: string;
  readonly number: string;
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly status: RequestState;
  readonly amountFen: bigint | null;
  readonly currency: Currency;
  readonly termMonths: number | null;
  readonly purpose: Purpose | null;
  readonly purposeText: string | null;
  readonly financingMode: string | null;
  readonly rateCeilingBp: number | null;
  readonly neededBy: string | null;
  readonly collateral: readonly Collateral[];
  readonly collateralText: string | null;
  readonly firstLoan: boolean | null;
  readonly exportCreditInsured: boolean | null;
  readonly parentGuarantee: boolean | null;
  readonly intendedBanks: readonly string[];
  readonly remarks: string | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly willingToShare: boolean;
  readonly source: RequestSource;
  readonly returnItems: readonly ReturnItem[];
  readonly contentVersion: number;
  readonly version: number;
  readonly submittedAt: string | null;
  readonly verifyDueAt: string | null;
  readonly verifyProvisional: boolean;
  readonly verifiedAt: string | null;
  readonly matchedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly draftedBy: 'enterprise' | 'bureau';
  /** When it ends by itself; null where it does not. */
  readonly expiresAt: string | null;
};

/** The row as PostgreSQL answers it: bigint as digits, everything else as the wire carries it. */
export type StoredRequest = Omit<RequestRow, 'amountFen'> & { readonly amountFen: string | null };

export const rowOf = (stored: StoredRequest): RequestRow => ({
  ...stored,
  amountFen: stored.amountFen === null ? null : BigInt(stored.amountFen),
});

/** What is written of a need, whoever stated it and wherever. */
export type RequestFields = Omit<RequestContent, 'purpose'> & {
  readonly purpose: Purpose | null;
  readonly purposeText: string | null;
  readonly collateralText: string | null;
  readonly financingMode: string | null;
  readonly intendedBanks: readonly string[];
};

export const contentOf = (row: RequestRow): RequestContent => ({
  purpose: row.purpose,
  amountFen: row.amountFen === null ? null : String(row.amountFen),
  currency: row.currency,
  termMonths: row.termMonths,
  neededBy: row.neededBy,
  rateCeilingBp: row.rateCeilingBp,
  collateral: [...row.collateral],
  firstLoan: row.firstLoan,
  exportCreditInsured: row.exportCreditInsured,
  parentGuarantee: row.parentGuarantee,
  remarks: row.remarks,
  contactName: row.contactName,
  contactPhone: row.contactPhone,
  willingToShare: row.willingToShare,
});
