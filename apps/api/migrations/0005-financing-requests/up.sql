create sequence financing_request_number;

create table financing_request (
  id uuid primary key,
  number text not null unique,
  enterprise_id uuid not null references enterprise,
  unit_position int not null,
  status text not null check (status in ('draft', 'submitted', 'returned', 'rejected', 'duplicate', 'verified', 'unmatched',
    'matched', 'engaged', 'partially_funded', 'funded', 'closed', 'withdrawn', 'expired')),
  amount_fen bigint check (amount_fen > 0),
  currency text not null default 'CNY' check (currency ~ '^[A-Z]{3}$'),
  term_months int check (term_months between 1 and 480),
  purpose text,
  -- As a survey sheet worded it, beside the codes it was read as.
  purpose_text text check (length(purpose_text) <= 200),
  financing_mode text check (length(financing_mode) <= 200),
  rate_ceiling_bp int check (rate_ceiling_bp between 0 and 10000),
  needed_by date,
  collateral text[] not null default '{}',
  collateral_text text check (length(collateral_text) <= 500),
  first_loan boolean,
  export_credit_insured boolean,
  parent_guarantee boolean,
  intended_banks text[] not null default '{}',
  remarks text check (length(remarks) <= 2000),
  contact_name text check (length(contact_name) <= 60),
  contact_phone text check (length(contact_phone) <= 30),
  -- 授权共享 = 是 in a survey: lets the enterprise be invited, names no bank and discloses nothing (domain §9).
  willing_to_share boolean not null,
  source jsonb not null,
  -- What the bureau asks to be mended before it verifies: [{field, text}].
  return_items jsonb not null default '[]',
  -- Rises when amount, term or purpose changes; engaged banks confirm it.
  content_version int not null default 1,
  version int not null default 1 check (version >= 1),
  -- The latest submission, from which the bureau's time runs; figures count from the first.
  submitted_at timestamptz,
  first_submitted_at timestamptz,
  -- Until when the bureau verifies the latest submission, in its working time.
  verify_due_at timestamptz,
  verified_at timestamptz,
  matched_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Whose change the version is, told to whoever comes too late.
  updated_by text not null check (length(updated_by) between 1 and 100),
  -- What an enterprise has not submitted is its own; a draft the bureau began for it is the bureau's too.
  drafted_by text not null check (drafted_by in ('enterprise', 'bureau')),
  bureau_visible boolean generated always as (submitted_at is not null or drafted_by = 'bureau') stored,
  -- A sheet may leave the purpose open: the bureau asks for it before it verifies.
  check (status = 'draft' or amount_fen is not null),
  check (status in ('draft', 'withdrawn', 'expired') or submitted_at is not null),
  check (verified_at is null or purpose is not null)
);
create index financing_request_enterprise on financing_request (enterprise_id, updated_at desc, id);
create index financing_request_unit on financing_request (unit_position, updated_at desc, id);
create index financing_request_status on financing_request (unit_position, status, updated_at desc, id);

create table financing_request_event (
  id uuid primary key,
  request_id uuid not null references financing_request,
  enterprise_id uuid not null,
  unit_position int not null,
  at timestamptz not null,
  action text not null,
  from_status text,
  to_status text not null,
  actor_side text not null,
  actor_account_id uuid,
  actor_name text not null,
  note jsonb not null default '{}',
  -- Moves of one transaction share their instant; this keeps them in the order they were made.
  seq bigint generated always as identity
);
create index financing_request_event_request on financing_request_event (request_id, seq);
create index financing_request_event_unit on financing_request_event (unit_position, to_status, at);

call protect('financing_request');
call protect('financing_request_event');
grant usage on sequence financing_request_number to app_enterprise, app_bureau, app_seed;
call allow('financing_request', 'app_enterprise', 'select, insert, update', 'enterprise_id = (select current_organisation())');
call allow('financing_request', 'app_bureau', 'select, insert, update',
  'bureau_visible and unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('financing_request', 'app_worker', 'select, update', 'true');
call allow('financing_request', 'app_seed', 'select, insert, update', 'true');
-- History is written once: no UPDATE or DELETE is granted to anybody.
call allow('financing_request_event', 'app_enterprise', 'select, insert', 'enterprise_id = (select current_organisation())');
call allow('financing_request_event', 'app_bureau', 'select, insert',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('financing_request_event', 'app_worker', 'select, insert', 'true');
call allow('financing_request_event', 'app_seed', 'select, insert', 'true');
