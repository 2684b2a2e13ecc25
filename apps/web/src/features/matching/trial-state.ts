import type { Change, Trial } from '@yinqi/contracts/match-advice';
import type { RequestContent } from '@yinqi/contracts/financing-requests';

/** What a request asks for, as far as a trial may change it. */
export type Asked = Pick<
  RequestContent,
  'amountFen' | 'currency' | 'termMonths' | 'collateral' | 'exportCreditInsured' | 'parentGuarantee'
>;
type Code = RequestContent['collateral'][number];

/** The trial as typed. */
export type TrialForm = {
  readonly amountFen: string | null;
  readonly termMonths: string;
  readonly collateral: readonly Code[];
};

const PARENT = 'parent_guarantee';
const INSURANCE = 'export_credit_insurance';

/** A parent's guarantee that was answered with yes counts as offered, ticked or not. */
export const trialFormOf = (asked: Asked): TrialForm => ({
  amountFen: asked.amountFen,
  termMonths: asked.termMonths === null ? '' : String(asked.termMonths),
  collateral: [
    ...asked.collateral,
    ...(asked.parentGuarantee === true && !asked.collateral.includes(PARENT) ? ([PARENT] as const) : []),
  ],
});

const MAX_TERM_MONTHS = 480;

/** Undefined while it cannot be read. */
export function monthsOf(text: string): number | undefined {
  const months = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return months >= 1 && months <= MAX_TERM_MONTHS ? months : undefined;
}

/** Only what differs from the request is tried; securities bring the answers that go with them. */
export function trialOf(asked: Asked, form: TrialForm): Trial {
  const { amountFen } = form;
  const months = monthsOf(form.termMonths);
  const before = trialFormOf(asked).collateral;
  const isSame =
    before.length === form.collateral.length && before.every((code) => form.collateral.includes(code));
  return {
    ...(amountFen !== null && amountFen !== '0' && amountFen !== asked.amountFen && { amountFen }),
    ...(months !== undefined && months !== asked.termMonths && { termMonths: months }),
    ...(!isSame && { collateral: [...form.collateral], ...answersOf(asked, form) }),
  };
}

function answersOf(asked: Asked, { collateral }: TrialForm): Trial {
  const hasParent = collateral.includes(PARENT);
  const isNewlyInsured = collateral.includes(INSURANCE) && !asked.collateral.includes(INSURANCE);
  return {
    ...(hasParent && asked.parentGuarantee !== true && { parentGuarantee: true }),
    // Taken back is not denied: the question is open again.
    ...(!hasParent && asked.parentGuarantee === true && { parentGuarantee: null }),
    ...(isNewlyInsured && asked.exportCreditInsured !== true && { exportCreditInsured: true }),
  };
}

/** The request with some changes, as a trial to look at; undefined where a change is none a trial knows. */
export function trialWith(asked: Asked, changes: readonly Change[]): TrialForm | undefined {
  let form = trialFormOf(asked);
  for (const change of changes) {
    if (change.kind === 'purpose') return undefined;
    if (change.kind === 'amount') form = { ...form, amountFen: change.toFen };
    else if (change.kind === 'term') form = { ...form, termMonths: String(change.toMonths) };
    else form = { ...form, collateral: [...form.collateral, change.add] };
  }
  return form;
}

/** The answers of a form that a trial fills in. */
export const contentOfTrial = (trial: Trial): Partial<Asked> => ({
  ...(trial.amountFen !== undefined && { amountFen: trial.amountFen }),
  ...(trial.termMonths !== undefined && { termMonths: trial.termMonths }),
  ...(trial.collateral !== undefined && { collateral: trial.collateral }),
  ...(trial.exportCreditInsured !== undefined && { exportCreditInsured: trial.exportCreditInsured }),
  ...(trial.parentGuarantee !== undefined && { parentGuarantee: trial.parentGuarantee }),
});
