import { useState, type SyntheticEvent, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { openQuota } from '@yinqi/contracts/allotments';
import { listFacilities, type FacilityView } from '@yinqi/contracts/facilities';
import { BASES, SECOND_PERSON_FROM_FEN, type Basis } from '@yinqi/domain/quota';
import { useSession } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { nameIn } from '../../lib/name-in.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { MoneyField } from '../../ui/money-field.js';
import { PageHeader } from '../../ui/page-header.js';
import { Select } from '../../ui/select.js';
import { Skeleton } from '../../ui/skeleton.js';
import { allotmentMessages } from './allotment-messages.js';
import { quotaMessages } from './quota-messages.js';
import styles from './quota.module.css';
import { isShadow } from './quota-words.js';
import { forgetQuota, usePools } from './use-quota.js';

/** The books of a tool that has none yet. */
export function OpenQuotaPage(): ReactNode {
  const t = useMessages(allotmentMessages);
  const tQuota = useMessages(quotaMessages);
  const { organisation } = useSession();
  const facilities = useQuery(reading(listFacilities, {}));
  const pools = usePools();
  const opened = new Set(
    (pools.data?.items ?? []).filter((pool) => !isShadow(pool)).map((pool) => pool.facility.id),
  );
  const own = (facilities.data?.items ?? []).filter(
    ({ id, holder }) => holder?.id === organisation.id && !opened.has(id),
  );
  const isRead = facilities.data !== undefined && pools.data !== undefined;
  const error = facilities.error ?? pools.error;
  return (
    <>
      <PageHeader title={t('open.title')} back={<Link to="/quota">{tQuota('pool.back')}</Link>} />
      <p className={styles.intro}>{t('open.intro')}</p>
      {!isRead && error === null && <Skeleton rows={5} />}
      {error !== null && !isRead && (
        <ErrorState
          error={error}
          title={t('open.failed')}
          onRetry={() => {
            void facilities.refetch();
            void pools.refetch();
          }}
        />
      )}
      {isRead && own.length === 0 && <EmptyState title={t('open.none')}>{t('open.none.text')}</EmptyState>}
      {isRead && own.length > 0 && <OpenForm facilities={own} />}
    </>
  );
}

function OpenForm({ facilities }: { readonly facilities: readonly FacilityView[] }) {
  const t = useMessages(allotmentMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [facilityId, setFacilityId] = useState(facilities[0]?.id ?? '');
  const [basis, setBasis] = useState<Basis>('FLOW');
  const [fromFen, setFromFen] = useState<bigint | undefined>(SECOND_PERSON_FROM_FEN);
  const open = useCommand(openQuota, {
    onSuccess: async ({ id }) => {
      await forgetQuota(client);
      await navigate({ to: '/quota/$poolId/act', params: { poolId: id }, search: { kind: 'adjust' } });
    },
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (fromFen === undefined) return;
    open.send({ params: { id: facilityId }, body: { basis, secondPersonFromFen: String(fromFen) } });
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <Select
        label={t('open.facility')}
        options={facilities.map((facility) => ({ value: facility.id, label: nameIn(facility, language) }))}
        value={facilityId}
        onChange={setFacilityId}
      />
      <Select
        label={t('open.basis')}
        options={BASES.map((one) => ({ value: one, label: t(`open.basis.${one}`) }))}
        value={basis}
        onChange={setBasis}
      />
      <MoneyField
        label={t('open.from')}
        hint={t('open.from.hint')}
        isInListUnit
        value={fromFen}
        error={fromFen === undefined ? t('open.from.missing') : undefined}
        onChange={setFromFen}
      />
      {open.error !== null && <ErrorState error={open.error} title={t('act.failed')} />}
      <div className={styles.actions}>
        <Button type="submit" variant="primary" isPending={open.isPending}>
          {t('open.submit')}
        </Button>
      </div>
    </form>
  );
}
