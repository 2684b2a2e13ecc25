-- 督办规则: who hears of a case whose time runs out, as dated versions of a bureau; units below without one follow it.
create table supervision_ladder (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  unit_lo int not null,
  unit_hi int not null check (unit_hi > unit_lo),
  version int not null check (version >= 1),
  effective_from date not null,
  -- [{level, colour, atMinutes}]
  steps jsonb not null check (pg_column_size(steps) <= 4096),
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  unique (organisation_id, version)
);
create index supervision_ladder_units on supervision_ladder (unit_lo, unit_hi);

-- A stage of a case that had a deadline, and how far up its ladder it has come. Worked off by the clock alone; what is
-- missing is made again from the cases.
create table supervision_case (
  engagement_id uuid not null references engagement,
  due_at timestamptz not null,
  duty text not null check (duty in ('answer', 'first_contact', 'conclude')),
  unit_position int not null,
  -- Null: the ladder every installation begins with.
  ladder_id uuid references supervision_ladder,
  taken int not null default 0 check (taken >= 0),
  next_at timestamptz,
  level text check (level in ('officer', 'branch', 'head_office', 'letter')),
  -- How many people were told at that level: a page says no more than that.
  told int not null default 0 check (told >= 0),
  -- The red rung was reached.
  red boolean not null default false,
  -- The stage is over, or its deadline was moved.
  ended_at timestamptz,
  primary key (engagement_id, due_at)
);
create index supervision_case_next on supervision_case (next_at) where ended_at is null and next_at is not null;
create index supervision_case_live on supervision_case (unit_position, due_at) where ended_at is null and level is not null;

create sequence supervision_letter_number;

-- 督办单: drafted by the ladder or a person, and nothing to the bank until a person of the bureau has signed it.
create table supervision_letter (
  id uuid primary key,
  number text not null unique,
  engagement_id uuid not null references engagement,
  request_number text not null,
  bank_id uuid not null references organisation,
  branch_id uuid not null references organisation,
  branch_position int not null,
  unit_position int not null,
  duty text not null check (duty in ('answer', 'first_contact', 'conclude')),
  due_at timestamptz not null,
  colour text not null check (colour in ('blue', 'yellow', 'red')),
  status text not null check (status in ('draft', 'sent', 'acknowledged', 'replied', 'closed', 'discarded', 'withdrawn')),
  text text not null check (length(text) between 1 and 4000),
  signed_by_name text,
  signed_at timestamptz,
  reply_due_at timestamptz,
  version int not null default 1 check (version >= 1),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((signed_at is null) = (status in ('draft', 'discarded'))),
  check ((signed_at is null) = (signed_by_name is null and reply_due_at is null))
);
create index supervision_letter_recent on supervision_letter (updated_at desc, id desc);
create index supervision_letter_bank on supervision_letter (bank_id, updated_at desc) where signed_at is not null;
-- One draft at a time per case: a step that comes while one waits makes that one graver.
create unique index supervision_letter_one_draft on supervision_letter (engagement_id) where status = 'draft';

create table supervision_letter_event (
  id uuid primary key,
  seq bigint generated always as identity,
  letter_id uuid not null references supervision_letter,
  unit_position int not null,
  -- Null until it is signed: what went before is the bureau's own.
  bank_id uuid,
  at timestamptz not null,
  action text not null,
  actor_side text not null check (actor_side in ('bureau', 'bank', 'system')),
  actor_account_id uuid,
  actor_name text not null,
  text text check (length(text) <= 4000)
);
create index supervision_letter_event_letter on supervision_letter_event (letter_id, seq);

call protect('supervision_ladder');
call protect('supervision_case');
call protect('supervision_letter');
call protect('supervision_letter_event');
-- A bureau reads its own ladders and those of the units above it, and writes its own.
grant select, insert on supervision_ladder to app_bureau;
create policy app_bureau on supervision_ladder for select to app_bureau
  using (unit_lo <= (select current_unit_lo()) and unit_hi >= (select current_unit_hi()));
create policy app_bureau_own on supervision_ladder for insert to app_bureau
  with check (organisation_id = (select current_organisation()) and unit_lo = (select current_unit_lo())
    and unit_hi = (select current_unit_hi()));
call allow('supervision_case', 'app_bureau', 'select',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('supervision_letter', 'app_bureau', 'select, insert, update',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('supervision_letter_event', 'app_bureau', 'select, insert',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
-- A bank acknowledges and answers what was signed: it moves a letter on, and never words it.
call allow('supervision_letter', 'app_bank', 'select', 'bank_id = (select current_bank()) and signed_at is not null');
grant update (status, version, updated_at) on supervision_letter to app_bank;
call allow('supervision_letter_event', 'app_bank', 'select, insert', 'bank_id = (select current_bank())');
create policy app_bank_own_act on supervision_letter_event as restrictive for insert to app_bank
  with check (actor_side = 'bank' and letter_id in (select id from supervision_letter));
call allow('supervision_ladder', 'app_worker', 'select', 'true');
call allow('supervision_case', 'app_worker', 'select, insert, update', 'true');
call allow('supervision_letter', 'app_worker', 'select, insert, update', 'true');
call allow('supervision_letter_event', 'app_worker', 'select, insert', 'true');
grant usage on sequence supervision_letter_number to app_bureau, app_worker, app_seed;
do $$
declare target text;
begin
  foreach target in array array['supervision_ladder', 'supervision_case', 'supervision_letter', 'supervision_letter_event'] loop
    call allow(target::regclass, 'app_seed', 'select, insert, update', 'true');
  end loop;
end $$;

-- Times are tried on what has been before they are published. Whoever publishes them reads no case, and this role is
-- taken on for the trial alone: when a stage of some case began and ended, and nothing that says whose it was.
grant select (id, predecessor_id, status, pushed_at, updated_at, term_months, purpose, programme_id) on engagement to app_counter;
grant select (engagement_id, seq, at, action, to_status, undone) on engagement_event to app_counter;
grant select (request_id, seq, at, from_status, to_status) on financing_request_event to app_counter;
create policy app_counter on engagement for select to app_counter using (true);
create policy app_counter on engagement_event for select to app_counter using (true);
create policy app_counter on financing_request_event for select to app_counter using (true);
