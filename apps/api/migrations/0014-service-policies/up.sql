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
call allow('timer', 'app_enterprise', 'select, insert', 'enterprise_id = (select current_organisation())');
call allow('timer', 'app_bureau', 'select, insert', 'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('timer', 'app_bank', 'select, insert', 'bank_id = (select current_bank())');
grant update (due_at, generation, fired_at) on timer to app_enterprise, app_bureau, app_bank;
call allow('timer', 'app_worker', 'select, insert, update, delete', 'true');
call allow('timer', 'app_seed', 'select, insert, update', 'true');

-- Where a bank stays silent the platform itself names the next one: sent under a consent, or proposed to the enterprise.
alter table engagement drop constraint engagement_origin_check;
alter table engagement add constraint engagement_origin_check check (origin in ('enterprise', 'bureau', 'platform'));
grant insert on engagement, engagement_dossier to app_worker;

-- 办理时限: a version is written once and governs the stages that begin while it is in force.
create table service_policy (
  id uuid primary key,
  -- The policy tool it is for; null for every case whose tool has no version of its own.
  programme_id uuid references facility,
  -- From midnight in Beijing.
  effective_from date not null,
  limits jsonb not null check (pg_column_size(limits) <= 4096),
  office_hours jsonb not null check (pg_column_size(office_hours) <= 1024),
  note text not null check (length(note) between 1 and 200),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  constraint service_policy_date unique nulls not distinct (programme_id, effective_from)
);

-- 节假日安排 as published; of two for one year the later one holds.
create table holiday_year (
  id uuid primary key,
  year int not null check (year between 2020 and 2100),
  holidays date[] not null check (cardinality(holidays) between 1 and 60),
  make_up_workdays date[] not null check (cardinality(make_up_workdays) <= 60),
  document_number text not null check (length(document_number) between 1 and 200),
  loaded_by uuid not null,
  loaded_by_name text not null,
  loaded_at timestamptz not null
);
create index holiday_year_latest on holiday_year (year, loaded_at);

call protect('service_policy');
call protect('holiday_year');
do $$
declare target text; reader text;
begin
  foreach target in array array['service_policy', 'holiday_year'] loop
    foreach reader in array array['app_enterprise', 'app_bank', 'app_bureau', 'app_association',
                                  'app_facility_administrator', 'app_public', 'app_worker'] loop
      call allow(target::regclass, reader, 'select', 'true');
    end loop;
    call allow(target::regclass, 'app_platform', 'select, insert', 'true');
    call allow(target::regclass, 'app_seed', 'select, insert', 'true');
  end loop;
end $$;

alter table engagement
  -- The policy tool whose times govern the case: its product's when the case began.
  add column programme_id uuid references facility,
  -- The policy of the stage now running; null for the platform's own times.
  add column policy_id uuid references service_policy,
  -- How the deadline was reckoned: so many working minutes from an instant, to be computed again when holidays change.
  add column due_since timestamptz,
  add column due_minutes int check (due_minutes > 0),
  add check ((due_since is null) = (due_minutes is null));
create index engagement_provisional on engagement (id) where due_provisional;
alter table financing_request
  add column verify_policy_id uuid references service_policy,
  add column verify_provisional boolean not null default false;
create index financing_request_provisional on financing_request (id) where verify_provisional;
-- What papers are due by is computed again as well.
alter table supplement_request add column due_provisional boolean not null default false;
create index supplement_request_provisional on supplement_request (id) where due_provisional;
grant update (due_at, due_provisional) on supplement_request to app_worker;
