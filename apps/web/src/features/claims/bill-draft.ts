import type { markBill } from '@yinqi/contracts/claims';
import type { CallInput } from '@yinqi/contracts/route';

export type BillDraft = {
  readonly number: string;
  readonly drawer: string;
  readonly borrowerName: string;
  readonly borrowerUscc: string;
  readonly amountFen: bigint | undefined;
  readonly rate: string;
  readonly discountedOn: string;
  readonly maturesOn: string;
};

export const NEW_BILL: BillDraft = {
  number: '',
  drawer: '',
  borrowerName: '',
  borrowerUscc: '',
  amountFen: undefined,
  rate: '',
  discountedOn: '',
  maturesOn: '',
};

export type BillFault = keyof BillDraft;
type Body = CallInput<typeof markBill>['body'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** `2.85` as 285 basis points; undefined where it is no rate from 0 to 100 with at most two decimals. */
function basisPointsOf(text: string): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').trim());
  if (match === null) return undefined;
  const value = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return value <= 10_000 ? value : undefined;
}

const tidy = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

/** What is still wrong with a bill, or the bill as it is sent. */
export function readBill(draft: BillDraft): { readonly faults: readonly BillFault[]; readonly body?: Body } {
  const number = tidy(draft.number);
  const borrowerUscc = tidy(draft.borrowerUscc);
  const annualRateBp = basisPointsOf(draft.rate);
  const { amountFen, discountedOn, maturesOn } = draft;
  const [drawer, borrowerName] = [draft.drawer.trim(), draft.borrowerName.trim()];
  const wrong: Readonly<Record<BillFault, boolean>> = {
    number: !/^(\d{16}|\d{30})$/.test(number),
    drawer: drawer.length < 2,
    borrowerName: borrowerName.length < 2,
    borrowerUscc: !/^[0-9A-Z]{18}$/.test(borrowerUscc),
    amountFen: amountFen === undefined || amountFen <= 0n,
    rate: annualRateBp === undefined,
    discountedOn: !isDay(discountedOn),
    maturesOn: !isDay(maturesOn),
  };
  const faults = (Object.keys(wrong) as BillFault[]).filter((field) => wrong[field]); // keys of a literal record
  if (faults.length > 0 || annualRateBp === undefined || amountFen === undefined) return { faults };
  const body = {
    number,
    drawer,
    borrowerName,
    borrowerUscc,
    amountFen: String(amountFen),
    annualRateBp,
    discountedOn,
    maturesOn,
    borrower: {},
  };
  return { faults, body };
}
