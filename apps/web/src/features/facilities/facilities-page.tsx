import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { listFacilities, type FacilityView } from '@yinqi/contracts/facilities';
import { usePermission, useSession } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Facts, type Fact } from '../../ui/facts.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import {
  borrowerText,
  byTime,
  capText,
  ratiosText,
  lendersText,
  STATE_PIGMENT,
  totalText,
  windowText,
} from './facility-words.js';
import styles from './facilities-page.module.css';
import { facilityMessages } from './messages.js';
import { termsMessages } from './terms/messages.js';
import { OpenTerms } from './terms/open-terms.js';

/** Where the money may come from: windows, lenders, borrowers, caps, and what of it is unverified. */
export function FacilitiesPage(): ReactNode {
  const t = useMessages(facilityMessages);
  const tTerms = useMessages(termsMessages);
  const mayEdit = usePermission('facilities.edit');
  const { organisation } = useSession();
  const facilities = useQuery(reading(listFacilities, {}));
  const { current, past } = byTime(facilities.data?.items ?? []);
  const account = (facility: FacilityView) => (
    <FacilityAccount
      key={facility.id}
      facility={facility}
      mayEdit={mayEdit && facility.holder?.id === organisation.id}
    />
  );
  return (
    <>
      <PageHeader
        title={t('page.title')}
        context={facilities.data && t('page.context', { date: facilities.data.asOf })}
        actions={
          mayEdit && (
            <ButtonLink variant="primary" to="/facilities/new">
              {tTerms('open.link')}
            </ButtonLink>
          )
        }
      />
      <p className={styles.intro}>{t('page.intro')}</p>
      {mayEdit && <OpenTerms />}
      {facilities.isPending && <Skeleton rows={8} />}
      {facilities.isError && (
        <ErrorState
          error={facilities.error}
          title={t('page.failed')}
          onRetry={() => void facilities.refetch()}
        />
      )}
      {facilities.data?.items.length === 0 && (
        <EmptyState title={t('page.empty')}>{t('page.empty.text')}</EmptyState>
      )}
      {current.map(account)}
      {past.length > 0 && (
        <details className={styles.past}>
          <summary>{t('page.past', { count: past.length })}</summary>
          {past.map(account)}
        </details>
      )}
    </>
  );
}

type AccountProps = { readonly facility: FacilityView; readonly mayEdit: boolean };

function FacilityAccount({ facility, mayEdit }: AccountProps) {
  const t = useMessages(facilityMessages);
  const { language } = useLanguage();
  const name = language === 'zh' ? facility.name : facility.nameEn;
  // Codes, and notes on what was and was not found in public sources, come only to those who keep the list.
  const { notes } = facility;
  const note = language === 'zh' ? notes?.note : (notes?.noteEn ?? notes?.note);
  return (
    <section className={styles.facility} aria-labelledby={`facility-${facility.id}`}>
      <div className={styles.head}>
        <h2 id={`facility-${facility.id}`}>{name}</h2>
        <Tag pigment={STATE_PIGMENT[facility.state]}>{t(`state.${facility.state}`)}</Tag>
        {notes !== null && !facility.verified && <Tag pigment="ochre">{t('value.unverified')}</Tag>}
        {notes !== null && <span className={styles.code}>{notes.code}</span>}
        {mayEdit && (
          <span className={styles.edit}>
            <ButtonLink
              to="/facilities/$facilityId/terms"
              params={{ facilityId: facility.id }}
              aria-label={`${t('edit.open')} ${name}`}
            >
              {t('edit.open')}
            </ButtonLink>
          </span>
        )}
      </div>
      <div className={styles.columns}>
        <Facts label={name} facts={useAmountFacts(facility)} />
        <Facts label={name} facts={usePartyFacts(facility)} />
      </div>
      {note != null && <p className={styles.note}>{note}</p>}
    </section>
  );
}

function useAmountFacts(facility: FacilityView): readonly Fact[] {
  const t = useMessages(facilityMessages);
  const { language } = useLanguage();
  return [
    { id: 'mechanism', label: t('fact.mechanism'), value: t(`mechanism.${facility.mechanism}`) },
    { id: 'total', label: t('fact.total'), value: totalText(facility, language, t) },
    { id: 'window', label: t('fact.window'), value: windowText(facility, t) },
    { id: 'cap', label: t('fact.rateCap'), value: capText(facility, language, t) },
    ...(facility.mechanism === 'RELENDING'
      ? [{ id: 'ratio', label: t('fact.ratio'), value: ratiosText(facility, language, t) }]
      : []),
  ];
}

function usePartyFacts(facility: FacilityView): readonly Fact[] {
  const t = useMessages(facilityMessages);
  const { language } = useLanguage();
  return [
    { id: 'lenders', label: t('fact.lenders'), value: lendersText(facility, language, t) },
    { id: 'borrowers', label: t('fact.borrowers'), value: borrowerText(facility, language, t) },
    { id: 'document', label: t('fact.document'), value: facility.documentNumber ?? t('value.none') },
    { id: 'authority', label: t('fact.authority'), value: t(`authority.${facility.authority}`) },
  ];
}
