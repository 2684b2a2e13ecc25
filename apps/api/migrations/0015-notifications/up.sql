-- 消息: what happened to a record, told to one organisation (or one person of it) in the words of domain/notices.
create table notice (
  id uuid primary key,
  -- The order in which they were told: those of one transaction share their instant.
  seq bigint generated always as identity,
  -- The entry of a history it tells of. One entry tells a side at most once, however often it is delivered.
  event_id uuid not null,
  code text not null check (length(code) between 3 and 60),
  receiver text not null check (receiver in ('enterprise', 'bank', 'bureau')),
  kind text not null check (kind in ('to_do', 'outcome', 'progress', 'deadline', 'consent')),
  -- Enterprise, or the office of a bank or bureau where somebody works.
  organisation_id uuid not null,
  -- The officer who has the case; null tells everybody of the organisation.
  account_id uuid references account on delete cascade,
  -- Whose own act it was: never shown to that person.
  actor_account_id uuid,
  record_kind text not null check (record_kind in ('financing_request', 'engagement')),
  record_id uuid not null,
  request_number text not null,
  -- Names of the sentence. A bank is told neither: it knows what its dossier shows.
  bank_id uuid references organisation,
  enterprise_name text,
  at timestamptz not null,
  posted_at timestamptz not null,
  check (receiver <> 'bank' or (bank_id is null and enterprise_name is null)),
  unique (event_id, code, record_id, receiver)
);
create index notice_inbox on notice (organisation_id, posted_at desc);
create index notice_age on notice (posted_at);

create table notice_read (
  account_id uuid not null references account on delete cascade,
  notice_id uuid not null references notice on delete cascade,
  read_at timestamptz not null,
  primary key (account_id, notice_id)
);
create index notice_read_notice on notice_read (notice_id);

create table notice_setting (
  account_id uuid primary key references account on delete cascade,
  muted text[] not null check (muted <@ array['outcome', 'progress', 'deadline', 'consent']),
  updated_at timestamptz not null
);

call protect('notice');
call protect('notice_read');
call protect('notice_setting');
do $$
declare reader text;
begin
  foreach reader in array array['app_enterprise', 'app_bank', 'app_bureau'] loop
    call allow('notice', reader, 'select', 'organisation_id = (select current_organisation())
      and coalesce(account_id, (select current_account())) = (select current_account())
      and actor_account_id is distinct from (select current_account())');
    call allow('notice_read', reader, 'select, insert', 'account_id = (select current_account())');
    call allow('notice_setting', reader, 'select, insert, update', 'account_id = (select current_account())');
  end loop;
end $$;
call allow('notice', 'app_worker', 'select, insert, delete', 'true');
-- Who works where, so that a message reaches somebody; nothing else of an account.
grant select (id, organisation_id, roles, disabled_at) on account to app_worker;
create policy app_worker on account for select to app_worker using (true);
