import { lazy, Suspense, useState } from 'react';
import type { Role } from '@yinqi/contracts/access';
import type { DeputyView, Team } from '@yinqi/contracts/handovers';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { PageHeader } from '../../../ui/page-header.js';
import { Section } from '../../../ui/panel.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { Tag } from '../../../ui/tag.js';
import { handoverMessages } from '../messages.js';
import { nameIn } from '../words.js';
import { useDeputies, useTeam } from './use-team.js';

const DeputyDialog = lazy(() =>
  import('./deputy-dialog.js').then((module) => ({ default: module.DeputyDialog })),
);

const HANDLERS = ['officer', 'reviewer', 'approver'] as const;
type Person = Team['people'][number];
const handles = (roles: readonly Role[]) => HANDLERS.filter((role) => roles.includes(role));

/** 人员与代办: who works on cases at the office, and who stands in while somebody is away. */
export function TeamPage() {
  const t = useMessages(handoverMessages);
  const { data: team, error, refetch } = useTeam();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <PageHeader
        title={t('team.title')}
        context={team === undefined ? undefined : t('team.context', { count: team.people.length })}
        actions={
          team !== undefined && (
            <Button variant="primary" onPress={() => setAsked(true)}>
              {t('team.new')}
            </Button>
          )
        }
      />
      {team === undefined && error === null && <Skeleton rows={8} />}
      {team === undefined && error !== null && (
        <ErrorState error={error} title={t('team.failed')} onRetry={() => void refetch()} />
      )}
      {team !== undefined && (
        <>
          <Deputies deputies={team.deputies} />
          <People team={team} />
        </>
      )}
      {isAsked && team !== undefined && (
        <Suspense fallback={null}>
          <DeputyDialog people={team.people} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </>
  );
}

function Deputies({ deputies }: { readonly deputies: readonly DeputyView[] }) {
  const t = useMessages(handoverMessages);
  const { end } = useDeputies();
  return (
    <Section title={t('team.deputies')}>
      {deputies.length === 0 ? (
        <EmptyState title={t('team.none')}>{t('team.noneText')}</EmptyState>
      ) : (
        <Table
          label={t('team.deputies')}
          getRowId={(row) => row.id}
          rows={deputies}
          columns={[
            { id: 'who', header: t('team.who'), cell: (row) => row.account.name, isRowHeader: true },
            { id: 'deputy', header: t('team.deputy'), cell: (row) => row.deputy.name },
            {
              id: 'days',
              header: t('team.days'),
              cell: (row) => t('team.daysText', { from: row.fromDay, until: row.untilDay }),
            },
            {
              id: 'state',
              header: t('team.state'),
              cell: (row) => (
                <Tag pigment={row.state === 'running' ? 'azurite' : 'plain'}>
                  {t(`team.state.${row.state}`)}
                </Tag>
              ),
            },
            { id: 'by', header: t('team.namedBy'), cell: (row) => row.namedByName },
            {
              id: 'act',
              header: t('team.act'),
              cell: (row) =>
                row.mayEnd && (
                  <Button
                    variant="quiet"
                    aria-label={t('team.endName', { who: row.account.name, deputy: row.deputy.name })}
                    isPending={end.isPending}
                    onPress={() => end.send({ params: { id: row.id } })}
                  >
                    {t('team.end')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}

function People({ team: { people, deputies } }: { readonly team: Team }) {
  const t = useMessages(handoverMessages);
  const { language } = useLanguage();
  const stateOf = (person: Person) => {
    if (person.left) return <Tag pigment="ochre">{t('team.left')}</Tag>;
    const away = deputies.find(({ state, account }) => state === 'running' && account.id === person.id);
    return away === undefined ? t('team.working') : t('team.away', { name: away.deputy.name });
  };
  return (
    <Section title={t('team.people')}>
      <Table
        label={t('team.people')}
        getRowId={(person) => person.id}
        rows={people}
        columns={[
          { id: 'name', header: t('team.name'), cell: (person) => person.name, isRowHeader: true },
          { id: 'office', header: t('team.office'), cell: (person) => nameIn(language, person.office) },
          {
            id: 'roles',
            header: t('team.roles'),
            cell: ({ roles }) =>
              handles(roles)
                .map((role) => t(`team.role.${role}`))
                .join(language === 'zh' ? '、' : ', ') || t('team.noRole'),
          },
          { id: 'state', header: t('team.state'), cell: stateOf },
        ]}
      />
    </Section>
  );
}
