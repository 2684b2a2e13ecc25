import type { PoolConditions } from '@yinqi/domain/facility';
import { amountIn, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Table } from '../../ui/table.js';
import { allotmentMessages } from './allotment-messages.js';

type Props = { readonly before: PoolConditions; readonly after: PoolConditions };

/** What guards a pool, old beside new. */
export function ConditionsTable({ before, after }: Props) {
  const t = useMessages(allotmentMessages);
  const { language } = useLanguage();
  const scale = listScale(language);
  const unit = scaleWord(scale);
  const shown = (fen: bigint | null): string => (fen === null ? t('value.noLimit') : amountIn(fen, scale));
  return (
    <Table
      label={t('conditions.title')}
      isLabelShown
      rows={[
        { id: 'customer', name: t('act.customer'), of: (one: PoolConditions) => one.singleCustomerLimitFen },
        { id: 'from', name: t('open.from'), of: (one: PoolConditions) => one.secondPersonFromFen },
      ]}
      getRowId={({ id }) => id}
      columns={[
        { id: 'name', header: t('conditions.name'), isRowHeader: true, cell: ({ name }) => name },
        {
          id: 'before',
          header: t('conditions.before', { unit }),
          align: 'end',
          cell: ({ of }) => shown(of(before)),
        },
        {
          id: 'after',
          header: t('conditions.after', { unit }),
          align: 'end',
          cell: ({ of }) => shown(of(after)),
        },
      ]}
    />
  );
}
