-- The signed paper a bureau cites when it records a consent for an enterprise.
create table consent_paper (
  id uuid primary key,
  enterprise_id uuid not null references enterprise,
  unit_position int not null,
  file_name text not null check (length(file_name) between 1 and 200),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  sha256 bytea not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 10485760),
  uploaded_by uuid not null,
  uploaded_at timestamptz not null
);

create table consent (
  id uuid primary key,
  enterprise_id uuid not null references enterprise,
  unit_position int not null,
  bank_id uuid not null references organisation,
  request_id uuid not null references financing_request,
  field_groups text[] not null check (cardinality(field_groups) between 1 and 20),
  purpose text not null check (length(purpose) between 1 and 200),
  valid_until date not null,
  given_how text not null check (given_how in ('signatory', 'paper')),
  given_by uuid not null,
  given_by_name text not null,
  paper_id uuid references consent_paper,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  -- When the platform closed it: its last day had passed, or the request it was given for had expired.
  ended_at timestamptz,
  -- The signed revocation, where the bureau recorded the withdrawal.
  withdrawal_paper_id uuid references consent_paper,
  check ((given_how = 'paper') = (paper_id is not null))
);
create index consent_enterprise on consent (enterprise_id, given_at desc);
create index consent_request on consent (request_id);
create index consent_unit on consent (unit_position, given_at desc);
create index consent_live on consent (enterprise_id, bank_id) where withdrawn_at is null;
-- By which those are found whose last day has passed.
create index consent_running on consent (valid_until) where withdrawn_at is null and ended_at is null;

-- 披露回执: every time a bank opened what a consent lets it see.
create table disclosure_receipt (
  id uuid primary key,
  consent_id uuid not null references consent,
  enterprise_id uuid not null,
  unit_position int not null,
  bank_id uuid not null,
  engagement_id uuid not null,
  field_groups text[] not null,
  opened_by uuid not null,
  opened_by_name text not null,
  opened_at timestamptz not null
);
create index disclosure_receipt_enterprise on disclosure_receipt (enterprise_id, opened_at desc);
create index disclosure_receipt_consent on disclosure_receipt (consent_id);
create index disclosure_receipt_engagement on disclosure_receipt (engagement_id, opened_by, opened_at);

call protect('consent_paper');
call protect('consent');
call protect('disclosure_receipt');
call allow('consent_paper', 'app_enterprise', 'select', 'enterprise_id = (select current_organisation())');
call allow('consent_paper', 'app_bureau', 'select, insert',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('consent', 'app_enterprise', 'select, insert, update', 'enterprise_id = (select current_organisation())');
call allow('consent', 'app_bureau', 'select, insert',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
-- A push holds the consent it rests on, and what the enterprise revokes on paper the bureau records.
grant update (withdrawn_at, withdrawal_paper_id) on consent to app_bureau;
call allow('consent', 'app_bank', 'select', 'bank_id = (select current_bank())');
call allow('consent', 'app_worker', 'select, update', 'true');
call allow('consent', 'app_seed', 'select, insert', 'true');
call allow('disclosure_receipt', 'app_enterprise', 'select', 'enterprise_id = (select current_organisation())');
call allow('disclosure_receipt', 'app_bureau', 'select',
  'unit_position between (select current_unit_lo()) and (select current_unit_hi())');
call allow('disclosure_receipt', 'app_bank', 'select, insert', 'bank_id = (select current_bank())');
call allow('disclosure_receipt', 'app_seed', 'select, insert', 'true');
