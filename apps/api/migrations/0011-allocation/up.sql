-- 额度配置建议: a calculation of what assumed quotas could serve. It decides nothing and touches no request or case.
create table allocation_plan (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  -- Interval of the bureau when it asked: whose requests the plan weighs.
  unit_lo int not null,
  unit_hi int not null check (unit_hi > unit_lo),
  -- Areas whose coverage is compared: one level below the bureau that asked.
  area_level text not null check (area_level in ('province', 'city', 'county')),
  title text not null check (length(title) between 2 and 80),
  status text not null check (status in ('running', 'done', 'failed')),
  seed int not null check (seed >= 0),
  -- Assumed amounts of this plan: [{facilityId, capacityFen, banks: [{bankId, capacityFen}]}].
  quotas jsonb not null check (pg_column_size(quotas) <= 2097152),
  based_on uuid references allocation_plan,
  tranches jsonb not null default '[]' check (pg_column_size(tranches) <= 65536),
  as_of date,
  policy_version text,
  engine_version text,
  plan_version int,
  inputs_digest text,
  result_digest text,
  summary jsonb check (pg_column_size(summary) <= 1048576),
  failure text check (length(failure) <= 200),
  check_status text check (check_status in ('running', 'equal', 'different')),
  check_at timestamptz,
  -- To whom a shared plan says anything: banks with products in it, holders of its tools.
  bank_ids uuid[] not null default '{}',
  holder_ids uuid[] not null default '{}',
  shared_at timestamptz,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  computed_at timestamptz,
  version int not null default 1 check (version >= 1),
  check ((status = 'done') = (result_digest is not null and summary is not null)),
  check ((status = 'failed') = (failure is not null)),
  -- Before it is done a shared plan names no bank and no holder, so nobody sees it.
  check (shared_at is null or status <> 'failed')
);
create index allocation_plan_recent on allocation_plan (organisation_id, created_at desc, id desc);
create index allocation_plan_shared on allocation_plan (shared_at desc, id) where shared_at is not null;

-- What a plan was computed from, packed: enough to compute it again when everything else has moved on.
create table allocation_input (
  plan_id uuid primary key references allocation_plan on delete cascade,
  packed bytea not null check (octet_length(packed) between 1 and 33554432)
);

-- One line per request of the plan of whole loans.
create table allocation_request (
  plan_id uuid not null references allocation_plan on delete cascade,
  request_id uuid not null,
  organisation_id uuid not null,
  enterprise_id uuid not null,
  number text not null,
  area text not null,
  amount_fen bigint not null check (amount_fen > 0),
  outcome text not null check (outcome in ('served', 'partly_served', 'not_served')),
  reason text,
  -- [{facilityId, bankId, restFen}]
  blocked jsonb not null default '[]' check (pg_column_size(blocked) <= 65536),
  product_id uuid,
  bank_id uuid,
  primary key (plan_id, request_id),
  check ((product_id is null) = (bank_id is null))
);
create index allocation_request_order on allocation_request (plan_id, (-amount_fen), request_id);
create index allocation_request_bank on allocation_request (bank_id, plan_id) where bank_id is not null;

-- What a bank is told of a product: coarse where few requests stand behind it.
create table allocation_product (
  plan_id uuid not null references allocation_plan on delete cascade,
  product_id uuid not null,
  bank_id uuid not null,
  facility_id uuid not null,
  name text not null,
  name_en text,
  amount_fen bigint not null check (amount_fen >= 0),
  requests int check (requests >= 5),
  primary key (plan_id, product_id)
);

-- A tool, or a bank's part of it, with what the plans use.
create table allocation_pool (
  plan_id uuid not null references allocation_plan on delete cascade,
  at int not null,
  organisation_id uuid not null,
  facility_id uuid not null,
  bank_id uuid,
  holder_id uuid,
  capacity_fen bigint not null check (capacity_fen >= 0),
  whole_fen bigint not null check (whole_fen >= 0),
  split_fen bigint not null check (split_fen >= 0),
  -- Null where something is left.
  value_ppm int,
  served_more_fen bigint,
  primary key (plan_id, at),
  check ((value_ppm is null) = (served_more_fen is null))
);

call protect('allocation_plan');
call protect('allocation_input');
call protect('allocation_request');
call protect('allocation_product');
call protect('allocation_pool');
call allow('allocation_plan', 'app_bureau', 'select, insert, update', 'organisation_id = (select current_organisation())');
call allow('allocation_request', 'app_bureau', 'select', 'organisation_id = (select current_organisation())');
call allow('allocation_product', 'app_bureau', 'select', 'plan_id in (select p.id from allocation_plan p)');
call allow('allocation_pool', 'app_bureau', 'select', 'organisation_id = (select current_organisation())');
-- Of a shared plan the others read who made it and when, never its figures, which are the bureau's.
grant select (id, organisation_id, title, as_of, shared_at, bank_ids, holder_ids) on allocation_plan
  to app_bank, app_facility_administrator;
create policy app_bank on allocation_plan for select to app_bank
  using (shared_at is not null and (select current_bank()) = any (bank_ids));
create policy app_facility_administrator on allocation_plan for select to app_facility_administrator
  using (shared_at is not null and (select current_organisation()) = any (holder_ids));
-- A plan that is not shared is not there for them, so neither are its lines.
call allow('allocation_product', 'app_bank', 'select',
  'bank_id = (select current_bank()) and plan_id in (select p.id from allocation_plan p)');
-- A request is named where a consent already told the bank of it, to the office that has the case.
grant select (plan_id, request_id, number, amount_fen, product_id, bank_id) on allocation_request to app_bank;
create policy app_bank on allocation_request for select to app_bank
  using (bank_id = (select current_bank()) and plan_id in (select p.id from allocation_plan p)
    and request_id in (select e.request_id from engagement e join engagement_dossier d on d.engagement_id = e.id
      where e.branch_position between (select current_unit_lo()) and (select current_unit_hi())));
call allow('allocation_pool', 'app_facility_administrator', 'select',
  'holder_id = (select current_organisation()) and plan_id in (select p.id from allocation_plan p)');
call allow('allocation_plan', 'app_worker', 'select, update', 'true');
call allow('allocation_input', 'app_worker', 'select, insert', 'true');
call allow('allocation_request', 'app_worker', 'select, insert', 'true');
call allow('allocation_product', 'app_worker', 'select, insert', 'true');
call allow('allocation_pool', 'app_worker', 'select, insert', 'true');
do $$
declare target text;
begin
  foreach target in array array['allocation_plan', 'allocation_input', 'allocation_request', 'allocation_product',
                                'allocation_pool'] loop
    call allow(target::regclass, 'app_seed', 'select, insert, update', 'true');
  end loop;
end $$;
