import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { dealingMessages } from './messages.js';
import { undrawnCredit } from './undrawn-credit.js';

/** Approved, paid out, and what of it was not drawn: three figures, never one of them for another. */
export function CreditLine({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const { credit, disbursedFen } = detail;
  const undrawn = undrawnCredit(detail);
  if (credit === null || undrawn === null) return null;
  const money = (fen: string) => amountText(fen, language, credit.currency);
  const figures = {
    approved: money(credit.amountFen),
    disbursed: money(disbursedFen),
    amount: money(String(undrawn.fen)),
  };
  return (
    <p>
      {undrawn.isDrawable
        ? t('banks.drawable', { ...figures, until: credit.validUntil })
        : t('banks.unused', figures)}
    </p>
  );
}
