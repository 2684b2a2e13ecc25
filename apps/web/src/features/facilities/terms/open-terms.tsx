import { useQuery, useQueryClient } from '@tanstack/react-query';
import { listFacilityTerms } from '@yinqi/contracts/facility-terms';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useLive } from '../../../lib/live.js';
import { reading } from '../../../lib/query.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Link } from '../../../ui/link.js';
import { Table } from '../../../ui/table.js';
import { Tag } from '../../../ui/tag.js';
import { forgetQuota } from '../use-quota.js';
import { termsMessages } from './messages.js';
import { TERMS_PIGMENT } from './terms-words.js';

/** What the organisation proposed and what waits for its day, and the latest of what was settled. */
export function OpenTerms() {
  const t = useMessages(termsMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(reading(listFacilityTerms, { query: { limit: 10 } }));
  useLive(['allotment'], () => void forgetQuota(client));
  if (error !== null && data === undefined) {
    return <ErrorState error={error} title={t('list.failed')} onRetry={() => void refetch()} />;
  }
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Table
      label={t('list.title')}
      isLabelShown
      rows={data.items}
      getRowId={({ id }) => id}
      columns={[
        {
          id: 'name',
          header: t('list.name'),
          isRowHeader: true,
          cell: ({ id, opening, terms }) => (
            <Link to="/facility-terms/$termsId" params={{ termsId: id }}>
              {t(opening === null ? 'view.change' : 'view.opening', {
                name: language === 'zh' ? terms.name : terms.nameEn,
              })}
            </Link>
          ),
        },
        {
          id: 'state',
          header: t('list.state'),
          cell: ({ state }) => <Tag pigment={TERMS_PIGMENT[state]}>{t(`state.${state}`)}</Tag>,
        },
        { id: 'from', header: t('form.fromOn'), cell: ({ fromOn }) => fromOn },
        { id: 'by', header: t('list.by'), cell: ({ proposedBy }) => proposedBy },
        { id: 'decided', header: t('list.decided'), cell: ({ decidedBy }) => decidedBy ?? '—' },
      ]}
    />
  );
}
