import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { OfferTerms } from '@yinqi/contracts/offers';
import type { Repayment } from '@yinqi/domain/lifecycle';
import { COLLATERALS } from '@yinqi/domain/matching';
import { parseRateBp } from '@yinqi/domain/money';
import { percentText } from '../../lib/format.js';
import { daysLater } from './days.js';
import { isDay, wholeNumber } from './form-faults.js';

/** An offer while it is being written: as typed, so that nothing half-written is lost. */
export type OfferDraft = {
  readonly amount: bigint | undefined;
  readonly rate: string;
  readonly term: string;
  readonly repayment: Repayment;
  readonly guaranteeFee: bigint | undefined;
  readonly appraisalFee: bigint | undefined;
  readonly deposit: bigint | undefined;
  readonly collateral: OfferTerms['collateral'];
  readonly days: string;
  readonly until: string;
  readonly conditions: string;
};

/** 3.05 or 3.05% → 305. */
export const rateBpOf = (text: string): number | undefined => parseRateBp(`${text.trim().replace('%', '')}%`);

export const rateFault = (text: string): 'fault.rate' | 'fault.rateMissing' =>
  text.trim() === '' ? 'fault.rateMissing' : 'fault.rate';

export const rateInput = (basisPoints: number): string => percentText(basisPoints).replace('%', '');

/** How long an offer stands unless the bank says otherwise. */
const OFFER_DAYS = 30;

/** What the enterprise has to offer as security, where its consent shows it. */
function collateralOf(detail: EngagementDetail): OfferTerms['collateral'] {
  const offered = detail.dossier?.facts.collateralKinds;
  return Array.isArray(offered) ? COLLATERALS.filter((kind) => offered.includes(kind)) : [];
}

/** From the latest version of the offer, else from what the enterprise asked for. */
export function draftOf(detail: EngagementDetail, today: string): OfferDraft {
  const last = detail.offers.at(-1);
  const asked = last?.amountFen ?? detail.requestedFen;
  return {
    amount: asked === null ? undefined : BigInt(asked),
    rate: last === undefined ? '' : rateInput(last.annualRateBp),
    term: String(last?.termMonths ?? detail.termMonths ?? ''),
    repayment: last?.repayment ?? 'interest_monthly',
    guaranteeFee: BigInt(last?.guaranteeFeeFen ?? '0'),
    appraisalFee: BigInt(last?.appraisalFeeFen ?? '0'),
    deposit: BigInt(last?.depositFen ?? '0'),
    collateral: last?.collateral ?? collateralOf(detail),
    days: String(last?.disbursementDays ?? 10),
    until: last?.validUntil ?? daysLater(today, OFFER_DAYS),
    conditions: last?.conditions ?? '',
  };
}

/** What is sent; undefined while a field is missing or unreadable. */
export function termsOf(draft: OfferDraft): OfferTerms | undefined {
  const rateBp = rateBpOf(draft.rate);
  const termMonths = wholeNumber(draft.term, 1, 480);
  const days = wholeNumber(draft.days, 1, 365);
  if (draft.amount === undefined || draft.amount === 0n || rateBp === undefined) return undefined;
  if (termMonths === undefined || days === undefined || !isDay(draft.until)) return undefined;
  return {
    amountFen: String(draft.amount),
    annualRateBp: rateBp,
    termMonths,
    guaranteeFeeFen: String(draft.guaranteeFee ?? 0n),
    appraisalFeeFen: String(draft.appraisalFee ?? 0n),
    depositFen: String(draft.deposit ?? 0n),
    repayment: draft.repayment,
    collateral: [...draft.collateral],
    disbursementDays: days,
    conditions: draft.conditions.trim() === '' ? null : draft.conditions.trim(),
    validUntil: draft.until,
  };
}
