import { CURRENCIES, type Currency } from '@yinqi/domain/money';
import type { ImportBatch } from '@yinqi/contracts/imports';
import { amountText, countText, figure } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Link } from '../../ui/link.js';
import { StatementStrip } from '../../ui/statement-strip.js';
import { importMessages } from './messages.js';
import type { RowView } from './row-view.js';

const isCurrency = (code: string): code is Currency => CURRENCIES.some((currency) => currency === code);

type LinkProps = { readonly id: string; readonly show: RowView; readonly count: number };

/** A figure opens the rows it counts. */
function RowsLink({ id, show, count }: LinkProps) {
  return (
    <Link to="/imports/$importId" params={{ importId: id }} search={{ show }} look="figure">
      {countText(count)}
    </Link>
  );
}

/** What will be made, added, left out, and what cannot be registered yet. */
export function ImportSummary({ batch }: { readonly batch: ImportBatch }) {
  const t = useMessages(importMessages);
  const { language } = useLanguage();
  const { id, totals } = batch;
  const yuan = totals.amounts.find(({ currency }) => currency === 'CNY');
  const others = totals.amounts.flatMap(({ currency, fen }) =>
    currency !== 'CNY' && isCurrency(currency) ? [amountText(fen, language, currency)] : [],
  );
  const amount = figure(yuan?.fen ?? '0', language);
  const unit = t('summary.rows');
  return (
    <StatementStrip
      label={t('summary.label')}
      figures={[
        {
          id: 'create',
          label: t('summary.create'),
          value: <RowsLink id={id} show="good" count={totals.create} />,
          unit,
          context: t('summary.createHint', { count: totals.newEnterprises }),
        },
        {
          id: 'update',
          label: t('summary.update'),
          value: <RowsLink id={id} show="good" count={totals.update} />,
          unit,
          context: t('summary.updateHint'),
        },
        {
          id: 'skip',
          label: t('summary.skip'),
          value: <RowsLink id={id} show="dropped" count={totals.skip} />,
          unit,
          context: t('summary.skipHint'),
        },
        {
          id: 'faulty',
          label: t('summary.faulty'),
          value: <RowsLink id={id} show="faulty" count={totals.faulty} />,
          unit,
          isAlarm: totals.faulty > 0,
          context: t('summary.faultyHint'),
        },
        {
          id: 'amount',
          label: t('summary.amount'),
          ...amount,
          context:
            others.length > 0
              ? t('summary.otherCurrencies', { list: others.join(language === 'zh' ? '、' : ', ') })
              : t('summary.amountHint', { count: yuan?.rows ?? 0 }),
        },
      ]}
    />
  );
}
