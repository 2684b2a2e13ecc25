create table enterprise (
  id uuid primary key,
  uscc text not null check (uscc ~ '^[0-9A-HJ-NP-RTUWXY]{18}$'),
  name text not null check (length(name) between 2 and 120),
  -- The reporting unit chosen at registration, and its nested-set position, by which bureaus see the enterprise.
  unit_id uuid not null references organisation,
  unit_position int not null,
  region_code text check (region_code ~ '^\d{6}$'),
  industry_code text check (industry_code ~ '^[A-T]\d{0,4}$'),
  -- What the bureau entered, with source and date: {attribute: {value, source, date, provenance}}. What surveys say
  -- stands in operating_snapshot; readers take the better of the two per attribute.
  profile jsonb not null default '{}' check (pg_column_size(profile) <= 65536),
  demo boolean not null default false,
  version int not null default 1 check (version >= 1),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Put aside when the import that made it was undone: withdrawn requests still point at it.
  removed_at timestamptz
);
-- A code is taken by who is registered: one put aside leaves it to the bureau it really reports to.
create unique index enterprise_uscc on enterprise (uscc) where removed_at is null;
create index enterprise_unit on enterprise (unit_position);
-- The order in which people see the list.
create index enterprise_name on enterprise (name collate "zh-x-icu", id);
create index enterprise_industry on enterprise (industry_code);
-- Asked with every request of a bureau: are there invented enterprises here?
create index enterprise_demo on enterprise (id) where demo;
create index enterprise_name_trgm on enterprise using gin (name gin_trgm_ops);

-- 经营情况 per period with what else the same survey row says of the enterprise; a later snapshot of the same
-- period replaces no earlier one, the newest counts.
create table operating_snapshot (
  id uuid primary key,
  enterprise_id uuid not null references enterprise on delete cascade,
  unit_position int not null,
  period text not null check (period ~ '^\d{4}(-(0[1-9]|1[0-2]))?$'),
  figures jsonb not null check (pg_column_size(figures) <= 65536),
  source jsonb not null,
  recorded_at timestamptz not null
);
create index operating_snapshot_latest on operating_snapshot (enterprise_id, period desc, recorded_at desc);

call protect('enterprise');
call protect('operating_snapshot');
call allow('enterprise', 'app_enterprise', 'select, update', 'id = (select current_organisation())');
call allow('enterprise', 'app_bureau', 'select, insert, update',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('enterprise', 'app_worker', 'select', 'true');
call allow('enterprise', 'app_seed', 'select, insert, update', 'true');
-- Sign-in reads the organisation's name for the session; nothing else of an enterprise.
grant select (id, name, demo) on enterprise to app_auth;
create policy app_auth on enterprise for select to app_auth using (true);
-- Whether anybody signs in for an enterprise: an import is not undone over people at work. Nothing else of an account.
grant select (organisation_id) on account to app_bureau;
create policy app_bureau on account for select to app_bureau using (organisation_id in (select id from enterprise));
call allow('operating_snapshot', 'app_enterprise', 'select', 'enterprise_id = (select current_organisation())');
call allow('operating_snapshot', 'app_bureau', 'select, insert, delete',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('operating_snapshot', 'app_worker', 'select', 'true');
call allow('operating_snapshot', 'app_seed', 'select, insert', 'true');
