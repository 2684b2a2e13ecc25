import type { TermsVersion } from '@yinqi/contracts/facility-terms';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Table } from '../../../ui/table.js';
import { facilityMessages } from '../messages.js';
import { termsMessages } from './messages.js';
import { linesOf } from './terms-words.js';

type Props = { readonly before: TermsVersion; readonly after: TermsVersion };

/** What a change changes, old beside new; what stays is not repeated. */
export function TermsComparison({ before, after }: Props) {
  const t = useMessages(termsMessages);
  const tTool = useMessages(facilityMessages);
  const { language } = useLanguage();
  const old = new Map(linesOf(before, language, tTool, t).map(({ id, text }) => [id, text]));
  const rows = linesOf(after, language, tTool, t)
    .map(({ id, text }) => ({ id, before: old.get(id) ?? '', after: text }))
    .filter((row) => row.before !== row.after);
  if (rows.length === 0) return <p>{t('compare.nothing')}</p>;
  return (
    <Table
      label={t('compare.title')}
      isLabelShown
      rows={rows}
      getRowId={({ id }) => id}
      columns={[
        { id: 'term', header: t('compare.term'), isRowHeader: true, cell: ({ id }) => t(`line.${id}`) },
        { id: 'before', header: t('compare.before'), cell: (row) => row.before },
        { id: 'after', header: t('compare.after'), cell: (row) => row.after },
      ]}
    />
  );
}
