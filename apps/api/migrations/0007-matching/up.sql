-- Counts writes of results. Drawn under the shared hold of the catalogue, so whoever holds it alone sees every number
-- below the last one: percolation catches up by it.
create sequence match_result_writes;

-- One packed row per request (packed-result.ts): the ranked products, and by number all that fit, are open or stand
-- behind a gate. A product of the catalogue that is not listed does not fit. Explained on demand from the same inputs,
-- which facts_digest and the percolated catalogue identify.
create table match_result (
  request_id uuid primary key references financing_request on delete cascade,
  enterprise_id uuid not null,
  unit_position int not null,
  content_version int not null,
  facts_digest text not null,
  catalogue_revision text not null,
  policy_version text not null,
  engine_version text not null,
  as_of date not null,
  judged_count int not null,
  eligible_count int not null check (eligible_count >= 0),
  needs_information_count int not null check (needs_information_count >= 0),
  unavailable_count int not null check (unavailable_count >= 0),
  results bytea not null,
  -- A product changed in a way that touches this request, and the next result is not there yet.
  stale boolean not null default false,
  write_number bigint not null default nextval('match_result_writes'),
  computed_at timestamptz not null
) with (fillfactor = 45);
-- A renewed result stays on its page, and no index but this one hears of it: what was written last lies in few pages.
create index match_result_write on match_result using brin (write_number)
  with (pages_per_range = 8, autosummarize = on);

-- The facts a result was made from, as engines read them (facts-text.ts), with a stamp of the request, its enterprise
-- and what surveys say of it. While the stamp is still the same, a run reads the facts here and not in the register.
create table match_input (
  request_id uuid primary key references financing_request on delete cascade,
  stamp bigint not null,
  form int not null,
  facts_digest text not null,
  facts text not null
);

-- What matching knows of banks and facilities, filled by its consumers; an unknown tier gives neutral points.
create table matching_facts (
  kind text not null check (kind in ('bank_responsiveness', 'facility_headroom')),
  subject_id uuid not null,
  tier int not null check (tier between 0 and 3),
  version int not null default 1,
  updated_at timestamptz not null,
  primary key (kind, subject_id)
);

-- The catalogue as results know it: every product judged so far has a number, and its last percolated form is what the
-- next change is compared with. Null: withdrawn. Rows are never deleted, so numbers in stored results stay readable.
create table match_product (
  number int generated always as identity primary key,
  product_id uuid not null unique,
  stamp text not null,
  product jsonb
);

-- One row: up to where results have followed the catalogue, the policy, the engine and the calendar.
create table match_state (
  only_row boolean primary key default true check (only_row),
  catalogue_revision text not null default '',
  policy_version text,
  engine_version text,
  -- The day whose run has begun: facts age and windows close overnight.
  day date
);
insert into match_state default values;

-- A run over all open requests, shard by shard.
create table match_run (
  id uuid primary key,
  reason text not null check (reason in ('command', 'policy', 'engine', 'day', 'catalogue')),
  total int not null check (total >= 0),
  done int not null default 0 check (done >= 0),
  shards int not null check (shards between 0 and 256),
  shards_done int not null default 0 check (shards_done between 0 and shards),
  started_at timestamptz not null,
  finished_at timestamptz,
  check ((finished_at is null) = (shards_done < shards))
);
create index match_run_latest on match_run (started_at desc, id);

call protect('match_result');
call protect('match_input');
call protect('matching_facts');
call protect('match_product');
call protect('match_state');
call protect('match_run');
call allow('match_result', 'app_enterprise', 'select', 'enterprise_id = (select current_organisation())');
call allow('match_result', 'app_bureau', 'select',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('match_result', 'app_worker', 'select, insert, update, delete', 'true');
call allow('match_input', 'app_worker', 'select, insert, update', 'true');
call allow('matching_facts', 'app_enterprise', 'select', 'true');
call allow('matching_facts', 'app_bureau', 'select', 'true');
call allow('matching_facts', 'app_worker', 'select, insert, update', 'true');
call allow('matching_facts', 'app_seed', 'select, insert', 'true');
call allow('match_result', 'app_seed', 'select, insert, update', 'true');
grant usage on sequence match_result_writes to app_worker, app_seed;
-- Readers need the numbers alone; what a product asks they read from the product.
grant select (number, product_id) on match_product to app_enterprise, app_bureau;
create policy app_enterprise on match_product for select to app_enterprise using (true);
create policy app_bureau on match_product for select to app_bureau using (true);
call allow('match_product', 'app_worker', 'select, insert, update', 'true');
call allow('match_state', 'app_enterprise', 'select', 'true');
call allow('match_state', 'app_bureau', 'select', 'true');
call allow('match_state', 'app_worker', 'select, update', 'true');
call allow('match_run', 'app_bureau', 'select', 'true');
call allow('match_run', 'app_platform', 'select', 'true');
call allow('match_run', 'app_worker', 'select, insert, update', 'true');
call allow('match_run', 'app_seed', 'select, insert', 'true');
