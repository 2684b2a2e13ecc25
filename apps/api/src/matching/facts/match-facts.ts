import { hash } from 'node:crypto';
import type { MatchDraft } from '@yinqi/contracts/matching';
import {
  isAttribute,
  PURPOSES,
  COLLATERALS,
  type Fact,
  type FactValue,
  type RequestFacts,
} from '@yinqi/domain/matching';
import { CURRENCIES } from '@yinqi/domain/money';
import type { EnterpriseRecord } from '../../enterprises/enterprises.public.js';
import type { RequestRow } from '../../financing-requests/financing-requests.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';

type EnterpriseSide = Pick<EnterpriseRecord, 'facts'>;
type Wish = Pick<
  RequestRow,
  | 'amountFen'
  | 'currency'
  | 'termMonths'
  | 'purpose'
  | 'rateCeilingBp'
  | 'collateral'
  | 'collateralText'
  | 'firstLoan'
  | 'exportCreditInsured'
  | 'parentGuarantee'
>;

/** What matching may speak of among all that is kept of an enterprise. */
function enterpriseFacts({ facts }: EnterpriseSide): RequestFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => isAttribute(name) || name === 'foundedOn'),
  );
}

/** A survey cell may name a security no code stands for: then what is absent is not known to be absent. */
function allRead({ collateral, collateralText }: Wish): boolean {
  return collateralText === null || collateralText.split('、').length <= collateral.length;
}

function wishFacts(wish: Wish, source: string, date: string): RequestFacts {
  const said = <T>(value: T): Fact<T> => ({ value, source, date, provenance: 'declared' });
  const collateral = [
    ...wish.collateral,
    ...(wish.parentGuarantee === true && !wish.collateral.includes('parent_guarantee')
      ? ['parent_guarantee']
      : []),
  ];
  return {
    currency: said(wish.currency),
    ...(wish.amountFen === null ? {} : { amount: said({ fen: wish.amountFen, currency: wish.currency }) }),
    ...(wish.termMonths === null ? {} : { termMonths: said(wish.termMonths) }),
    ...(wish.purpose === null ? {} : { purposes: said({ members: [wish.purpose], complete: true }) }),
    ...(wish.rateCeilingBp === null ? {} : { rateCeilingBp: said(wish.rateCeilingBp) }),
    ...(collateral.length === 0
      ? {}
      : { collateral: said({ members: collateral, complete: allRead(wish) }) }),
    ...(wish.firstLoan === null ? {} : { firstLoan: said(wish.firstLoan) }),
    ...(wish.exportCreditInsured === null ? {} : { exportCreditInsured: said(wish.exportCreditInsured) }),
  };
}

/** Everything known of a request and its enterprise, each with where and when it was said. */
export function factsOf(request: RequestRow, enterprise: EnterpriseSide): RequestFacts {
  const { source } = request;
  const written = chinaDate(new Date(request.submittedAt ?? request.createdAt));
  const wish =
    source.kind === 'import'
      ? wishFacts(
          request,
          `${source.sheet ?? '融资需求摸底表'} 第${source.row}行`,
          source.filledOn ?? written,
        )
      : wishFacts(request, '融资需求申报', written);
  return { ...enterpriseFacts(enterprise), ...wish };
}

const isOneOf = <T extends string>(codes: readonly T[], code: string | undefined): code is T =>
  codes.some((known) => known === code);

/** A need while it is being written; a code the registry does not know counts as not answered yet. */
export function draftFacts(draft: MatchDraft, enterprise: EnterpriseSide, today: string): RequestFacts {
  const wish: Wish = {
    amountFen: draft.amountFen === undefined ? null : BigInt(draft.amountFen),
    currency: isOneOf(CURRENCIES, draft.currency) ? draft.currency : 'CNY',
    termMonths: draft.termMonths ?? null,
    purpose: isOneOf(PURPOSES, draft.purpose) ? draft.purpose : null,
    rateCeilingBp: draft.rateCeilingBp ?? null,
    collateral: (draft.collateral ?? []).filter((code) => isOneOf(COLLATERALS, code)),
    collateralText: null,
    firstLoan: draft.firstLoan ?? null,
    exportCreditInsured: draft.exportCreditInsured ?? null,
    parentGuarantee: draft.parentGuarantee ?? null,
  };
  return { ...enterpriseFacts(enterprise), ...wishFacts(wish, '填写中', today) };
}

/** Between the parts of a digest's text: no stored text can hold it. */
const PART = '\u0000';

/** Equal for equal facts, whatever the order they were gathered in; made for every request at every match. */
export function digestOf(facts: RequestFacts): string {
  let text = '';
  // Names of a record of facts.
  for (const name of (Object.keys(facts) as (keyof RequestFacts)[]).sort()) {
    const fact = facts[name];
    if (fact === undefined) continue;
    text += name + PART + valueText(fact.value) + PART + fact.source + PART + fact.date + PART;
    text += fact.provenance + PART;
  }
  return hash('sha256', text, 'base64url').slice(0, 22);
}

function valueText(value: FactValue | string): string {
  // The kind stands first, so that no text passes for a number.
  if (typeof value !== 'object') return `${typeof value} ${String(value)}`;
  if ('fen' in value) return `money ${String(value.fen)} ${value.currency}`;
  return `set ${String(value.complete)}${PART}${value.members.join(PART)}${PART}`;
}
