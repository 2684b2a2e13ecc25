import { useState, type SyntheticEvent } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createAllocation } from '@yinqi/contracts/allocation';
import { listFacilities, type FacilityView } from '@yinqi/contracts/facilities';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { nameIn } from '../../lib/name-in.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { MoneyField } from '../../ui/money-field.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { TextField } from '../../ui/text-field.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './allocation.module.css';
import { BankShares } from './bank-shares.js';
import { allocationMessages } from './messages.js';
import { gapIn, quotasOf, type Amounts, type BankShare, type DraftGap } from './new-allocation-draft.js';
import { forgetAllocations } from './use-allocations.js';

/** Where the bureau says what it assumes; the rest is known. */
export function NewAllocationPage() {
  const t = useMessages(allocationMessages);
  const facilities = useQuery(reading(listFacilities, {}));
  return (
    <>
      <PageHeader title={t('new.title')} back={<Link to="/allocations">{t('page.back')}</Link>} />
      <p className={styles.banner}>{t('banner')}</p>
      <p className={styles.intro}>{t('new.intro')}</p>
      {facilities.isPending && <Skeleton rows={8} />}
      {facilities.isError && (
        <ErrorState
          error={facilities.error}
          title={t('new.failed')}
          onRetry={() => void facilities.refetch()}
        />
      )}
      {facilities.data && (
        <NewAllocationForm facilities={facilities.data.items.filter(({ state }) => state === 'open')} />
      )}
    </>
  );
}

const published = (facilities: readonly FacilityView[]): Amounts =>
  new Map(facilities.map(({ id, totalFen }) => [id, totalFen === null ? undefined : BigInt(totalFen)]));

function NewAllocationForm({ facilities }: { readonly facilities: readonly FacilityView[] }) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const wording = useErrorWording();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [amounts, setAmounts] = useState<Amounts>(() => published(facilities));
  const [shares, setShares] = useState<readonly BankShare[]>([]);
  const [gap, setGap] = useState<DraftGap>();
  const create = useCommand(createAllocation, {
    onSuccess: async ({ id }) => {
      await forgetAllocations(client);
      await navigate({ to: '/allocations/$allocationId', params: { allocationId: id } });
    },
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const name = title.trim();
    const found = gapIn(name, amounts, shares);
    setGap(found);
    if (found === undefined) create.send({ body: { title: name, quotas: quotasOf(amounts, shares) } });
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextField
        label={t('new.name')}
        value={title}
        onChange={setTitle}
        maxLength={80}
        autoComplete="off"
        error={gap === 'new.nameMissing' ? t(gap) : undefined}
      />
      <fieldset className={styles.fields}>
        <legend>{t('new.quotas')}</legend>
        {facilities.map((facility) => (
          <MoneyField
            key={facility.id}
            label={nameIn(facility, language)}
            value={amounts.get(facility.id)}
            isOptional
            isInListUnit
            onChange={(fen) => setAmounts(new Map([...amounts, [facility.id, fen]]))}
          />
        ))}
      </fieldset>
      <BankShares
        facilities={facilities.filter(({ id }) => amounts.get(id) !== undefined)}
        shares={shares}
        onChange={setShares}
      />
      {gap !== undefined && gap !== 'new.nameMissing' && (
        <p className={styles.alert} role="alert">
          {t(gap)}
        </p>
      )}
      {create.error !== null && (
        <p className={styles.alert} role="alert">
          {wording(create.error)}
        </p>
      )}
      <Button type="submit" variant="primary" isPending={create.isPending}>
        {t('new.submit')}
      </Button>
    </form>
  );
}
