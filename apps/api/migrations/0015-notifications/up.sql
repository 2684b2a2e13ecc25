-- 消息: what happened to a record, told to one organisation (or one person of it) in the words of domain/notices.
create table notice (
  id uuid primary key,
  -- The order in which they were told: those of one transaction share their instant.
  seq bigint generated always as identity,
  -- The entry of a history it tells of. One entry tells a side at most once, however often it is delivered.
  event_id uuid not null,
  code text not null check (length(code) between 3 and 60),
  receiver text not null check (receiver in ('enterprise', 'bank', 'bureau', 'holder')),
  kind text not null check (kind in ('to_do', 'outcome', 'progress', 'deadline', 'consent')),
  -- Enterprise, or the office of a bank or bureau where somebody works.
  organisation_id uuid not null,
  -- The officer who has the case, or whoever was meant by name; null tells everybody of the organisation.
  account_id uuid references account on delete cascade,
  -- Meant by name: each of them has a row.
  by_name boolean not null default false,
  -- Whose own act it was: never shown to that person.
  actor_account_id uuid,
  record_kind text not null check (record_kind in ('financing_request', 'engagement', 'supervision_letter', 'allotment', 'quota_pool', 'quota_exception', 'facility_terms',
    'claim_batch')),
  record_id uuid not null,
  record_name text not null,
  -- Names of the sentence. A bank is told neither: it knows what its dossier shows.
  bank_id uuid references organisation,
  enterprise_name text,
  at timestamptz not null,
  posted_at timestamptz not null,
  -- What it asked for was done, by whomever: it waits for nobody any more and is shown to nobody.
  done_at timestamptz,
  check (receiver <> 'bank' or (bank_id is null and enterprise_name is null)),
  check (not by_name or account_id is not null)
);
-- Once to a side, whoever has the case by the time an event is delivered again; once to each who is meant by name, who
-- may be officer, manager and deputy in one.
create unique index notice_once on notice (event_id, code, record_id, receiver) where not by_name;
create unique index notice_once_each on notice (event_id, record_id, account_id) where by_name;
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
  muted text[] not null default '{}' check (muted <@ array['outcome', 'progress', 'deadline', 'consent']),
  -- {kind: at_once | daily | never}: how soon each kind leaves by e-mail.
  paces jsonb not null,
  -- Full hours in Beijing in which nothing leaves.
  quiet_from int check (quiet_from between 0 and 23),
  quiet_until int check (quiet_until between 0 and 23),
  address text check (length(address) between 3 and 200),
  -- Nothing but the code itself is sent to an address that nobody has shown to be theirs.
  confirmed_at timestamptz,
  code_hash bytea,
  code_until timestamptz,
  code_tries int not null default 0,
  updated_at timestamptz not null,
  check ((quiet_from is null) = (quiet_until is null)),
  check (confirmed_at is null or address is not null)
);

-- Letters on their way: one per message and account, one digest per account and day.
create table notice_mail (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  purpose text not null check (purpose in ('notice', 'digest', 'code')),
  notice_id uuid references notice on delete cascade,
  day date,
  -- Until it is sent.
  code text check (code ~ '^\d{6}$'),
  made_at timestamptz not null,
  sent_at timestamptz,
  check ((purpose = 'notice') = (notice_id is not null)),
  check ((purpose = 'digest') = (day is not null)),
  unique (account_id, notice_id),
  unique (account_id, day)
);
create index notice_mail_notice on notice_mail (notice_id);
create index notice_mail_age on notice_mail (made_at);

call protect('notice');
call protect('notice_read');
call protect('notice_setting');
call protect('notice_mail');
do $$
declare reader text;
begin
  foreach reader in array array['app_enterprise', 'app_bank', 'app_bureau', 'app_facility_administrator'] loop
    call allow('notice', reader, 'select', 'organisation_id = (select current_organisation())
      and coalesce(account_id, (select current_account())) = (select current_account())
      and actor_account_id is distinct from (select current_account())');
    call allow('notice_read', reader, 'select, insert', 'account_id = (select current_account())');
    call allow('notice_setting', reader, 'select, insert, update', 'account_id = (select current_account())');
    call allow('notice_mail', reader, 'select, insert', 'account_id = (select current_account())');
  end loop;
end $$;
call allow('notice', 'app_worker', 'select, insert, delete', 'true');
grant update (done_at) on notice to app_worker;
call allow('notice_read', 'app_worker', 'select', 'true');
call allow('notice_setting', 'app_worker', 'select', 'true');
call allow('notice_mail', 'app_worker', 'select, insert, update, delete', 'true');
-- Who works where, so that a message reaches somebody; nothing else of an account.
grant select (id, organisation_id, roles, locale, disabled_at) on account to app_worker;
create policy app_worker on account for select to app_worker using (true);
