-- Bureaus, banks, associations, administrators: a directory every signed-in caller may read. Enterprises stand in
-- a table of their own, because who may read one depends on the reader.
create table organisation (
  id uuid primary key,
  kind text not null check (kind in ('bureau', 'bank', 'association', 'facility_administrator', 'platform')),
  name text not null check (length(name) between 2 and 100),
  name_en text check (length(name_en) between 2 and 200),
  region_code text check (region_code ~ '^\d{6}$'),
  unit_level text check (unit_level in ('nation', 'province', 'city', 'county', 'zone')),
  bank_type text,
  local_legal_person boolean not null default false,
  parent_id uuid references organisation,
  -- Nested-set interval of the unit in its own tree; gaps are left so that a unit can be added without renumbering.
  lft int not null check (lft >= 1),
  rgt int not null check (rgt > lft),
  demo boolean not null default false,
  check ((kind = 'bureau') = (unit_level is not null)),
  check ((kind = 'bank') = (bank_type is not null)),
  unique (kind, lft)
);
create index organisation_parent on organisation (parent_id);
create index organisation_region on organisation (kind, region_code);

create table account (
  id uuid primary key,
  -- Organisation or enterprise; enterprises are added by the next migration, so no foreign key here.
  organisation_id uuid not null,
  side text not null check (side in ('enterprise', 'bank', 'bureau', 'association', 'facility_administrator', 'platform')),
  username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{2,63}$'),
  display_name text not null check (length(display_name) between 1 and 60),
  password_hash text not null,
  roles text[] not null check (cardinality(roles) between 1 and 8),
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  disabled_at timestamptz,
  created_at timestamptz not null
);
create index account_organisation on account (organisation_id);

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on session (account_id) where ended_at is null;
-- When it could be used last, by which old ones are removed.
create index session_over on session (least(expires_at, ended_at));

-- Failed attempts by name and by address, for a delay that does not lock the victim out.
create table sign_in_failure (
  id bigint generated always as identity primary key,
  subject text not null check (length(subject) <= 130),
  failed_at timestamptz not null
);
create index sign_in_failure_recent on sign_in_failure (subject, failed_at);

call protect('organisation');
call protect('account');
call protect('session');
call protect('sign_in_failure');
do $$
declare reader text;
begin
  foreach reader in array array['app_enterprise', 'app_bank', 'app_bureau', 'app_association', 'app_facility_administrator',
                                'app_platform', 'app_auth', 'app_public', 'app_worker'] loop
    call allow('organisation', reader, 'select', 'true');
  end loop;
end $$;
call allow('organisation', 'app_seed', 'select, insert, update', 'true');
call allow('account', 'app_seed', 'select, insert, update', 'true');
call allow('account', 'app_auth', 'select, update', 'true');
call allow('session', 'app_auth', 'select, insert, update', 'true');
-- The worker removes what is over and sees neither tokens nor whose they are.
grant select (id, expires_at, ended_at), delete on session to app_worker;
create policy app_worker on session to app_worker using (true) with check (true);
call allow('sign_in_failure', 'app_auth', 'select, insert, delete', 'true');
