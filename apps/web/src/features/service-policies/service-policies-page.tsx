import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { listFacilities } from '@yinqi/contracts/facilities';
import {
  listServicePolicies,
  type HolidayYearView,
  type ServicePolicyView,
} from '@yinqi/contracts/service-policies';
import type { PolicyStage } from '@yinqi/domain/clocks';
import { usePermission } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Section } from '../../ui/panel.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { HolidayForm } from './holiday-form.js';
import { servicePolicyMessages } from './messages.js';
import { hoursText } from './policy-draft.js';
import { PolicyForm } from './policy-form.js';
import styles from './service-policies.module.css';

const SHOWN_STAGES = [
  'verify',
  'accept',
  'first_contact',
  'conclude',
  'answer_supplement',
] as const satisfies readonly PolicyStage[];
const STATE_PIGMENT = { in_force: 'malachite', coming: 'azurite', replaced: 'plain' } as const;

/** 办理时限: who has how long, since when, and which holidays are reckoned with. */
export function ServicePoliciesPage() {
  const t = useMessages(servicePolicyMessages);
  const { language } = useLanguage();
  const mayManage = usePermission('service_policies.manage');
  const [isWriting, setWriting] = useState(false);
  const [year, setYear] = useState<number>();
  const policies = useQuery(reading(listServicePolicies, {}));
  const facilities = useQuery(reading(listFacilities, {}));
  const programmes = (facilities.data?.items ?? []).map((facility) => ({
    value: facility.id,
    label: language === 'zh' ? facility.name : facility.nameEn,
  }));
  const nameOf = (id: string | null): string =>
    programmes.find(({ value }) => value === id)?.label ?? t('page.all');
  const data = policies.data;
  return (
    <>
      <PageHeader title={t('page.title')} context={data && t('page.context', { date: data.asOf })} />
      <p className={styles.intro}>{t('page.intro')}</p>
      {policies.isPending && <Skeleton rows={6} />}
      {policies.isError && (
        <ErrorState error={policies.error} title={t('page.failed')} onRetry={() => void policies.refetch()} />
      )}
      {data !== undefined && (
        <>
          <Section title={t('versions.title')}>
            {mayManage && (
              <p>
                <Button variant="primary" onPress={() => setWriting(true)}>
                  {t('versions.new')}
                </Button>
              </p>
            )}
            <Versions items={data.items} nameOf={nameOf} />
          </Section>
          <Section title={t('years.title')}>
            <p className={styles.intro}>{t('years.intro')}</p>
            <Years years={data.holidayYears} onLoad={mayManage ? setYear : undefined} />
          </Section>
        </>
      )}
      {isWriting && data !== undefined && (
        <PolicyForm
          policies={data.items}
          today={data.asOf}
          programmes={programmes}
          onClose={() => setWriting(false)}
        />
      )}
      {year !== undefined && <HolidayForm key={year} year={year} onClose={() => setYear(undefined)} />}
    </>
  );
}

type VersionsProps = {
  readonly items: readonly ServicePolicyView[];
  readonly nameOf: (programmeId: string | null) => string;
};

function Versions({ items, nameOf }: VersionsProps) {
  const t = useMessages(servicePolicyMessages);
  return (
    <Table
      label={t('versions.title')}
      rows={items}
      getRowId={({ id }) => id ?? 'built-in'}
      columns={[
        { id: 'scope', header: t('col.scope'), cell: (row) => nameOf(row.programmeId), isRowHeader: true },
        { id: 'from', header: t('col.from'), cell: (row) => row.effectiveFrom ?? t('from.always') },
        {
          id: 'state',
          header: t('col.state'),
          cell: (row) => <Tag pigment={STATE_PIGMENT[row.state]}>{t(`state.${row.state}`)}</Tag>,
        },
        {
          id: 'times',
          header: t('col.times'),
          cell: ({ limits }) => (
            <ul className={styles.times}>
              {SHOWN_STAGES.map((stage) => (
                <li key={stage}>
                  {t(`stage.${stage}`)} {t(`unit.${limits[stage].unit}`, { count: limits[stage].amount })}
                </li>
              ))}
            </ul>
          ),
        },
        { id: 'hours', header: t('col.hours'), cell: ({ officeHours }) => hoursText(officeHours) },
        {
          id: 'note',
          header: t('col.note'),
          cell: ({ note, createdByName }) =>
            note === null ? '—' : t('by', { note, name: createdByName ?? '' }),
        },
      ]}
    />
  );
}

type YearsProps = {
  readonly years: readonly HolidayYearView[];
  readonly onLoad: ((year: number) => void) | undefined;
};

function Years({ years, onLoad }: YearsProps) {
  const t = useMessages(servicePolicyMessages);
  const days = (list: readonly string[]): string => t('years.days', { count: list.length });
  return (
    <Table
      label={t('years.title')}
      rows={years}
      getRowId={({ year }) => String(year)}
      columns={[
        { id: 'year', header: t('years.year'), cell: ({ year }) => year, isRowHeader: true },
        {
          id: 'source',
          header: t('years.source'),
          cell: ({ source }) => (
            <Tag pigment={source === 'provisional' ? 'ochre' : 'malachite'}>{t(`source.${source}`)}</Tag>
          ),
        },
        {
          id: 'off',
          header: t('years.off'),
          cell: ({ source, holidays }) => (source === 'provisional' ? '—' : days(holidays)),
        },
        {
          id: 'worked',
          header: t('years.worked'),
          cell: ({ source, makeUpWorkdays }) => (source === 'provisional' ? '—' : days(makeUpWorkdays)),
        },
        { id: 'document', header: t('years.document'), cell: (row) => row.documentNumber ?? '—' },
        {
          id: 'act',
          header: <span className="visually-hidden">{t('versions.new')}</span>,
          cell: ({ year, source }) =>
            onLoad === undefined || source === 'built_in' ? null : (
              <Button onPress={() => onLoad(year)}>{t('years.load', { year })}</Button>
            ),
        },
      ]}
    />
  );
}
