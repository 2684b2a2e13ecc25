-- 政策工具: dated data of domain §3. What is unconfirmed says so in verified and note.
create table facility (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Z0-9-]{3,40}$'),
  name text not null,
  name_en text not null,
  -- The facility administrator whose tool it is, who alone changes it; null while it has none on the platform.
  holder_id uuid references organisation,
  mechanism text not null check (mechanism in ('RELENDING', 'REDISCOUNT', 'LENDING_SCALE', 'OWN')),
  authority text not null check (authority in ('OFFICIAL', 'ALLOTTED_BY_HOLDER', 'SHADOW')),
  basis text check (basis in ('FLOW', 'BALANCE')),
  total_fen bigint check (total_fen > 0),
  opens_on date,
  closes_on date check (closes_on >= opens_on),
  closed boolean not null default false,
  -- Lenders: (types ∪ named institutions), narrowed by the other two; empty means any.
  lender_bank_types text[] not null default '{}',
  lender_institution_ids uuid[] not null default '{}',
  lender_provinces text[] not null default '{}',
  local_legal_person_only boolean not null default false,
  -- Whom the money may reach, as an admission rule; it applies besides each product's own.
  borrower jsonb not null default '{"all": []}' check (pg_column_size(borrower) <= 16384),
  -- LPR ± basis points, or a fixed rate.
  rate_cap jsonb,
  -- Share of a loan that is reimbursed, by the day it was paid out: [{since, ratioBp}]; the whole where none is set.
  funding_ratios jsonb not null default '[]' check (pg_column_size(funding_ratios) <= 4096),
  document_number text,
  note text,
  note_en text,
  verified boolean not null,
  version int not null default 1,
  updated_at timestamptz not null
);

create table loan_product (
  id uuid primary key,
  bank_id uuid not null references organisation,
  facility_id uuid not null references facility,
  code text not null,
  name text not null check (length(name) between 2 and 80),
  name_en text,
  status text not null check (status in ('draft', 'published', 'withdrawn')),
  -- Admission rule as the matching domain reads it, and the terms shown to enterprises.
  rule jsonb not null check (pg_column_size(rule) <= 65536),
  terms jsonb not null check (pg_column_size(terms) <= 16384),
  confirmed_at timestamptz,
  published_at timestamptz,
  demo boolean not null default false,
  version int not null default 1 check (version >= 1),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (bank_id, code)
);
create index loan_product_facility on loan_product (facility_id);
create index loan_product_published on loan_product (bank_id, name, id) where status = 'published';

-- Lets matching see at a glance, with every request, whether its catalogue is still the present one.
create table loan_product_revision (
  id boolean primary key default true check (id),
  revision bigint not null default 0
);
insert into loan_product_revision default values;
create function count_product_change() returns trigger language plpgsql as $$
begin
  update loan_product_revision set revision = revision + 1;
  return null;
end $$;
create trigger loan_product_changed after insert or update or delete on loan_product
  for each statement execute function count_product_change();

call protect('facility');
call protect('loan_product');
call protect('loan_product_revision');
do $$
declare reader text;
begin
  foreach reader in array array['app_enterprise', 'app_bank', 'app_bureau', 'app_association', 'app_platform', 'app_public'] loop
    call allow('facility', reader, 'select', 'true');
  end loop;
  foreach reader in array array['app_enterprise', 'app_bureau', 'app_association', 'app_facility_administrator', 'app_public'] loop
    call allow('loan_product', reader, 'select', 'status = ''published''');
    call allow('loan_product_revision', reader, 'select', 'true');
  end loop;
end $$;
grant select, update on facility to app_facility_administrator;
create policy app_facility_administrator on facility for select to app_facility_administrator using (true);
create policy app_facility_administrator_holder on facility for update to app_facility_administrator
  using (holder_id = (select current_organisation())) with check (holder_id = (select current_organisation()));
-- Agreed changes come into force on their day.
call allow('facility', 'app_worker', 'select, update', 'true');
call allow('facility', 'app_seed', 'select, insert, update', 'true');
-- Products are the head office's: its branches read them.
grant select, insert, update on loan_product to app_bank;
create policy app_bank on loan_product for select to app_bank using (bank_id = (select current_bank()));
create policy app_bank_draft on loan_product for insert to app_bank
  with check (bank_id = (select current_organisation()));
create policy app_bank_edit on loan_product for update to app_bank
  using (bank_id = (select current_organisation())) with check (bank_id = (select current_organisation()));
call allow('loan_product', 'app_worker', 'select', 'true');
call allow('loan_product_revision', 'app_worker', 'select', 'true');
call allow('loan_product_revision', 'app_bank', 'select, update', 'true');
call allow('loan_product_revision', 'app_seed', 'select, update', 'true');
call allow('loan_product', 'app_seed', 'select, insert, update', 'true');
