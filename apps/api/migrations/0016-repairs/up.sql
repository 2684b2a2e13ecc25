-- What follows a refusal (domain §5): a plan of repair with its tasks, an appeal, a mediation.
alter table engagement
  -- Who declined: a second look and an appeal are another person's.
  add column declined_by uuid,
  add column declined_by_name text,
  -- The case this one goes on from after a transfer between branches of the bank.
  add column predecessor_id uuid,
  -- The need as the bank last agreed to look at it, while a change of it waits to be confirmed.
  add column need_before jsonb,
  add unique (id, request_id, bank_id, enterprise_id),
  add unique (predecessor_id),
  -- A case can go on only for the same need, bank and enterprise.
  add foreign key (predecessor_id, request_id, bank_id, enterprise_id)
    references engagement (id, request_id, bank_id, enterprise_id);

create table repair_plan (
  id uuid primary key,
  engagement_id uuid not null references engagement,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  status text not null check (status in ('open', 'sent', 'abandoned', 'passed')),
  opened_by_side text not null check (opened_by_side in ('enterprise', 'bureau')),
  opened_by_name text not null,
  opened_at timestamptz not null,
  -- The latest of its tasks' deadlines: passed with a task of the enterprise open, the case closes.
  due_at timestamptz not null,
  ended_at timestamptz,
  check ((status = 'open') = (ended_at is null))
);
-- One at a time; a refusal after the second look may open another.
create unique index repair_plan_one_open on repair_plan (engagement_id) where ended_at is null;
create index repair_plan_engagement on repair_plan (engagement_id, opened_at);

create table repair_task (
  id uuid primary key,
  plan_id uuid not null references repair_plan,
  engagement_id uuid not null references engagement,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  position int not null,
  reason text not null,
  owner text not null check (owner in ('enterprise', 'bureau', 'bank')),
  -- As the template worded it when the plan was opened.
  title text not null,
  title_en text not null,
  field text,
  due_at timestamptz not null,
  evidence text check (length(evidence) between 1 and 2000),
  done_at timestamptz,
  done_by_name text,
  unique (plan_id, position),
  check ((done_at is null) = (evidence is null)),
  check ((done_at is null) = (done_by_name is null))
);
create index repair_task_engagement on repair_task (engagement_id);

-- 复议 and 协调: the bank itself decides an appeal, a mediator recommends.
create table refusal_review (
  id uuid primary key,
  engagement_id uuid not null references engagement,
  bank_id uuid not null,
  enterprise_id uuid not null,
  unit_position int not null,
  kind text not null check (kind in ('appeal', 'mediation')),
  grounds text not null check (length(grounds) between 1 and 2000),
  asked_by_side text not null check (asked_by_side in ('enterprise', 'bureau')),
  asked_by_name text not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  outcome text check (outcome in ('uphold', 'overturn', 're_push', 'close', 'ended')),
  -- Why the refusal stands or falls, or what the mediator recommends.
  statement text check (length(statement) between 1 and 2000),
  decided_by_name text,
  decided_at timestamptz,
  check ((outcome is null) = (decided_at is null)),
  check (outcome is null or outcome = 'ended' or statement is not null)
);
create unique index refusal_review_one_open on refusal_review (engagement_id) where outcome is null;
create index refusal_review_engagement on refusal_review (engagement_id, asked_at);

-- 代办: while somebody is away, their cases stand in the deputy's list too.
create table deputy (
  id uuid primary key,
  bank_id uuid not null references organisation,
  branch_id uuid not null references organisation,
  account_id uuid not null references account,
  account_name text not null,
  deputy_id uuid not null references account,
  deputy_name text not null,
  from_day date not null,
  until_day date not null,
  named_by uuid not null references account,
  named_by_name text not null,
  named_at timestamptz not null,
  ended_at timestamptz,
  check (account_id <> deputy_id),
  check (until_day between from_day and from_day + 366)
);
create index deputy_bank on deputy (bank_id, until_day) where ended_at is null;

do $$
declare target text;
begin
  foreach target in array array['repair_plan', 'repair_task', 'refusal_review'] loop
    call protect(target::regclass);
    call allow(target::regclass, 'app_enterprise', 'select, insert', 'enterprise_id = (select current_organisation())');
    call allow(target::regclass, 'app_bureau', 'select, insert',
      'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
    -- A bank answers what is put to it; it opens neither repair nor appeal.
    call allow(target::regclass, 'app_bank', 'select', 'bank_id = (select current_bank())');
    call allow(target::regclass, 'app_worker', 'select, update', 'true');
    call allow(target::regclass, 'app_seed', 'select, insert, update', 'true');
  end loop;
end $$;
-- What was asked stays as it was asked: only how it ended is added.
grant update (status, ended_at) on repair_plan to app_enterprise, app_bureau, app_bank;
grant update (evidence, field, done_at, done_by_name) on repair_task to app_enterprise, app_bureau, app_bank;
grant update (outcome, statement, decided_at, decided_by_name) on refusal_review to app_enterprise, app_bureau, app_bank;
-- A transfer takes them along to the case that goes on.
grant update (engagement_id) on repair_plan, repair_task, refusal_review to app_bank;
create policy app_enterprise_own_task on repair_task as restrictive for update to app_enterprise using (owner = 'enterprise');
call protect('deputy');
call allow('deputy', 'app_bank', 'select, insert, update', 'bank_id = (select current_bank())');
call allow('deputy', 'app_seed', 'select, insert, update', 'true');
-- A message to somebody who is away goes to the deputy.
grant select (bank_id, account_id, deputy_id, from_day, until_day, named_at, ended_at) on deputy to app_worker;
create policy app_worker on deputy for select to app_worker using (true);

-- A bank makes a case only by going on with one of its own, and takes the dossier along while the consent holds.
grant insert on engagement to app_bank;
create policy app_bank_goes_on on engagement as restrictive for insert to app_bank with check (predecessor_id is not null);
grant insert on engagement_dossier to app_bank;

-- Colleagues by name and role, for a deputy and a second look: never how they sign in.
grant select (id, organisation_id, side, display_name, roles, disabled_at) on account to app_bank;
create policy app_bank on account to app_bank
  using (organisation_id in (select o.id from organisation o where coalesce(o.parent_id, o.id) = (select current_bank())));
