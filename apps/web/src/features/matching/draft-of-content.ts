import type { RequestContent } from '@yinqi/contracts/financing-requests';
import type { MatchDraft } from '@yinqi/contracts/matching';

type Content = { readonly [F in keyof RequestContent]?: RequestContent[F] };

const given = <Key extends keyof MatchDraft>(key: Key, value: MatchDraft[Key] | null | undefined) =>
  value === null || value === undefined ? {} : { [key]: value };

/** What matching needs of a form in writing; what is still open is left out and counts as unknown. */
export const draftOfContent = (content: Content, enterpriseId?: string): MatchDraft => ({
  ...given('enterpriseId', enterpriseId),
  ...given('amountFen', content.amountFen),
  ...given('currency', content.currency),
  ...given('termMonths', content.termMonths),
  ...given('purpose', content.purpose),
  ...given('collateral', content.collateral),
  ...given('rateCeilingBp', content.rateCeilingBp),
  ...given('firstLoan', content.firstLoan),
  ...given('exportCreditInsured', content.exportCreditInsured),
  ...given('parentGuarantee', content.parentGuarantee),
});
