-- Deadlines at which the platform itself acts, each written in the transaction that made it. What was lost can be made
-- again from the records they stand for.
create table timer (
  kind text not null check (kind ~ '^[a-z][a-z-]{2,39}$'),
  subject_id uuid not null,
  due_at timestamptz not null,
  -- Rises when the deadline moves.
  generation int not null default 1 check (generation >= 1),
  -- When its event was published; null while it waits.
  fired_at timestamptz,
  -- Whose deadline it is, copied from its subject.
  enterprise_id uuid not null,
  unit_position int not null,
  bank_id uuid,
  primary key (kind, subject_id)
);
create index timer_due on timer (due_at, subject_id) where fired_at is null;
create index timer_fired on timer (fired_at) where fired_at is not null;

call protect('timer');
call allow('timer', 'app_enterprise', 'select, insert, update', 'enterprise_id = (select current_organisation())');
call allow('timer', 'app_bureau', 'select, insert, update',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('timer', 'app_bank', 'select, insert, update', 'bank_id = (select current_bank())');
call allow('timer', 'app_worker', 'select, insert, update, delete', 'true');
call allow('timer', 'app_seed', 'select, insert, update', 'true');

-- Where a bank stays silent the platform itself names the next one: sent under a consent, or proposed to the enterprise.
alter table engagement drop constraint engagement_origin_check;
alter table engagement add constraint engagement_origin_check check (origin in ('enterprise', 'bureau', 'platform'));
grant insert on engagement, engagement_dossier to app_worker;
